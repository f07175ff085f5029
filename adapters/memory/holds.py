from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.claims import MemoryClaims
from adapters.memory.tables import Tables, stored
from application.meeting.ports import Holds
from domain.meeting.hold import Hold
from domain.meeting.refusals import HoldNotFound
from domain.shared.event import DomainEvent


@dataclass
class MemoryHolds(Holds):
    tables: Tables
    events: list[DomainEvent]
    claims: MemoryClaims

    def add(self, hold: Hold) -> None:
        rooms = {each: self.tables.rooms[each] for each in hold.rooms}
        self.claims.hold(hold.claims(rooms), rooms, hold.id, hold.created_at)
        self.tables.holds[hold.id] = stored(hold)
        self._record(hold)

    def find(self, hold_id: UUID) -> Hold | None:
        hold = self.tables.holds.get(hold_id)
        return stored(hold) if hold else None

    def of(self, owner_id: UUID, *, now: datetime) -> Sequence[Hold]:
        own = (each for each in self.tables.holds.values() if each.owner_id == owner_id)
        live = [stored(each) for each in own if each.expires_at > now]
        return sorted(live, key=lambda hold: hold.id)

    def run_out(self, now: datetime, *, limit: int) -> Sequence[Hold]:
        over = [each for each in self.tables.holds.values() if each.expires_at <= now]
        return [stored(each) for each in sorted(over, key=lambda hold: (hold.expires_at, hold.id))[:limit]]

    def remove(self, hold: Hold) -> None:
        if self.tables.holds.pop(hold.id, None) is None:
            raise HoldNotFound("there is no such hold; it may have run out")
        self.claims.drop(hold.id)
        self._record(hold)

    def _record(self, hold: Hold) -> None:
        self.events += hold.events
        hold.events.clear()
