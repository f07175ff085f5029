"""What a host and those who look after rooms do about the rooms of a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.meeting.events import MeetingChanged, RoomAnswered
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.refusals import RoomNotBooked
from domain.meeting.room_booking import BookingStatus, RoomBooking, answered, checked
from domain.shared.text import prose


def book(meeting: Meeting, rooms: Sequence[RoomBooking], *, by: UUID, now: datetime) -> None:
    """Ask for these rooms and no others; those that it has already stay as they are. Raises TooManyRooms."""
    meeting.expect_alive()
    had = {booking.room_id: booking for booking in meeting.rooms}
    wanted = [had.get(booking.room_id, booking) for booking in rooms]
    if wanted != meeting.rooms:
        meeting.rooms = checked(wanted)
        meeting.events.append(MeetingChanged(**meeting.facts(by, now), changed=("rooms",)))


def answer_for_room(
    meeting: Meeting, room_id: UUID, *, approved: bool, reason: str, by: UUID, now: datetime
) -> None:
    """Whoever looks after the room says yes or no, for every date. Raises RoomNotBooked."""
    meeting.expect_alive()
    if room_id not in booked_rooms(meeting.rooms, meeting.overrides):
        raise RoomNotBooked("this meeting does not ask for that room")
    status = BookingStatus.CONFIRMED if approved else BookingStatus.DECLINED
    reason = prose(reason, name="reason", longest=1_000)
    meeting.rooms = answered(meeting.rooms, room_id, status, reason)
    for name, own in meeting.overrides.items():
        if own.rooms is not None:
            rooms = tuple(answered(own.rooms, room_id, status, reason))
            meeting.overrides[name] = replace(own, rooms=rooms)
    facts = meeting.facts(by, now)
    meeting.events.append(RoomAnswered(**facts, room_id=room_id, status=status, reason=reason))
