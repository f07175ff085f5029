"""Reading and changing when one wants to be reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_to_read
from application.notification.reminder_ports import ReminderWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.notification.reminder import ReminderChoice


class ChoosingWork(MeetingWork, ReminderWork, Protocol):
    """A meeting, and what somebody chose about it."""


@dataclass(frozen=True, slots=True)
class ReadReminderChoice:
    """One's own: what is usual, or what counts for one meeting.

    Raises PermissionMissing, or MeetingNotFound, also when the caller may not see it.
    """

    transactions: Transactions[ChoosingWork]

    def __call__(self, caller: Caller, meeting_id: UUID | None = None) -> ReminderChoice:
        """One that says no meeting is what is usual, whatever it was asked for."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            return _in_force(caller, meeting_id, work)


@dataclass(frozen=True, slots=True)
class ChooseRemindersCommand:
    caller: Caller
    meeting_id: UUID | None
    expected_version: int | None
    timed: Sequence[int]
    whole_days: Sequence[int]


@dataclass(frozen=True, slots=True)
class ChooseReminders:
    """Raises PermissionMissing, MeetingNotFound, InvalidReminder or StaleReminders."""

    transactions: Transactions[ChoosingWork]

    def __call__(self, command: ChooseRemindersCommand) -> None:
        caller, meeting_id = command.caller, command.meeting_id
        caller.must(Permission.RESPOND_TO_MEETINGS)
        with self.transactions.begin() as work:
            if meeting_id is not None:
                meeting_to_read(caller, meeting_id, work)
            mine = work.reminders.choice(caller.person_id, meeting_id) or ReminderChoice(
                caller.person_id, meeting_id
            )
            mine.expect_version(command.expected_version)
            mine.become(command.timed, command.whole_days)
            work.reminders.save(mine)


@dataclass(frozen=True, slots=True)
class ForgetReminders:
    """From now on that meeting is as all others.

    Raises PermissionMissing, MeetingNotFound or StaleReminders.
    """

    transactions: Transactions[ChoosingWork]

    def __call__(self, caller: Caller, meeting_id: UUID, expected_version: int | None) -> None:
        caller.must(Permission.RESPOND_TO_MEETINGS)
        with self.transactions.begin() as work:
            meeting_to_read(caller, meeting_id, work)
            mine = work.reminders.choice(caller.person_id, meeting_id)
            (mine or ReminderChoice(caller.person_id, meeting_id)).expect_version(expected_version)
            if mine is not None:
                work.reminders.forget(mine)


def _in_force(caller: Caller, meeting_id: UUID | None, work: ChoosingWork) -> ReminderChoice:
    usual = work.reminders.choice(caller.person_id, None) or ReminderChoice(caller.person_id)
    if meeting_id is None:
        return usual
    meeting = meeting_to_read(caller, meeting_id, work)
    own = work.reminders.choice(caller.person_id, meeting_id)
    if own is not None:
        return own
    came_along = imported_for(caller.person_id, meeting)
    timed, whole_days = (came_along, came_along) if came_along else (usual.timed, usual.whole_days)
    return ReminderChoice(caller.person_id, None, timed, whole_days)  # version 1: nothing chosen for it


def imported_for(person_id: UUID, meeting: Meeting) -> tuple[int, ...]:
    """Alarms of a calendar file were its owner's, who hosts what was imported."""
    return meeting.kept.reminders if person_id == meeting.host_id else ()
