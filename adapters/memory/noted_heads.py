from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from application.administration.ports import NotedHeads
from domain.administration.audit_entry import Head


@dataclass
class MemoryNotedHeads(NotedHeads):
    heads: dict[int, bytes] = field(default_factory=dict)

    def all(self) -> Mapping[int, bytes]:
        return dict(self.heads)

    def note(self, head: Head, *, at: datetime) -> None:
        self.heads[head.position] = head.hash
