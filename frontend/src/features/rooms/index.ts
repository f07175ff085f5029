export { RoomPicker } from './components/room-picker';
export { useRooms } from './queries';
