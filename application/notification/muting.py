"""Reading and changing what one wants to hear little of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.seen_by import is_shown_to, meeting_to_read
from application.notification.ports import NotificationWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.notification.mute import Mute


@dataclass(frozen=True, slots=True)
class ReadMute:
    """One's own. Raises PermissionMissing or MeetingNotFound."""

    transactions: Transactions[NotificationWork]

    def __call__(self, caller: Caller, meeting_id: UUID) -> Mute:
        caller.must(Permission.READ_NOTIFICATIONS)
        with self.transactions.begin() as work:
            meeting_to_read(caller, meeting_id, work)
            return work.mutes.get(caller.person_id, meeting_id)


@dataclass(frozen=True, slots=True)
class ReadMutes:
    """All of one's own, with the meetings, as far as one may see these still. Raises PermissionMissing."""

    transactions: Transactions[NotificationWork]

    def __call__(self, caller: Caller) -> Sequence[tuple[Mute, Meeting]]:
        caller.must(Permission.READ_NOTIFICATIONS)
        with self.transactions.begin() as work:
            mutes = work.mutes.of(caller.person_id)
            meetings = {each.id: each for each in work.meetings.among([mute.meeting_id for mute in mutes])}
            seen = ((mute, meetings.get(mute.meeting_id)) for mute in mutes)
            return [(mute, each) for mute, each in seen if each is not None and is_shown_to(caller, each)]


@dataclass(frozen=True, slots=True)
class MuteMeeting:
    """A date, or with None all of it; from the next event on.

    Raises PermissionMissing, MeetingNotFound, OccurrenceNotFound or InvalidMute.
    """

    transactions: Transactions[NotificationWork]

    def __call__(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> Mute:
        caller.must(Permission.WRITE_NOTIFICATIONS)
        with self.transactions.begin() as work:
            date = _date_of(meeting_to_read(caller, meeting_id, work), original_start)
            mine = work.mutes.get(caller.person_id, meeting_id)
            mine.mute(date)
            work.mutes.save(mine)
            return mine


@dataclass(frozen=True, slots=True)
class UnmuteMeeting:
    """A date, or with None all of it. Raises PermissionMissing, MeetingNotFound or OccurrenceNotFound."""

    transactions: Transactions[NotificationWork]

    def __call__(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> Mute:
        caller.must(Permission.WRITE_NOTIFICATIONS)
        with self.transactions.begin() as work:
            date = _date_of(meeting_to_read(caller, meeting_id, work), original_start)
            mine = work.mutes.get(caller.person_id, meeting_id)
            mine.unmute(date)
            work.mutes.save(mine)
            return mine


def _date_of(meeting: Meeting, original_start: str | None) -> str | None:
    """The date as a mute names it: the only one there is stands for the meeting."""
    if original_start is None:
        return None
    date = meeting.date_named(original_start)
    return date.original_start if meeting.recurrence else None
