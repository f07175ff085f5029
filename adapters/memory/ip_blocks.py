from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.administration.ports import IpBlocks
from domain.administration.ip_block import IpBlock
from domain.shared.event import DomainEvent


@dataclass
class MemoryIpBlocks(IpBlocks):
    tables: Tables
    events: list[DomainEvent]

    def add(self, block: IpBlock) -> None:
        self._recorded(block)
        self.tables.ip_blocks[block.id] = stored(block)

    def find(self, block_id: UUID) -> IpBlock | None:
        found = self.tables.ip_blocks.get(block_id)
        return stored(found) if found else None

    def standing(self, now: datetime) -> Sequence[IpBlock]:
        blocks = self.tables.ip_blocks.values()
        found = [stored(each) for each in blocks if each.expires_at is None or now < each.expires_at]
        return sorted(found, key=lambda block: block.id, reverse=True)

    def remove(self, block: IpBlock) -> None:
        self._recorded(block)
        self.tables.ip_blocks.pop(block.id, None)

    def _recorded(self, block: IpBlock) -> None:
        self.events += block.events
        block.events.clear()
