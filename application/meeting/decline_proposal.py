from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.proposals_seen import proposal_for_host
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class DeclineProposal:
    """The meeting stays when it is. Raises ProposalNotFound or ProposalClosed."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, caller: Caller, proposal_id: UUID) -> Meeting:
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting, proposal = proposal_for_host(caller, proposal_id, work)
            proposal.decline(meeting, by=caller.person_id, now=self.clock.now())
            work.meetings.save(meeting)
            work.proposals.save(proposal)
            return meeting
