from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.meeting.queries import Sights
from application.shared.ports import Viewer


@dataclass
class MemorySights(Sights):
    database: MemoryDatabase

    def lost(self, viewer: Viewer, meeting_ids: Collection[UUID]) -> frozenset[UUID]:
        with self.database.lock:
            found = [each for each in self.database.tables.meetings.values() if each.id in meeting_ids]
        return frozenset(
            meeting.id
            for meeting in found
            if not meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation)
        )
