from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from adapters.memory.reminder_tables import Entry, Key
from adapters.memory.tables import Tables
from application.notification.reminder_choices import imported_for
from application.notification.reminder_ports import Reminders
from domain.meeting.guest import ResponseStatus
from domain.meeting.kept import EARLIEST_REMINDER
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.notification.reminder import Reminder, ReminderChoice, StaleReminders, due_at, leads_for
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id

NOT_COMING = (ResponseStatus.DECLINED, ResponseStatus.WAITING)


@dataclass
class MemoryReminders(Reminders):
    """Looks at every date of every meeting: what the one in PostgreSQL must come to as well."""

    tables: Tables
    events: list[DomainEvent]

    def choice(self, person_id: UUID, meeting_id: UUID | None) -> ReminderChoice | None:
        found = self.tables.reminders.choices.get((person_id, meeting_id))
        return copy(found) if found else None

    def save(self, choice: ReminderChoice) -> None:
        before = self.tables.reminders.choices.get((choice.person_id, choice.meeting_id))
        if (before.version if before else 1) != choice.version:
            raise StaleReminders("somebody changed these reminders since you read them; look again")
        choice.version += 1
        self.tables.reminders.choices[choice.person_id, choice.meeting_id] = copy(choice)

    def forget(self, choice: ReminderChoice) -> None:
        self.tables.reminders.choices.pop((choice.person_id, choice.meeting_id), None)

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        choices = self.tables.reminders.choices
        for each in [each for each in choices.values() if each.meeting_id == meeting_id]:
            choices.setdefault((each.person_id, as_meeting_id), replace(each, meeting_id=as_meeting_id))

    def note_due(self, now: datetime) -> int:
        reached = min(self.tables.reminders.reached or now, now)
        self.tables.reminders.reached = now
        found = 0
        for key, due in self._between(reached, now):
            if key not in self.tables.reminders.ledger:
                self.tables.reminders.ledger[key] = Entry(new_id(now), due)
                found += 1
        return found

    def take(self, now: datetime, *, limit: int) -> Sequence[Reminder]:
        waiting = [(entry, key) for key, entry in self.tables.reminders.ledger.items() if entry.waits]
        due = sorted(((entry, key) for entry, key in waiting if entry.due_at <= now), key=_in_order)
        taken = []
        for entry, key in due[:limit]:
            seen = self._seen(entry.id, key)
            if seen is None:
                self.tables.reminders.ledger[key] = replace(entry, waits=False)
            else:
                taken.append(seen)
        return taken

    def settle(self, told: Sequence[Reminder], dropped: Sequence[Reminder], *, now: datetime) -> None:
        settled = {each.id for each in (*told, *dropped)}
        for key, entry in list(self.tables.reminders.ledger.items()):
            if entry.id in settled:
                self.tables.reminders.ledger[key] = replace(entry, waits=False)
        self.events += [each.told(now) for each in told]

    def _between(self, after: datetime, until: datetime) -> Iterator[tuple[Key, datetime]]:
        for meeting in self.tables.meetings.values():
            for date in meeting.dates_until(until + timedelta(minutes=EARLIEST_REMINDER, days=2)):
                for person_id in meeting.attendance(date.original_start):
                    if not self._concerns(meeting, date, person_id):
                        continue
                    zone = self.tables.people[person_id].zone
                    for lead in self._leads(meeting, date, person_id):
                        due = due_at(date.timing, lead, zone)
                        if after < due <= until:
                            name, start = date.original_start, date.timing.slot.start
                            yield Key(person_id, meeting.id, name, start, lead), due

    def _concerns(self, meeting: Meeting, date: Occurrence, person_id: UUID) -> bool:
        response = meeting.attendance(date.original_start).get(person_id, ResponseStatus.DECLINED)
        person = self.tables.people.get(person_id)
        is_on = meeting.state is MeetingState.SCHEDULED and not date.cancelled
        return is_on and response not in NOT_COMING and person is not None and person.active

    def _is_muted(self, key: Key) -> bool:
        muted = self.tables.mutes.get((key.person_id, key.meeting_id))
        return muted is not None and (muted.whole or key.original_start in muted.dates)

    def _leads(self, meeting: Meeting, date: Occurrence, person_id: UUID) -> tuple[int, ...]:
        own = self.tables.reminders.choices.get((person_id, meeting.id))
        usual = self.tables.reminders.choices.get((person_id, None), ReminderChoice(person_id))
        return leads_for(date.timing, own, imported_for(person_id, meeting), usual)

    def _seen(self, reminder_id: UUID, key: Key) -> Reminder | None:
        meeting = self.tables.meetings[key.meeting_id]
        date = meeting.dates.named(key.original_start)
        if date is None or date.timing.slot.start != key.starts_at:
            return None
        if not self._concerns(meeting, date, key.person_id) or self._is_muted(key):
            return None
        return Reminder(
            id=reminder_id,
            person_id=key.person_id,
            meeting_id=key.meeting_id,
            original_start=key.original_start,
            lead=key.lead,
            title=date.details.title,
            timing=date.timing,
        )


def _in_order(row: tuple[Entry, Key]) -> tuple[datetime, UUID]:
    return row[0].due_at, row[0].id
