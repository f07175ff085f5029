export { ProofProvider } from './components/proof';
export { SecurityPage } from './components/security-page';
export { SecuritySkeleton } from './components/security-skeleton';
export { SureButton } from './components/sure-button';
export { useSecured } from './components/use-secured';
