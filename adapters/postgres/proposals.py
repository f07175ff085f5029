from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.repeats import timing_from_json, timing_to_json
from adapters.postgres.rows import ProposalRow
from application.meeting.ports import Proposals
from domain.meeting.proposal import Proposal, ProposalState
from domain.meeting.timing import Zones


class PostgresProposals(Proposals):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, proposal: Proposal) -> None:
        self._connection.execute(insert(ProposalRow).values(to_row(proposal)))

    def find(self, proposal_id: UUID) -> Proposal | None:
        return next(
            iter(self._read(select(ProposalRow.__table__).where(ProposalRow.id == proposal_id))), None
        )

    def of(
        self, meeting_id: UUID, *, person_id: UUID | None = None, zones: Zones = ZoneInfo
    ) -> Sequence[Proposal]:
        """``zones``: by whose rules they are read."""
        found = select(ProposalRow.__table__).where(ProposalRow.meeting_id == meeting_id)
        if person_id is not None:
            found = found.where(ProposalRow.person_id == person_id)
        return self._read(found.order_by(ProposalRow.made_at, ProposalRow.id), zones)

    def save(self, proposal: Proposal) -> None:
        saved = update(ProposalRow).where(ProposalRow.id == proposal.id).values(to_row(proposal))
        self._connection.execute(saved)

    def _read(self, statement: Select[*tuple[Any, ...]], zones: Zones = ZoneInfo) -> list[Proposal]:
        return [from_row(row, zones) for row in self._connection.execute(statement)]


def to_row(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "meeting_id": proposal.meeting_id,
        "person_id": proposal.person_id,
        "original_start": proposal.original_start,
        "timing": timing_to_json(proposal.timing),
        "instead_of": timing_to_json(proposal.instead_of),
        "comment": proposal.comment,
        "made_at": proposal.made_at,
        "decided": proposal.decided.value,
        "decided_at": proposal.decided_at,
    }


def from_row(row: Row[*tuple[Any, ...]], zones: Zones = ZoneInfo) -> Proposal:
    return Proposal(
        id=row.id,
        meeting_id=row.meeting_id,
        person_id=row.person_id,
        original_start=row.original_start,
        timing=timing_from_json(row.timing, zones),
        instead_of=timing_from_json(row.instead_of, zones),
        comment=row.comment,
        made_at=row.made_at,
        decided=ProposalState(row.decided),
        decided_at=row.decided_at,
    )
