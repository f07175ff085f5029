export { AdminFrame } from './components/admin-frame';
export { AdminSection } from './components/admin-section';
export { TrialLetter } from './components/trial-letter';
export { InviteDialog } from './components/invite-dialog';
export { Demonstration } from './components/demonstration';
export { useHouseRules } from './queries';
