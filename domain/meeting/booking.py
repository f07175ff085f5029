"""What a host and those who look after rooms do about the rooms of a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.meeting.events import MeetingChanged, RoomAnswered
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.one_date import override
from domain.meeting.refusals import RoomNotBooked, UnknownDate
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


def booked_on(meeting: Meeting, original_start: str) -> Sequence[RoomBooking]:
    """The rooms that this date asks for, and whether it has them."""
    lacks = meeting.lacks_on(original_start)
    return [
        replace(each, status=BookingStatus.TAKEN)
        if each.room_id in lacks and each.status is BookingStatus.CONFIRMED
        else each
        for each in meeting.rooms_on(original_start)
    ]


def dates_waiting(meeting: Meeting, room_id: UUID) -> Sequence[str] | None:
    """The single dates for which that room waits for a yes; None where the meeting waits as a whole."""
    if _waits(meeting.rooms, room_id):
        return None
    return [name for name, own in sorted(meeting.overrides.items()) if _waits(own.rooms or (), room_id)]


def booking_asked_about(meeting: Meeting, room_id: UUID) -> RoomBooking:
    """One that waits for a yes, if any does; else that of the meeting, or of a date."""
    names = [*(dates_waiting(meeting, room_id) or ()), None, *meeting.overrides]
    bookings = (each for name in names for each in (meeting.rooms_on(name) if name else meeting.rooms))
    return next(each for each in bookings if each.room_id == room_id)


def rooms_waited_for(meeting: Meeting) -> Sequence[UUID]:
    """Those for which the meeting, or a single date of it, waits for a yes."""
    booked = booked_rooms(meeting.rooms, meeting.overrides)
    return [each for each in sorted(booked) if dates_waiting(meeting, each) != []]


def answer_for_room(
    meeting: Meeting,
    room_id: UUID,
    *,
    approved: bool,
    reason: str,
    only_on: Sequence[str] = (),
    declined_on: Sequence[str] = (),
    by: UUID,
    now: datetime,
) -> None:
    """Whoever looks after the room says yes or no.

    To the dates ``only_on``; where none is named, to whatever waits for it; where nothing waits, to all. On
    the dates ``declined_on`` it is a no in any case. Raises RoomNotBooked or UnknownDate.
    """
    meeting.expect_alive()
    if room_id not in booked_rooms(meeting.rooms, meeting.overrides):
        raise RoomNotBooked("this meeting does not ask for that room")
    reason = prose(reason, name="reason", longest=1_000)
    status = BookingStatus.CONFIRMED if approved else BookingStatus.DECLINED
    for field, names in (("dates", only_on), ("declined_on", declined_on)):
        _expect_asked(meeting, room_id, names, field)
    waiting = dates_waiting(meeting, room_id)
    apart = only_on or waiting
    if apart:
        answers = dict.fromkeys(apart, status)
    else:
        _answer_all(meeting, room_id, status, reason, only_waiting=waiting is None)
        facts = meeting.facts(by, now)
        meeting.events.append(RoomAnswered(**facts, room_id=room_id, status=status, reason=reason))
        answers = {}
    for name, answer in (answers | dict.fromkeys(declined_on, BookingStatus.DECLINED)).items():
        rooms = tuple(answered(meeting.rooms_on(name), room_id, answer, reason))
        override(meeting, name, rooms=None if rooms == tuple(meeting.rooms) else rooms)
        facts = meeting.facts_of(meeting.date_named(name), by, now)
        meeting.events.append(RoomAnswered(**facts, room_id=room_id, status=answer, reason=reason))


def _answer_all(
    meeting: Meeting, room_id: UUID, status: BookingStatus, reason: str, *, only_waiting: bool
) -> None:
    meeting.rooms = answered(meeting.rooms, room_id, status, reason)
    for name, own in meeting.overrides.items():
        if own.rooms is not None and (_waits(own.rooms, room_id) or not only_waiting):
            override(meeting, name, rooms=tuple(answered(own.rooms, room_id, status, reason)))


def _waits(rooms: Iterable[RoomBooking], room_id: UUID) -> bool:
    return any(each.room_id == room_id and each.status is BookingStatus.PENDING for each in rooms)


def _expect_asked(meeting: Meeting, room_id: UUID, names: Sequence[str], field: str) -> None:
    for place, name in enumerate(names):
        date = meeting.dates.named(name)
        if date is None or all(each.room_id != room_id for each in meeting.rooms_on(name)):
            raise UnknownDate("the meeting does not ask for that room on such a date", field=(field, place))
