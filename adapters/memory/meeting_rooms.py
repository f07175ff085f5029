from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.meeting.ports import Rooms
from domain.meeting.refusals import RoomNameTaken, RoomNotFound, StaleRoom
from domain.meeting.room import Room
from domain.shared.event import DomainEvent
from domain.shared.text import folded


@dataclass
class MemoryRooms(Rooms):
    tables: Tables
    events: list[DomainEvent]

    def add(self, room: Room) -> None:
        self._keep(room)

    def get(self, room_id: UUID) -> Room:
        room = self.find(room_id)
        if room is None:
            raise RoomNotFound("there is no such room")
        return room

    def find(self, room_id: UUID) -> Room | None:
        room = self.tables.rooms.get(room_id)
        return stored(room) if room else None

    def among(self, room_ids: Collection[UUID]) -> Sequence[Room]:
        return [stored(self.tables.rooms[each]) for each in sorted(room_ids) if each in self.tables.rooms]

    def called(self, keys: Collection[str]) -> Sequence[Room]:
        return self.among([room.id for room in self.tables.rooms.values() if room.details.key in set(keys)])

    def fitting(self, capacity: int, equipment: Collection[str]) -> Sequence[Room]:
        needed = frozenset(equipment)
        rooms = self.tables.rooms.values()
        found = [room for room in rooms if room.fits(capacity, needed) and not room.details.approval]
        return [stored(room) for room in sorted(found, key=Room.by_size)]

    def search(
        self,
        *,
        words: str = "",
        capacity: int = 1,
        equipment: Collection[str] = (),
        active: bool | None = True,
        after: str | None = None,
        limit: int | None,
    ) -> Sequence[Room]:
        wanted, needed = folded(words), frozenset(equipment)
        found = [
            room
            for room in self.tables.rooms.values()
            if wanted in room.details.sought
            and room.details.capacity >= capacity
            and needed <= room.details.equipment
            and active in (None, room.active)
            and (after is None or room.details.key > after)
        ]
        return [stored(room) for room in sorted(found, key=lambda room: room.details.key)[:limit]]

    def save(self, room: Room) -> None:
        current = self.tables.rooms.get(room.id)
        if current is None or current.version != room.version:
            raise StaleRoom("somebody changed this room since you read it; look again and retry")
        self._keep(room)

    def _keep(self, room: Room) -> None:
        others = (each for each in self.tables.rooms.values() if each.id != room.id)
        if any(each.details.key == room.details.key for each in others):
            raise RoomNameTaken(f"another room is called {room.details.name!r}", field=("name",))
        room.version += 1
        self.events += room.events
        room.events.clear()
        self.tables.rooms[room.id] = stored(room)
