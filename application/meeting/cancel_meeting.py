from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class CancelMeetingCommand:
    caller: Caller
    meeting_id: UUID
    reason: str = ""
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """Calls it off, for everybody. RestoreMeeting undoes it."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: CancelMeetingCommand) -> Meeting:
        caller = command.caller
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, command.meeting_id, work)
            meeting.expect_host(caller.person_id, "cancel this meeting")
            meeting.expect_version(command.expected_version)
            meeting.cancel(command.reason, by=caller.person_id, now=self.clock.now())
            work.meetings.save(meeting)
            return meeting
