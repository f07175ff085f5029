export { DirectorySkeleton, OneSkeleton } from './components/directory-skeleton';
export { PeoplePage } from './components/people-page';
export { PersonPage } from './components/person-page';
export { RoomPage } from './components/room-page';
export { RoomsPage } from './components/rooms-page';
