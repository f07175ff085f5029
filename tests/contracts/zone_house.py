"""A house whose meetings live through changes of time zone rules."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.memory.clock import SettableClock
from application.meeting.follow_zone_rules import FollowZoneRules
from application.meeting.queries import CalendarWindow
from application.shared.ports import LoggedEvent, Viewer
from domain.identity.person import Person
from domain.meeting import series
from domain.meeting.details import Commitment, Details
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.room import Room
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import Timing
from domain.meeting.zone_change import ZoneMove
from domain.shared.time_slot import TimeSlot
from tests.builders import NOW, a_person, a_room, timed
from tests.storage import Storage
from tests.zone_rules import Reform, reformed

SUMMER = timed("2027-07-05 09:00", "2027-07-05 10:00")
WINTER = timed("2027-01-11 09:00", "2027-01-11 10:00")
WEEKLY = ("RRULE:FREQ=WEEKLY;COUNT=60",)
HOUR = timedelta(hours=1)
LONG = Edit(details={"title": "Long"})


@dataclass
class House:
    storage: Storage
    folder: Path
    reforms: ExitStack
    clock: SettableClock = field(default_factory=lambda: SettableClock(NOW))
    ana: Person = field(default_factory=lambda: a_person("Ana"))
    ben: Person = field(default_factory=lambda: a_person("Ben"))
    blue: Room = field(default_factory=a_room)

    def __post_init__(self) -> None:
        with self.storage.transactions.begin() as work:
            work.people.add(self.ana)
            work.people.add(self.ben)
            work.rooms.add(self.blue)

    def meeting(
        self,
        timing: Timing = SUMMER,
        *,
        repeats: tuple[str, ...] = (),
        room: bool = False,
        title: str = "Mine",
        commitment: Commitment = Commitment.BUSY,
        **more: Any,
    ) -> Meeting:
        meeting = Meeting.schedule(
            host_id=self.ana.id,
            details=Details(title, commitment=commitment),
            timing=timing,
            recurrence=parse_recurrence(repeats, timing.start),
            invitations=[Invitation(self.ben.email, "Ben", self.ben.id)],
            rooms=[RoomBooking(self.blue.id)] if room else [],
            now=NOW,
            **more,
        )
        with self.storage.transactions.begin() as work:
            work.meetings.add(meeting)
        return meeting

    def reform(self, reform: Reform, *zones: str) -> None:
        self.reforms.enter_context(reformed(self.folder, reform, *zones or ("Europe/Paris",)))

    @property
    def follow(self) -> FollowZoneRules:
        return FollowZoneRules(self.storage.transactions, self.clock)

    def found(self, meeting: Meeting) -> Meeting:
        with self.storage.transactions.begin() as work:
            found = work.meetings.find(meeting.id)
        assert found is not None
        return found

    def edit(self, meeting: Meeting, change: Callable[[Meeting], object]) -> None:
        with self.storage.transactions.begin() as work:
            mine = work.meetings.get(meeting.id)
            change(mine)
            work.meetings.save(mine)

    def answer(self, meeting: Meeting, status: ResponseStatus, on: str | None = None) -> None:
        """Ben's."""
        ben = self.ben.id
        self.edit(
            meeting,
            lambda mine: mine.respond(
                ben, status, comment="", seen_version=None, original_start=on, now=self.clock.now()
            ),
        )

    def change(self, meeting: Meeting, edit: Edit, scope: Scope, name: str) -> None:
        ana = self.ana.id
        self.edit(meeting, lambda mine: series.change(mine, edit, scope, name, by=ana, now=NOW))

    def report(self) -> list[ZoneMove]:
        return self.follow.reported_after(None)

    def moves(self) -> list[LoggedEvent]:
        return [each for each in self.storage.events() if each.kind == "meeting.moved"]

    def starts(self, year: int = 2027) -> list[datetime]:
        """When Ben's calendar says that something begins."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        window = CalendarWindow(
            datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC), first, last
        )
        owner = self.ben.id
        found = self.storage.calendars.entries(window, people=[owner], viewer=Viewer(owner, True))
        return [datetime.fromisoformat(each["start"]["utc"]) for each in json.loads(found)]

    def taken(self, resource: Any, start: datetime) -> bool:
        """Whether the hour from then on is taken."""
        slot = TimeSlot(start, start + HOUR)
        with self.storage.transactions.begin() as work:
            return bool(work.meetings.taken([resource.id], slot, by_others_than=self.ana.id, now=NOW))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
