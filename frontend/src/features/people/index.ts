export { GuestPicker } from './components/guest-picker';
export { invitationOf, type Invitee } from './schema';
