from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.memory.tables import Tables
from application.meeting.ports import Proposals
from domain.meeting.proposal import Proposal


@dataclass
class MemoryProposals(Proposals):
    tables: Tables

    def add(self, proposal: Proposal) -> None:
        self.save(proposal)

    def find(self, proposal_id: UUID) -> Proposal | None:
        found = self.tables.proposals.get(proposal_id)
        return replace(found) if found else None

    def of(self, meeting_id: UUID, *, person_id: UUID | None = None) -> Sequence[Proposal]:
        found = [
            replace(each)
            for each in self.tables.proposals.values()
            if each.meeting_id == meeting_id and person_id in (None, each.person_id)
        ]
        return sorted(found, key=lambda each: (each.made_at, each.id))

    def save(self, proposal: Proposal) -> None:
        self.tables.proposals[proposal.id] = replace(proposal)
