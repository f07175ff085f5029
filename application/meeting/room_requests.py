"""Meetings that ask for a room, as those see them who look after rooms."""

from uuid import UUID

from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.refusals import MeetingNotFound


def asking(meeting: Meeting | None, room_id: UUID) -> Meeting:
    """The meeting, which need not be the caller's. Raises MeetingNotFound unless it asks for the room."""
    if meeting is None or not asks_for(meeting, room_id):
        raise MeetingNotFound("there is no such meeting")
    return meeting


def asks_for(meeting: Meeting, room_id: UUID) -> bool:
    """Whether any date of it does: then those who look after the room may know of it."""
    return room_id in booked_rooms(meeting.rooms, meeting.overrides)
