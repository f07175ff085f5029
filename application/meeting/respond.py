from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import expect_date
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Flags, Transactions
from application.shared.refusals import FeatureOff
from domain.identity.role import Permission
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal, ProposalState
from domain.meeting.timing import Timing
from domain.shared.flag import Flag


@dataclass(frozen=True, slots=True)
class RespondCommand:
    """``seen_version``: the version the caller looked at when they decided; None when they take any.

    ``original_start``: the one date it is about; ``instead_of_all``: it replaces answers to single dates.
    ``proposal``: another time that would suit the caller.
    """

    caller: Caller
    meeting_id: UUID
    status: ResponseStatus
    comment: str = ""
    seen_version: int | None = None
    original_start: str | None = None
    instead_of_all: bool = False
    proposal: Timing | None = None


@dataclass(frozen=True, slots=True)
class Respond:
    """The caller's own answer to an invitation. Raises NotInvited, OccurrenceMovedOn, FeatureOff and others.

    What they proposed before for the same date is withdrawn.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock
    flags: Flags

    def __call__(self, command: RespondCommand) -> Meeting:
        caller = command.caller
        caller.must(Permission.RESPOND_TO_MEETINGS)
        if command.proposal is not None:
            self._expect_proposals(caller)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, command.meeting_id, work)
            expect_date(meeting, command.original_start, caller, work)
            meeting.respond(
                caller.person_id,
                command.status,
                comment=command.comment,
                seen_version=command.seen_version,
                now=now,
                original_start=command.original_start,
                instead_of_all=command.instead_of_all,
            )
            on = command.original_start if meeting.recurrence else None
            for earlier in work.proposals.of(meeting.id, person_id=caller.person_id):
                replaced = earlier.original_start == on or command.instead_of_all
                if replaced and earlier.state(meeting, now) is ProposalState.OPEN:
                    earlier.withdraw(meeting, now=now)
                    work.proposals.save(earlier)
            if command.proposal is not None:
                made = Proposal.make(
                    meeting,
                    caller.person_id,
                    command.proposal,
                    original_start=on,
                    comment=command.comment,
                    now=now,
                )
                work.proposals.add(made)
            work.meetings.save(meeting)
            return meeting

    def _expect_proposals(self, caller: Caller) -> None:
        """Those made before stay, and can be decided."""
        if not self.flags.is_on(Flag.COUNTER_PROPOSALS, person_id=caller.person_id, role=caller.role):
            raise FeatureOff(
                "other times cannot be proposed here at present; answer without one, and write to the host",
                field=("proposal",),
            )
