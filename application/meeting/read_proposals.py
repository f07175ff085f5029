from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.proposal import Proposal, ProposalState


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as it stands now, and whose it is."""

    proposal: Proposal
    state: ProposalState
    person: KnownPerson


@dataclass(frozen=True, slots=True)
class ReadProposals:
    """The other times that were proposed: the host sees all, a guest their own. Raises MeetingNotFound."""

    transactions: Transactions[MeetingWork]
    people: PeopleDirectory
    clock: Clock

    def __call__(self, caller: Caller, meeting_id: UUID) -> Sequence[ProposalView]:
        caller.must(Permission.READ_MEETINGS)
        now = self.clock.now()
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, meeting_id, work)
            whose = None if caller.person_id == meeting.host_id else caller.person_id
            proposals = work.proposals.of(meeting_id, person_id=whose)
            people = self.people.named({each.person_id for each in proposals})
        return [ProposalView(each, each.state(meeting, now), people[each.person_id]) for each in proposals]
