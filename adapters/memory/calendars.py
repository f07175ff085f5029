import json
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.meeting.calendar_entries import entries_of, room_entries_of
from application.meeting.queries import Calendars, CalendarWindow
from application.shared.ports import Viewer


@dataclass
class MemoryCalendars(Calendars):
    database: MemoryDatabase

    def entries(
        self,
        window: CalendarWindow,
        *,
        people: Collection[UUID],
        rooms: Collection[UUID] = (),
        viewer: Viewer,
    ) -> str:
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
            claims = dict(self.database.tables.claims)
        found = [entry for meeting in meetings for entry in entries_of(meeting, window, people, viewer)]
        for meeting in meetings:
            held = claims.get(meeting.id, ())
            taken = [(each.resource.id, each.original_start) for each in held if each.resource.id in rooms]
            found += room_entries_of(meeting, window, taken, viewer)
        return json.dumps([entry.plain() for _, entry in sorted(found, key=lambda row: row[0])])
