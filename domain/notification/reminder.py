"""When somebody is reminded of a meeting, and what they are told then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.kept import EARLIEST_REMINDER, MOST_REMINDERS
from domain.meeting.timing import AllDay, Timing, plain
from domain.shared.event import DomainEvent
from domain.shared.refusal import InvalidValue, Stale
from domain.shared.time_slot import Moment

A_DAY = 24 * 60
TOO_LATE = timedelta(minutes=15)
"""So long after its start nobody needs to be told any more that a meeting begins."""

TIMED_DEFAULT = (10,)
WHOLE_DAYS_DEFAULT = (7 * 60,)
"""The day before at 17:00."""


class InvalidReminder(InvalidValue):
    code = "invalid_reminder"


class StaleReminders(Stale):
    code = "stale_reminders"


@dataclass(slots=True)
class ReminderChoice:
    """How long before somebody wants to be told: of one meeting, or of all (``meeting_id`` None).

    Leads are minutes. ``timed``: before a meeting begins. ``whole_days``: before the midnight, by the
    person's own clocks, with which the first day begins; 420 is the day before at 17:00, -480 that day at
    8:00. None means no reminder. ``version`` 1 stands for what nobody has chosen yet.
    """

    person_id: UUID
    meeting_id: UUID | None = None
    timed: tuple[int, ...] = TIMED_DEFAULT
    whole_days: tuple[int, ...] = WHOLE_DAYS_DEFAULT
    version: int = 1

    def expect_version(self, version: int | None) -> None:
        """None stands for any. Raises StaleReminders."""
        if version is not None and version != self.version:
            raise StaleReminders("somebody changed these reminders since you read them; look again")

    def become(self, timed: Sequence[int], whole_days: Sequence[int]) -> None:
        """Raises InvalidReminder."""
        for name, leads, earliest in (("timed", timed, 0), ("whole_days", whole_days, 1 - A_DAY)):
            if len(set(leads)) != len(leads):
                raise InvalidReminder("names the same moment twice", field=(name,))
            if len(leads) > MOST_REMINDERS:
                raise InvalidReminder(f"holds {MOST_REMINDERS} reminders at the most", field=(name,))
            if not all(earliest <= lead <= EARLIEST_REMINDER for lead in leads):
                raise InvalidReminder("a reminder comes four weeks before at the earliest", field=(name,))
        self.timed, self.whole_days = tuple(sorted(timed)), tuple(sorted(whole_days))

    def leads(self, timing: Timing) -> tuple[int, ...]:
        return self.whole_days if isinstance(timing, AllDay) else self.timed


def leads_for(
    timing: Timing,
    own: ReminderChoice | None,
    imported: tuple[int, ...],
    usual: ReminderChoice,
) -> tuple[int, ...]:
    """What counts for one person: chosen for that meeting, else come along with it, else usual."""
    if own is not None:
        return own.leads(timing)
    return imported or usual.leads(timing)


def due_at(timing: Timing, lead: int, zone: ZoneInfo) -> datetime:
    """The instant, by the clocks of ``zone`` for whole days (RFC 5545 §3.3.5 where they change)."""
    if isinstance(timing, AllDay):
        return due_on_day(timing.first, lead, zone)
    return timing.start.instant - timedelta(minutes=lead)


def due_on_day(day: date, lead: int, zone: ZoneInfo) -> datetime:
    return Moment(datetime.combine(day, time()) - timedelta(minutes=lead), zone).instant


def days_due(after: datetime, until: datetime, lead: int, zone: ZoneInfo) -> list[date]:
    """The days that whole-day meetings begin with whose reminder is due in (after, until]."""
    first = (after + timedelta(minutes=lead)).date() - timedelta(days=2)
    last = (until + timedelta(minutes=lead)).date() + timedelta(days=2)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if after < due_on_day(day, lead, zone) <= until]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One that has come due. ``timing`` and ``title`` are those of the date, as it stands now."""

    id: UUID
    person_id: UUID
    meeting_id: UUID
    original_start: str
    lead: int
    title: str
    timing: Timing

    def is_worth_telling(self, now: datetime) -> bool:
        """Late is better than never, up to a point."""
        slot = self.timing.slot
        return now < (slot.end if isinstance(self.timing, AllDay) else min(slot.end, slot.start + TOO_LATE))

    def told(self, now: datetime) -> "ReminderDue":
        return ReminderDue(
            subject_id=self.id,
            version=1,
            actor_id=None,
            at=now.astimezone(UTC),
            audience=frozenset({self.person_id}),
            reminder=self,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(DomainEvent):
    """For one person alone."""

    kind = "reminder.due"
    subject_type = "reminder"
    reminder: Reminder

    def data(self) -> Mapping[str, object]:
        about = self.reminder
        return {
            "meeting_id": str(about.meeting_id),
            "original_start": about.original_start,
            "title": about.title,
            **plain(about.timing),
            "lead_minutes": about.lead,
        }
