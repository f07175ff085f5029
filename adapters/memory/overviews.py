from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.memory.conversations import unread
from adapters.memory.database import MemoryDatabase
from application.conversation.queries import Overview, Overviews
from domain.conversation.message import Message


@dataclass
class MemoryOverviews(Overviews):
    database: MemoryDatabase

    def of(self, person_id: UUID, *, before: UUID | None = None, limit: int) -> Sequence[Overview]:
        with self.database.lock:
            tables, latest = self.database.tables, dict[UUID, Message]()
            for message in sorted(tables.messages.values(), key=lambda each: each.position):
                if person_id in tables.meetings[message.meeting_id].audience:
                    latest[message.meeting_id] = message
            found = [each for each in latest.values() if before is None or each.id < before]
            return [
                Overview(
                    tables.meetings[each.meeting_id].details.title,
                    replace(each),
                    unread(tables, each.meeting_id, person_id),
                )
                for each in sorted(found, key=lambda each: each.id, reverse=True)[:limit]
            ]
