from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.postgres import timings
from adapters.postgres.database import OpenTransaction
from adapters.postgres.reminder_statements import ENTER_TIMED, ENTER_WHOLE_DAYS, LEADS, TAKE
from application.notification.reminder_ports import Reminders
from domain.notification.reminder import (
    TIMED_DEFAULT,
    WHOLE_DAYS_DEFAULT,
    Reminder,
    ReminderChoice,
    StaleReminders,
    days_due,
    due_on_day,
)
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id

_CHOICE = """
    SELECT timed, whole_days, version FROM reminder_choice
    WHERE person_id = %s AND meeting_id IS NOT DISTINCT FROM %s
"""
_SAVE = """
    INSERT INTO reminder_choice AS kept (id, person_id, meeting_id, timed, whole_days, version)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (person_id, meeting_id) DO UPDATE
    SET timed = excluded.timed, whole_days = excluded.whole_days, version = excluded.version
    WHERE kept.version = excluded.version - 1
    RETURNING version
"""
_FORGET = "DELETE FROM reminder_choice WHERE person_id = %s AND meeting_id = %s"

_CARRY_ON = """
    INSERT INTO reminder_choice (id, person_id, meeting_id, timed, whole_days, version)
    SELECT gen_random_uuid(), person_id, %s, timed, whole_days, version
    FROM reminder_choice WHERE meeting_id = %s
    ON CONFLICT DO NOTHING
"""
_BEGIN = "INSERT INTO reminder_reached VALUES (1, %s) ON CONFLICT DO NOTHING"
_REACHED = "SELECT reached FROM reminder_reached FOR UPDATE SKIP LOCKED"
_REACH = "UPDATE reminder_reached SET reached = %s"
_SETTLE = "UPDATE reminder SET state = %s WHERE id = ANY (%s)"
_ZONES = "SELECT DISTINCT zone FROM person WHERE active"


class PostgresReminders(Reminders):
    """Only dates that have rows: a lead is at most four weeks, and the horizon is further away."""

    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def choice(self, person_id: UUID, meeting_id: UUID | None) -> ReminderChoice | None:
        rows = self._opened.read(_CHOICE, person_id, meeting_id)
        return next(
            (
                ReminderChoice(person_id, meeting_id, tuple(row.timed), tuple(row.whole_days), row.version)
                for row in rows
            ),
            None,
        )

    def save(self, choice: ReminderChoice) -> None:
        before = self.choice(choice.person_id, choice.meeting_id)
        if (before.version if before else 1) != choice.version or not self._opened.write(
            _SAVE,
            new_id(datetime.now(UTC)),
            choice.person_id,
            choice.meeting_id,
            list(choice.timed),
            list(choice.whole_days),
            choice.version + 1,
        ):
            raise StaleReminders("somebody changed these reminders since you read them; look again")
        choice.version += 1

    def forget(self, choice: ReminderChoice) -> None:
        self._opened.write(_FORGET, choice.person_id, choice.meeting_id)

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        self._opened.write(_CARRY_ON, as_meeting_id, meeting_id)

    def note_due(self, now: datetime) -> int:
        self._opened.write(_BEGIN, now)
        rows = self._opened.write(_REACHED)
        if not rows:
            return 0
        after = min(rows[0].reached, now)
        self._opened.write(_REACH, now)
        if after == now:
            return 0
        (leads,) = self._opened.read(LEADS)
        timed = sorted({*leads.timed, *TIMED_DEFAULT})
        found = self._enter(ENTER_TIMED, timed, after, now, list(TIMED_DEFAULT))
        return found + self._note_days(after, now, {*leads.whole_days, *WHOLE_DAYS_DEFAULT})

    def _note_days(self, after: datetime, now: datetime, leads: Iterable[int]) -> int:
        """Clocks differ from UTC by whole minutes, so between two of them nothing comes due."""
        if after.replace(second=0, microsecond=0) == now.replace(second=0, microsecond=0) and (
            after.second or after.microsecond
        ):
            return 0
        due = [
            (lead, zone.key, datetime.combine(day, time(), UTC), due_on_day(day, lead, zone))
            for zone in map(ZoneInfo, sorted(row.zone for row in self._opened.read(_ZONES)))
            for lead in sorted(leads)
            for day in days_due(after, now, lead, zone)
        ]
        if not due:
            return 0
        return self._enter(ENTER_WHOLE_DAYS, *map(list, zip(*due, strict=True)), list(WHOLE_DAYS_DEFAULT))

    def _enter(self, statement: str, *parameters: object) -> int:
        entering = f"WITH entered AS ({statement} RETURNING id) SELECT count(*) AS entered FROM entered"
        (row,) = self._opened.write(entering, *parameters)
        return int(row.entered)

    def take(self, now: datetime, *, limit: int) -> Sequence[Reminder]:
        rows = self._opened.write(TAKE, now, limit)
        if gone := [row.id for row in rows if not row.stands]:
            self._opened.write(_SETTLE, "dropped", gone)
        return [
            Reminder(
                id=row.id,
                person_id=row.person_id,
                meeting_id=row.meeting_id,
                original_start=row.original_start,
                lead=row.lead,
                title=row.title,
                timing=timings.from_columns(row),
            )
            for row in rows
            if row.stands
        ]

    def settle(self, told: Sequence[Reminder], dropped: Sequence[Reminder], *, now: datetime) -> None:
        for state, reminders in (("told", told), ("dropped", dropped)):
            if reminders:
                self._opened.write(_SETTLE, state, [each.id for each in reminders])
        self._record(each.told(now) for each in told)
