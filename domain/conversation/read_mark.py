"""How far somebody has read."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Unread:
    """Of one person in one conversation: up to which position they have read, and what lies behind it.

    Neither their own messages nor deleted ones count, and counting ends at MOST_COUNTED.
    """

    position: int = 0
    unread: int = 0
    mentions: int = 0


MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class ReadMark:
    meeting_id: UUID
    person_id: UUID
    position: int
