from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.guest import ResponseStatus


@dataclass(frozen=True, slots=True)
class RespondCommand:
    """``seen_version``: the version the caller looked at when they decided; None when they take any."""

    caller: Caller
    meeting_id: UUID
    status: ResponseStatus
    comment: str = ""
    seen_version: int | None = None


@dataclass(frozen=True, slots=True)
class Respond:
    """The caller's own answer to an invitation. Raises NotInvited, MeetingIsCancelled or StaleMeeting."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: RespondCommand) -> None:
        caller = command.caller
        caller.must(Permission.RESPOND_TO_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, command.meeting_id, work)
            meeting.respond(
                caller.person_id,
                command.status,
                comment=command.comment,
                seen_version=command.seen_version,
                now=self.clock.now(),
            )
            work.meetings.save(meeting)
