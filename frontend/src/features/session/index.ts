export { AccountMenu } from './components/account-menu';
export { ConnectionBar } from './components/connection-bar';
export { DataProvider } from './components/data-provider';
export { SessionGate, usePerson } from './components/session-gate';
export { SetUpPage } from './components/set-up-page';
export { SignInPage } from './components/sign-in-page';
export { ZoneField } from './components/zone-field';
