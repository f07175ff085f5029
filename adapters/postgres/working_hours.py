from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.hours_rows import WorkingHoursRow
from adapters.postgres.identity_rows import PersonRow
from application.availability.ports import WorkingHoursBook
from domain.availability.refusals import StaleWorkingHours
from domain.availability.working_hours import Day, Hours, Move, Week, Window, WorkingHours
from domain.identity.refusals import PersonNotFound
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot

_HOURS = (
    select(PersonRow.id.label("owner"), PersonRow.zone.label("home"), *WorkingHoursRow.__table__.c)
    .outerjoin(WorkingHoursRow, WorkingHoursRow.person_id == PersonRow.id)
    .where(PersonRow.active)
)


class PostgresWorkingHours(WorkingHoursBook):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def get(self, person_id: UUID) -> WorkingHours:
        # The person is locked, since there may be no row of hours yet.
        found = self._read(_of(person_id).with_for_update(of=PersonRow, key_share=True))
        if found is None:
            raise PersonNotFound("there is no such person")
        return found

    def find(self, person_id: UUID) -> WorkingHours | None:
        return self._read(_of(person_id))

    def save(self, hours: WorkingHours) -> None:
        written = insert(WorkingHoursRow).values(to_row(hours))
        changed = {name: written.excluded[name] for name in to_row(hours) if name != "person_id"}
        saved = written.on_conflict_do_update(
            index_elements=["person_id"], set_=changed, where=WorkingHoursRow.version == hours.version
        ).returning(WorkingHoursRow.version)
        # Without a row the version is 1; an insert for any other comes too late.
        is_first = self._read(_of(hours.person_id))
        if is_first is None or is_first.version != hours.version or not self._connection.scalar(saved):
            raise StaleWorkingHours("somebody changed these working hours since you read them; look again")
        hours.version += 1
        self._record(hours.events)
        hours.events.clear()

    def _read(self, statement: Select[*tuple[Any, ...]]) -> WorkingHours | None:
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            return None
        if row.zone is None:
            return WorkingHours(row.owner, office_hours(row.home))
        own = hours_from(row.zone, row.week, row.exceptions, row.moves, row.out_of_office)
        return WorkingHours(row.owner, own, row.version)


def _of(person_id: UUID) -> Select[*tuple[Any, ...]]:
    return _HOURS.where(PersonRow.id == person_id)


def to_row(working: WorkingHours) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    hours = working.hours
    return {
        "person_id": working.person_id,
        "zone": hours.zone.key,
        "week": [_pairs(day) for day in hours.week],
        "exceptions": {day.isoformat(): _pairs(windows) for day, windows in hours.exceptions.items()},
        "moves": [[move.since.isoformat(), move.zone.key] for move in hours.moves],
        "out_of_office": [[slot.start.isoformat(), slot.end.isoformat()] for slot in hours.out_of_office],
        "version": working.version + 1,
    }


def hours_from(
    zone: str,
    week: Iterable[Any],
    exceptions: Mapping[str, Any],
    moves: Iterable[tuple[str, str]],
    out_of_office: Iterable[tuple[str, str]],
) -> Hours:
    """From the columns of a row."""
    return Hours(
        ZoneInfo(zone),
        cast(Week, tuple(map(_windows, week))),
        {date.fromisoformat(day): _windows(pairs) for day, pairs in exceptions.items()},
        tuple(Move(date.fromisoformat(since), ZoneInfo(there)) for since, there in moves),
        tuple(TimeSlot(*map(datetime.fromisoformat, slot)) for slot in out_of_office),
    )


@lru_cache
def office_hours(zone: str) -> Hours:
    """Of whoever never said anything about theirs."""
    return Hours(ZoneInfo(zone))


def _pairs(day: Day) -> list[list[int]]:
    return [[window.start, window.end] for window in day]


def _windows(pairs: Iterable[tuple[int, int]]) -> Day:
    return tuple(Window(start, end) for start, end in pairs)
