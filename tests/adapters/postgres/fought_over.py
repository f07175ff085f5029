"""A Convene where times are few and rooms fewer, so that most deeds meet something in their way."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy import text

from adapters.memory.clock import SettableClock
from adapters.memory.database import MemoryTransactions
from application.identity.caller import Caller
from application.meeting.series_edit import SeriesEditing
from domain.identity.role import Role
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.timing import AllDay, Timed, Timing
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import a_person, a_room
from tests.storage import Storage

NAMES = ("Ana", "Ben", "Chloe")
ROOMS = ("Blue", "Tidy", "Asked for", "Office")
MONDAY = datetime(2026, 12, 7, 9)
UTC_ZONE = zone_named("UTC")
RULES = ("", "", "", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4")
CLAIMS = text("SELECT resource_id, starts_at, ends_at, meeting_id, original_start, hold_id FROM claim")

who, place = st.sampled_from(NAMES), st.integers(0, 30)
some_rooms = st.lists(st.sampled_from(ROOMS), max_size=2, unique=True)


def at(hours: int, length: int) -> Timed:
    start, end = (MONDAY + timedelta(minutes=30 * each) for each in (hours, hours + length))
    return Timed(Moment(start, UTC_ZONE), Moment(end, UTC_ZONE))


times: st.SearchStrategy[Timing] = st.builds(
    at, st.sampled_from([0, 1, 2, 3, 48, 49, 96]), st.integers(1, 4)
) | st.just(AllDay(MONDAY.date(), MONDAY.date() + timedelta(days=1)))


@dataclass
class OneConvene:
    storage: Storage
    clock: SettableClock = field(default_factory=lambda: SettableClock(datetime(2026, 12, 1, tzinfo=UTC)))
    ids: dict[str, UUID] = field(default_factory=dict)
    meetings: list[UUID] = field(default_factory=list)
    holds: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        weekdays = {day: windows_of([(0, 18 * 60)]) for day in ("monday", "tuesday", "wednesday")}
        rooms = [
            a_room("Blue"),
            a_room("Tidy", capacity=4, buffer_after=timedelta(minutes=15)),
            a_room("Asked for", approval=True),
            a_room("Office", capacity=8, hours=OpeningHours(weekdays), zone=zone_named("Asia/Tokyo")),
        ]
        with self.storage.transactions.begin() as work:
            for room in rooms:
                work.rooms.add(room)
                self.ids[room.details.name] = room.id
            for name in NAMES:
                person = a_person(name, role=Role.ADMIN)
                work.people.add(person)
                self.ids[name] = person.id

    def caller(self, name: str) -> Caller:
        return Caller(self.ids[name], Role.ADMIN)

    def run(self, use_case: Any, *given: object) -> Any:
        return use_case(self.storage.transactions, self.clock)(*given)

    @property
    def editing(self) -> SeriesEditing:
        return SeriesEditing(self.storage.transactions, self.clock, self.storage.directory)

    def date_of(self, number: int, place: int) -> tuple[UUID, UUID, str] | None:
        """Host, meeting, and the name of the date at that place, around and around."""
        if not self.meetings:
            return None
        with self.storage.transactions.begin() as work:
            meeting = work.meetings.find(self.meetings[number % len(self.meetings)])
        assert meeting is not None
        dates = meeting.dates_until(datetime(2027, 1, 1, tzinfo=UTC)) or [meeting.dates.only]
        return meeting.host_id, meeting.id, dates[place % len(dates)].original_start

    def rooms(self, names: list[str]) -> tuple[UUID, ...]:
        return tuple(self.ids[name] for name in names)

    def seen(self) -> list[Any]:
        """Who has taken what, and how each booking stands, in words that are the same in both."""
        names = {identity: name for name, identity in self.ids.items()}
        holders: dict[UUID, object] = {each: number for number, each in enumerate(self.meetings)}
        holders |= {each: f"hold {number}" for number, each in enumerate(self.holds)}
        rows = [
            (names[resource], starts, ends, str(holders[holder]), name)
            for resource, starts, ends, holder, name in self._claims()
        ]
        with self.storage.transactions.begin() as work:
            found = [work.meetings.find(each) for each in self.meetings]
            waiting = work.meetings.waiting_for_rooms(limit=100)
        bookings = [
            (meeting.state, meeting.version, [(names[b.room_id], b.status, b.reason) for b in meeting.rooms])
            for meeting in found
            if meeting is not None
        ]
        return [sorted(rows), bookings, sorted(str(holders[each.id]) for each in waiting)]

    def _claims(self) -> list[tuple[UUID, datetime, datetime, UUID, str]]:
        if isinstance(self.storage.transactions, MemoryTransactions):
            tables = self.storage.transactions.database.tables
            return [
                (each.resource.id, each.slot.start, each.slot.end, holder, each.original_start)
                for holder, claims in tables.claims.items()
                for each in claims
            ]
        assert self.storage.engine is not None
        with self.storage.engine.connect() as connection:
            return [
                (
                    row.resource_id,
                    row.starts_at,
                    row.ends_at,
                    row.meeting_id or row.hold_id,
                    row.original_start or "",
                )
                for row in connection.execute(CLAIMS)
            ]
