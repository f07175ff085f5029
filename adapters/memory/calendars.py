from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.meeting.queries import CalendarEntry, Calendars, CalendarWindow, MeetingSummary
from application.shared.ports import Viewer
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.timing import AllDay


@dataclass
class MemoryCalendars(Calendars):
    database: MemoryDatabase

    def entries(
        self, window: CalendarWindow, *, people: Collection[UUID], viewer: Viewer
    ) -> Sequence[CalendarEntry]:
        found: list[tuple[tuple[datetime, datetime, UUID, UUID], CalendarEntry]] = []
        with self.database.lock:
            meetings = list(self.database.tables.meetings.values())
        for meeting in meetings:
            if not _overlaps(meeting, window):
                continue
            slot = meeting.timing.slot
            for person_id, response in _attendance(meeting).items():
                entry = _entry(meeting, person_id, response, viewer)
                if person_id in people and entry is not None:
                    found.append(((slot.start, slot.end, meeting.id, person_id), entry))
        return [entry for _, entry in sorted(found, key=lambda row: row[0])]


def _overlaps(meeting: Meeting, window: CalendarWindow) -> bool:
    timing = meeting.timing
    if isinstance(timing, AllDay):
        return timing.first < window.until and window.first < timing.until
    return timing.slot.start < window.end and window.start < timing.slot.end


def _attendance(meeting: Meeting) -> dict[UUID, ResponseStatus]:
    """By person. The host comes first and has accepted; somebody invited twice counts once."""
    responses = {meeting.host_id: ResponseStatus.ACCEPTED}
    for guest in meeting.guests:
        if guest.person_id is not None:
            responses.setdefault(guest.person_id, guest.response.status)
    return responses


def _entry(
    meeting: Meeting, person_id: UUID, response: ResponseStatus, viewer: Viewer
) -> CalendarEntry | None:
    visible = meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation)
    busy = meeting.state is MeetingState.SCHEDULED and response is not ResponseStatus.DECLINED
    own = person_id == viewer.person_id
    if not (visible or busy) or (not own and meeting.state is MeetingState.DRAFT):
        return None
    summary = MeetingSummary(
        meeting_id=meeting.id,
        version=meeting.version,
        title=meeting.details.title,
        location=meeting.details.location,
        conference_url=meeting.details.conference_url,
        state=meeting.state,
        visibility=meeting.details.visibility,
        host_id=meeting.host_id,
        guest_count=len(meeting.guests),
    )
    return CalendarEntry(
        person_id, meeting.original_start, meeting.timing, response, summary if visible else None
    )
