"""What calendars show of a meeting, computed from the meeting itself: the reference for stored places."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from uuid import UUID

from application.meeting.queries import CalendarEntry, CalendarWindow, FoundDate, MeetingSummary, Wanted
from application.shared.ports import Viewer
from domain.meeting.details import Commitment
from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.meeting.timing import AllDay, Timing
from domain.shared.text import folded

EntryKey = tuple[datetime, datetime, UUID, UUID, str]
"""By which entries are ordered."""


def entries_of(
    meeting: Meeting, window: CalendarWindow, people: Collection[UUID], viewer: Viewer
) -> Iterator[tuple[EntryKey, CalendarEntry]]:
    """Its dates that overlap the window in the calendars of those people, as ``viewer`` may see them."""
    for occurrence in _within(meeting, window):
        for person_id, response in meeting.attendance(occurrence.original_start).items():
            entry = _entry(meeting, occurrence, person_id, response, viewer)
            if person_id in people and entry is not None:
                yield _key(meeting, occurrence, person_id), entry


def room_entries_of(
    meeting: Meeting, window: CalendarWindow, taken: Collection[tuple[UUID, str]], viewer: Viewer
) -> Iterator[tuple[EntryKey, CalendarEntry]]:
    """``taken``: the rooms that it has, each with the name of the date on which it has it."""
    visible = meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation)
    for occurrence in _within(meeting, window):
        name = occurrence.original_start
        for room_id in (room_id for room_id, on in taken if on == name):
            summary = _summary(meeting, occurrence, viewer) if visible else None
            accepted = ResponseStatus.ACCEPTED
            entry = CalendarEntry(None, name, occurrence.timing, accepted, summary, room_id)
            yield _key(meeting, occurrence, room_id), entry


def _key(meeting: Meeting, occurrence: Occurrence, subject_id: UUID) -> EntryKey:
    slot = occurrence.timing.slot
    return slot.start, slot.end, meeting.id, subject_id, occurrence.original_start


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
    visible = meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation) and (
        shows_guests(meeting, viewer.person_id) or person_id in (viewer.person_id, meeting.host_id)
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
    summary = _summary(meeting, occurrence, viewer) if visible else None
    return CalendarEntry(person_id, occurrence.original_start, occurrence.timing, response, summary)


def _summary(meeting: Meeting, occurrence: Occurrence, viewer: Viewer) -> MeetingSummary:
    details = occurrence.details
    return MeetingSummary(
        meeting_id=meeting.id,
        version=meeting.version,
        title=details.title,
        location=details.location,
        conference_url=details.conference_url,
        state=MeetingState.CANCELLED if occurrence.cancelled else meeting.state,
        visibility=details.visibility,
        host_id=meeting.host_id,
        guest_count=len(meeting.guests) if shows_guests(meeting, viewer.person_id) else None,
        repeats=meeting.recurrence is not None,
    )


def first_date(
    meeting: Meeting,
    window: CalendarWindow,
    wanted: Wanted,
    viewer: Viewer,
    *,
    with_room: Collection[str] = (),
) -> FoundDate | None:
    """The first that is as wanted; ``with_room``: the names of the dates that have the room."""
    found = (
        FoundDate(each.timing.slot.start, meeting.id, each.original_start)
        for each in _within(meeting, window)
        if _fits(meeting, each, wanted, with_room) and _is_seen(meeting, each, wanted.people, viewer)
    )
    return min(found, default=None)


def _fits(meeting: Meeting, date: Occurrence, wanted: Wanted, with_room: Collection[str]) -> bool:
    state = MeetingState.CANCELLED if date.cancelled else meeting.state
    return (
        wanted.state in (None, state)
        and (wanted.room_id is None or date.original_start in with_room)
        and folded(wanted.words) in date.details.sought
    )


def _is_seen(meeting: Meeting, date: Occurrence, people: Collection[UUID] | None, viewer: Viewer) -> bool:
    if people is None:
        return meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation)
    attending = meeting.attendance(date.original_start).items()
    entries = (
        _entry(meeting, date, each, response, viewer) for each, response in attending if each in people
    )
    return any(entry is not None and entry.summary is not None for entry in entries)
