"""A house with Ana and Ben, who are reminded of what they plan."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.memory.clock import SettableClock
from application.notification.remind_people import RemindPeople
from domain.identity.person import Person
from domain.meeting.guest import GuestRole, Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Timing
from domain.notification.reminder import ReminderChoice
from tests.builders import NOW, a_meeting, a_person
from tests.storage import EveryWork, Storage

A_MINUTE = timedelta(minutes=1)
HALF_PAST_NINE = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
"""In Paris."""


class House:
    """Ana hosts, Ben comes; time passes when it is told to."""

    def __init__(self, storage: Storage, *people: Person) -> None:
        self.storage = storage
        self.clock = SettableClock(NOW)
        self.remind = RemindPeople(storage.transactions, self.clock)
        self.ana, self.ben = people or (a_person("Ana"), a_person("Ben"))
        with storage.transactions.begin() as work:
            for person in (self.ana, self.ben):
                work.people.add(person)
        self.pass_until(NOW)

    def meeting(self, timing: Timing | None = None, **about: Any) -> Meeting:
        guests = (Invitation(self.ben.email, self.ben.name, self.ben.id, GuestRole.REQUIRED),)
        planned = a_meeting(host_id=self.ana.id, timing=timing, guests=guests, **about)
        with self.storage.transactions.begin() as work:
            work.meetings.add(planned)
        return planned

    def change(self, meeting: Meeting) -> "Changing":
        return Changing(self.storage, meeting.id)

    def choose(
        self, who: Person, *timed: int, whole_days: tuple[int, ...] = (), of: Meeting | None = None
    ) -> None:
        with self.storage.transactions.begin() as work:
            found = work.reminders.choice(who.id, of and of.id)
            chosen = found or ReminderChoice(who.id, of and of.id)
            chosen.become(timed, whole_days)
            work.reminders.save(chosen)

    def pass_until(self, moment: datetime) -> None:
        self.clock.moment = moment
        while self.remind():
            pass

    def told(self) -> list[tuple[str, str, int]]:
        """Name, local start or day, and lead, in the order of the log."""
        names = {self.ana.id: "Ana", self.ben.id: "Ben"}
        return [
            (names[next(iter(event.audience))], _start(event.data), int(str(event.data["lead_minutes"])))
            for event in self.storage.events()
            if event.kind == "reminder.due"
        ]


def _start(data: Any) -> str:
    start: dict[str, str] = data["start"]
    return start.get("date") or start["date_time"][:16]


class Changing:
    def __init__(self, storage: Storage, meeting_id: UUID) -> None:
        self._block = storage.transactions.begin()
        self._id = meeting_id

    def __enter__(self) -> Meeting:
        self._work: EveryWork = self._block.__enter__()
        self._meeting = self._work.meetings.get(self._id)
        return self._meeting

    def __exit__(self, *trouble: Any) -> None:
        if trouble[0] is None:
            self._work.meetings.save(self._meeting)
        self._block.__exit__(*trouble)
