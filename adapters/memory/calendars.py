import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.meeting.queries import CalendarEntry, Calendars, CalendarWindow, MeetingSummary
from application.shared.ports import Viewer
from domain.meeting.details import Commitment
from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.meeting.timing import AllDay, Timing


@dataclass
class MemoryCalendars(Calendars):
    database: MemoryDatabase

    def entries(self, window: CalendarWindow, *, people: Collection[UUID], viewer: Viewer) -> str:
        found: list[tuple[tuple[datetime, datetime, UUID, UUID, str], CalendarEntry]] = []
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
        for meeting in meetings:
            for occurrence in _within(meeting, window):
                slot = occurrence.timing.slot
                for person_id, response in meeting.attendance(occurrence.original_start).items():
                    entry = _entry(meeting, occurrence, person_id, response, viewer)
                    if person_id in people and entry is not None:
                        found.append(
                            ((slot.start, slot.end, meeting.id, person_id, entry.original_start), entry)
                        )
        return json.dumps([entry.plain() for _, entry in sorted(found, key=lambda row: row[0])])


def _within(meeting: Meeting, window: CalendarWindow) -> list[Occurrence]:
    first, until = (datetime.combine(day, time(), UTC) for day in (window.first, window.until))
    around = meeting.dates.between(min(first, window.start), max(until, window.end))
    return [each for each in around if _overlaps(each.timing, window)]


def _overlaps(timing: Timing, window: CalendarWindow) -> bool:
    if isinstance(timing, AllDay):
        return timing.first < window.until and window.first < timing.until
    return timing.slot.start < window.end and window.start < timing.slot.end


def _entry(
    meeting: Meeting, occurrence: Occurrence, person_id: UUID, response: ResponseStatus, viewer: Viewer
) -> CalendarEntry | None:
    all_guests = shows_guests(meeting, viewer.person_id)
    visible = meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation) and (
        all_guests or person_id in (viewer.person_id, meeting.host_id)
    )
    state = MeetingState.CANCELLED if occurrence.cancelled else meeting.state
    busy = (
        state is MeetingState.SCHEDULED
        and response not in (ResponseStatus.DECLINED, ResponseStatus.WAITING)
        and occurrence.details.commitment is not Commitment.FREE
    )
    own = person_id == viewer.person_id
    if not (visible or busy) or (not own and meeting.state is MeetingState.DRAFT):
        return None
    details = occurrence.details
    summary = MeetingSummary(
        meeting_id=meeting.id,
        version=meeting.version,
        title=details.title,
        location=details.location,
        conference_url=details.conference_url,
        state=state,
        visibility=details.visibility,
        host_id=meeting.host_id,
        guest_count=len(meeting.guests) if all_guests else None,
        repeats=meeting.recurrence is not None,
    )
    return CalendarEntry(
        person_id, occurrence.original_start, occurrence.timing, response, summary if visible else None
    )
