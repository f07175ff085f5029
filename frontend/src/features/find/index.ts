export { FindPage } from './components/find-page';
export { FindSkeleton } from './components/find-skeleton';
