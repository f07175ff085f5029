export { RoomPicker } from './components/room-picker';
export { useRooms, useRoomsById } from './queries';
