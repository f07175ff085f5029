from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, any_, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import Text

from adapters.postgres.database import OpenTransaction, columns_of, driver_of, rows_of
from adapters.postgres.room_rows import RoomRow
from application.meeting.ports import Rooms
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.refusals import RoomNameTaken, RoomNotFound, StaleRoom
from domain.meeting.room import Room, RoomDetails
from domain.shared.event import DomainEvent
from domain.shared.text import folded

_AMONG = f"SELECT {columns_of(RoomRow)} FROM room WHERE id = ANY (%s) ORDER BY id"


class PostgresRooms(Rooms):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def add(self, room: Room) -> None:
        added = insert(RoomRow).values(to_row(room)).on_conflict_do_nothing(index_elements=["key"])
        if self._opened.connection.execute(added.returning(RoomRow.id)).scalar() is None:
            raise _name_taken(room)
        self._kept(room)

    def get(self, room_id: UUID) -> Room:
        found = self._read(
            select(RoomRow.__table__).where(RoomRow.id == room_id).with_for_update(key_share=True)
        )
        if not found:
            raise RoomNotFound("there is no such room")
        return found[0]

    def find(self, room_id: UUID) -> Room | None:
        return next(iter(self.among([room_id])), None)

    def among(self, room_ids: Collection[UUID]) -> Sequence[Room]:
        return [from_row(row) for row in self._opened.read(_AMONG, list(room_ids))] if room_ids else []

    def called(self, keys: Collection[str]) -> Sequence[Room]:
        listed = RoomRow.key == any_(literal(list(keys), ARRAY(Text)))
        return self._read(select(RoomRow.__table__).where(listed).order_by(RoomRow.id)) if keys else []

    def fitting(self, capacity: int, equipment: Collection[str]) -> Sequence[Room]:
        found = (
            select(RoomRow.__table__)
            .where(RoomRow.active, ~RoomRow.approval, RoomRow.capacity >= capacity)
            .where(RoomRow.equipment.contains(list(equipment)))
            .order_by(RoomRow.id)
            .with_for_update(key_share=True)
        )
        return sorted(self._read(found), key=Room.by_size)

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
        found = (
            select(RoomRow.__table__)
            .where(RoomRow.capacity >= capacity, RoomRow.equipment.contains(list(equipment)))
            .order_by(RoomRow.key)
            .limit(limit)
        )
        if words:
            found = found.where(func.strpos(RoomRow.sought, folded(words)) > 0)
        if active is not None:
            found = found.where(RoomRow.active == active)
        if after is not None:
            found = found.where(RoomRow.key > after)
        return self._read(found)

    def save(self, room: Room) -> None:
        saved = (
            update(RoomRow)
            .where(RoomRow.id == room.id, RoomRow.version == room.version)
            .values(to_row(room))
            .returning(RoomRow.id)
        )
        try:
            with self._opened.connection.begin_nested():
                if self._opened.connection.execute(saved).scalar() is None:
                    raise StaleRoom("somebody changed this room since you read it; look again and retry")
        except IntegrityError as error:
            raise _name_taken(room) from error
        self._kept(room)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Room]:
        return [from_row(row) for row in self._opened.connection.execute(statement)]

    def _kept(self, room: Room) -> None:
        room.version += 1
        self._record(room.events)
        room.events.clear()


def read(connection: Connection, room_ids: Collection[UUID]) -> list[Room]:
    """Those that exist, ordered by id."""
    return [from_row(row) for row in rows_of(driver_of(connection), _AMONG, list(room_ids))]


def _name_taken(room: Room) -> RoomNameTaken:
    return RoomNameTaken(f"another room is called {room.details.name!r}", field=("name",))


def to_row(room: Room) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    details = room.details
    return {
        "id": room.id,
        "name": details.name,
        "key": details.key,
        "sought": details.sought,
        "capacity": details.capacity,
        "equipment": sorted(details.equipment),
        "location": details.location,
        "zone": details.zone.key,
        "hours": details.hours
        and {
            weekday: [[window.start, window.end] for window in windows]
            for weekday, windows in details.hours.windows.items()
        },
        "approval": details.approval,
        "buffer_before": details.buffer_before,
        "buffer_after": details.buffer_after,
        "created_at": room.created_at,
        "updated_at": room.updated_at,
        "active": room.active,
        "version": room.version + 1,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Room:
    hours = row.hours and OpeningHours({day: windows_of(pairs) for day, pairs in row.hours.items()})
    details = RoomDetails(
        name=row.name,
        capacity=row.capacity,
        zone=ZoneInfo(row.zone),
        equipment=frozenset(row.equipment),
        location=row.location,
        hours=hours or None,
        approval=row.approval,
        buffer_before=row.buffer_before,
        buffer_after=row.buffer_after,
    )
    return Room(
        id=row.id,
        details=details,
        created_at=row.created_at,
        updated_at=row.updated_at,
        active=row.active,
        version=row.version,
    )
