export { GuestPicker } from './components/guest-picker';
export type { Freedom, Span } from './free-busy';
export { useFreedom, useNamed, usePeopleById, type Named } from './queries';
export { invitationOf, inviteeByAddress, inviteeOf, withInvitees, type Invitee } from './schema';
export { usePeople } from './queries';
