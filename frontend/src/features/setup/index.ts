export { SetUpWizard } from './components/set-up-wizard';
