from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.notification.reminder import ReminderChoice


class Key(NamedTuple):
    person_id: UUID
    meeting_id: UUID
    original_start: str
    starts_at: datetime
    lead: int


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    due_at: datetime
    waits: bool = True


@dataclass
class ReminderTables:
    """``reached``: up to where what came due was entered."""

    choices: dict[tuple[UUID, UUID | None], ReminderChoice] = field(default_factory=dict)
    ledger: dict[Key, Entry] = field(default_factory=dict)
    reached: datetime | None = None

    def __copy__(self) -> "ReminderTables":
        return ReminderTables(dict(self.choices), dict(self.ledger), self.reached)
