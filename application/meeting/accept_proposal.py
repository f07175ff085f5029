from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.proposals_seen import proposal_for_host
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """Moves the date, or the meeting, to when a guest proposed; other proposals for it lapse.

    Raises ProposalNotFound, OnlyTheHostMay, ProposalClosed or SlotTaken.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, caller: Caller, proposal_id: UUID) -> UUID:
        """The meeting's id."""
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting, proposal = proposal_for_host(caller, proposal_id, work)
            proposal.accept(meeting, by=caller.person_id, now=self.clock.now())
            work.meetings.save(meeting)
            work.proposals.save(proposal)
            return meeting.id
