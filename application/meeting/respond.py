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
    """``seen_version``: the version the caller looked at when they decided; None when they take any.

    ``original_start``: the one date it is about; ``instead_of_all``: it replaces answers to single dates.
    """

    caller: Caller
    meeting_id: UUID
    status: ResponseStatus
    comment: str = ""
    seen_version: int | None = None
    original_start: str | None = None
    instead_of_all: bool = False


@dataclass(frozen=True, slots=True)
class Respond:
    """The caller's own answer to an invitation. Raises NotInvited, OccurrenceNotFound and others."""

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
                original_start=command.original_start,
                instead_of_all=command.instead_of_all,
            )
            work.meetings.save(meeting)
