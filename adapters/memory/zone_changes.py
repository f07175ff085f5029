from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.memory import conversations, history, proceedings
from adapters.memory.meetings import MemoryMeetings, as_computed
from adapters.memory.tables import Tables
from application.meeting.ports import ZoneChanges
from domain.meeting.coming_into_reach import do_without
from domain.meeting.zone_change import ZoneMove, follow_rules, is_outdated, proposal_by, read_by


@dataclass
class MemoryZoneChanges(ZoneChanges):
    """Whoever shares this memory shares its zones: there are no rules but the present ones to declare."""

    tables: Tables
    meetings: MemoryMeetings

    def declare(self) -> None:
        """The rules of this process are the only ones that anybody knows."""

    def outdated(self, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        found = sorted(each.id for each in self.tables.meetings.values() if is_outdated(each))
        return [each for each in found if after is None or each > after][:limit]

    def follow(self, meeting_id: UUID, *, now: datetime) -> None:
        kept = self.tables.meetings.get(meeting_id)
        if kept is None or not is_outdated(kept):
            return
        meeting = as_computed(kept)
        followed = follow_rules(meeting, ZoneInfo, now=now)
        for proposal in list(self.tables.proposals.values()):
            if proposal.meeting_id == meeting_id:
                self.tables.proposals[proposal.id] = proposal_by(proposal, ZoneInfo, followed.renamed)
        conversations.rename(self.tables, meeting_id, followed.renamed)
        proceedings.rename(self.tables, meeting_id, followed.renamed)
        history.rename(self.tables, meeting_id, followed.renamed)
        told = bool(followed.moved) or read_by(meeting, ZoneInfo) != followed.meeting
        due = self.meetings.save_followed(followed, told=told)
        if entry := followed.entry(due, now=now):
            self.tables.zone_moves[entry.id] = entry

    def unsettled(self, *, limit: int) -> Sequence[UUID]:
        due = (each for each in self.tables.zone_moves.values() if each.due)
        return [each.id for each in sorted(due, key=lambda entry: entry.meeting_id)][:limit]

    def settle(self, move_id: UUID, *, now: datetime) -> None:
        entry = self.tables.zone_moves.get(move_id)
        if entry is None or not entry.due:
            return
        entry, meeting = deepcopy(entry), self.meetings.get(entry.meeting_id)
        entry.collisions, entry.due = tuple(self.meetings.claims.settle(meeting, entry.due)), ()
        self.tables.zone_moves[move_id] = entry
        if entry.collisions:
            do_without(meeting, entry.lost, now=now)
            self.meetings.save(meeting)

    def report(self, *, before: UUID | None = None, limit: int) -> Sequence[ZoneMove]:
        found = (each for each in self.tables.zone_moves.values() if before is None or each.id < before)
        return [deepcopy(each) for each in sorted(found, key=lambda entry: entry.id, reverse=True)][:limit]
