from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.meeting.calendar_entries import first_date
from application.meeting.queries import CalendarWindow, FoundDate, MeetingLists, Wanted
from application.shared.ports import Viewer


@dataclass
class MemoryMeetingLists(MeetingLists):
    database: MemoryDatabase

    def first_dates(
        self,
        window: CalendarWindow,
        wanted: Wanted,
        *,
        viewer: Viewer,
        after: tuple[datetime, UUID] | None = None,
        limit: int,
    ) -> Sequence[FoundDate]:
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
            claims = dict(self.database.tables.claims)
        found = []
        for meeting in meetings:
            held = claims.get(meeting.id, ())
            with_room = {each.original_start for each in held if each.resource.id == wanted.room_id}
            if each := first_date(meeting, window, wanted, viewer, with_room=with_room):
                found.append(each)
        behind = [each for each in found if after is None or (each.starts_at, each.meeting_id) > after]
        return sorted(behind)[:limit]

    def of_person(self, person_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
        own = (each.id for each in meetings if person_id in each.participants)
        return sorted(each for each in own if after is None or each > after)[:limit]
