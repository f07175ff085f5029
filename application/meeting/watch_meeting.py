from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class WatchMeeting:
    """Whether the caller may be told of what happens around a meeting: whenever they may see it."""

    transactions: Transactions[MeetingWork]

    def __call__(self, caller: Caller, meeting_id: UUID) -> None:
        """Raises MeetingNotFound when they may not, PermissionMissing."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting_to_read(caller, meeting_id, work)
