export { SecurityPage } from './components/security-page';
export { SecuritySkeleton } from './components/security-skeleton';
