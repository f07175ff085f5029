from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.memory.database import MemoryDatabase
from application.meeting.queries import AHEAD, MeetingSearch, NearDate, NearKey
from application.shared.ports import Viewer
from domain.meeting.meeting import Meeting
from domain.shared.words import anywhere, beginnings, spaced


@dataclass
class MemoryMeetingSearch(MeetingSearch):
    database: MemoryDatabase

    def nearest_dates(
        self,
        words: Sequence[str],
        *,
        viewer: Viewer,
        now: datetime,
        after: NearKey | None = None,
        limit: int,
    ) -> Sequence[NearDate]:
        if not words:
            return ()
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
        found = []
        for meeting in meetings:
            if meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation):
                is_own = viewer.person_id in meeting.participants
                needles = anywhere(words) if is_own else beginnings(words)
                found += _nearest(meeting, needles, now)
        behind = [each for each in found if after is None or each.key(now) > after]
        return sorted(behind, key=lambda each: each.key(now))[:limit]


def _nearest(meeting: Meeting, needles: Sequence[str], now: datetime) -> list[NearDate]:
    saying = [
        NearDate(each.timing.slot.start, each.timing.slot.end <= now, meeting.id, each.original_start)
        for each in meeting.dates_until(now + AHEAD)
        if all(needle in spaced(each.details.sought) for needle in needles)
    ]
    return sorted(saying, key=lambda each: (each.key(now), each.original_start))[:1]
