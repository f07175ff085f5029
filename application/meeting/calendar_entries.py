"""What calendars show of a meeting, computed from the meeting itself: the reference for stored places."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from uuid import UUID

from application.meeting.queries import CalendarEntry, CalendarWindow, MeetingSummary
from application.shared.ports import Viewer
from domain.meeting.details import Commitment
from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.meeting.timing import AllDay, Timing

EntryKey = tuple[datetime, datetime, UUID, UUID, str]
"""By which entries are ordered."""


def entries_of(
    meeting: Meeting, window: CalendarWindow, people: Collection[UUID], viewer: Viewer
) -> Iterator[tuple[EntryKey, CalendarEntry]]:
    """Its dates that overlap the window in the calendars of those people, as ``viewer`` may see them."""
    for occurrence in _within(meeting, window):
        slot, name = occurrence.timing.slot, occurrence.original_start
        for person_id, response in meeting.attendance(name).items():
            entry = _entry(meeting, occurrence, person_id, response, viewer)
            if person_id in people and entry is not None:
                yield (slot.start, slot.end, meeting.id, person_id, name), entry


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
