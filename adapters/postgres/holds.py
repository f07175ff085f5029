from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select

from adapters.postgres import claims, meeting_rooms
from adapters.postgres.room_rows import HoldRow
from application.meeting.ports import Holds
from domain.meeting.hold import Hold
from domain.meeting.refusals import HoldNotFound
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot

_COLUMNS = select(*HoldRow.__table__.c)


class PostgresHolds(Holds):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, hold: Hold) -> None:
        rooms = {room.id: room for room in meeting_rooms.read(self._connection, hold.rooms)}
        self._connection.execute(
            insert(HoldRow).values(
                id=hold.id,
                owner_id=hold.owner_id,
                starts_at=hold.slot.start,
                ends_at=hold.slot.end,
                people=sorted(hold.people),
                rooms=sorted(hold.rooms),
                created_at=hold.created_at,
                expires_at=hold.expires_at,
            )
        )
        claims.hold(self._connection, hold.claims(rooms), rooms, hold_id=hold.id, now=hold.created_at)
        self._kept(hold)

    def find(self, hold_id: UUID) -> Hold | None:
        row = self._connection.execute(_COLUMNS.where(HoldRow.id == hold_id)).one_or_none()
        return None if row is None else from_row(row)

    def of(self, owner_id: UUID, *, now: datetime) -> Sequence[Hold]:
        own = _COLUMNS.where(HoldRow.owner_id == owner_id, HoldRow.expires_at > now).order_by(HoldRow.id)
        return [from_row(row) for row in self._connection.execute(own)]

    def run_out(self, now: datetime, *, limit: int) -> Sequence[Hold]:
        over = _COLUMNS.where(HoldRow.expires_at <= now).order_by(HoldRow.expires_at, HoldRow.id)
        rows = self._connection.execute(over.limit(limit).with_for_update(skip_locked=True))
        return [from_row(row) for row in rows]

    def remove(self, hold: Hold) -> None:
        removed = delete(HoldRow).where(HoldRow.id == hold.id).returning(HoldRow.id)
        if self._connection.execute(removed).scalar() is None:
            raise HoldNotFound("there is no such hold; it may have run out")
        self._kept(hold)

    def _kept(self, hold: Hold) -> None:
        self._record(hold.events)
        hold.events.clear()


def from_row(row: Row[*tuple[Any, ...]]) -> Hold:
    return Hold(
        id=row.id,
        owner_id=row.owner_id,
        slot=TimeSlot(row.starts_at, row.ends_at),
        people=frozenset(row.people),
        rooms=frozenset(row.rooms),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
