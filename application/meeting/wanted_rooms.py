"""From the rooms that were asked for to those that are booked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.meeting.claim import Conflict, ResourceKind, SlotTaken
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import NoSuchRoom, RoomClosed, UnknownRoom
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking


@dataclass(frozen=True, slots=True)
class AnyRoom:
    """The smallest free room with that many seats and all of that equipment."""

    capacity: int = 1
    equipment: frozenset[str] = frozenset()


class NoRoomFree(SlotTaken):
    """Every room that is like that is taken. ``nearest``: the meeting in the one that is so the least."""

    def __init__(self, conflicts: Sequence[Conflict], *, nearest: Meeting) -> None:
        super().__init__(conflicts)
        self.nearest = nearest


def known_rooms(room_ids: Sequence[UUID], work: MeetingWork) -> Sequence[Room]:
    """Each once, in the given order. Raises UnknownRoom, naming the place in ``rooms``."""
    by_id = {room.id: room for room in work.rooms.among(set(room_ids))}
    for place, room_id in enumerate(room_ids):
        if room_id not in by_id:
            raise UnknownRoom("there is no room with this id", field=("rooms", place))
    return [by_id[room_id] for room_id in dict.fromkeys(room_ids)]


def bookings(room_ids: Sequence[UUID], work: MeetingWork) -> list[RoomBooking]:
    """Raises UnknownRoom. Rooms that somebody has to say yes for are pending."""
    return [booking_of(room) for room in known_rooms(room_ids, work)]


def booking_of(room: Room) -> RoomBooking:
    pending = room.details.approval
    status = BookingStatus.PENDING if pending else BookingStatus.CONFIRMED
    return RoomBooking(room.id, status, needs_approval=pending)


def any_room_for(meeting: Meeting, wanted: AnyRoom, work: MeetingWork) -> RoomBooking:
    """One that is free on all dates beside what the meeting has already; nobody else can book it meanwhile.

    Raises NoSuchRoom when no room is like that, NoRoomFree when all such are taken, or RoomClosed.
    """
    rooms = work.rooms.fitting(wanted.capacity, wanted.equipment)
    if not rooms:
        raise NoSuchRoom("no room has so many seats and all of that equipment", field=("any_room",))
    conflicts: list[Conflict] = []
    nearest: tuple[int, Meeting] | None = None
    closed: RoomClosed | None = None
    for room in rooms:
        booking = booking_of(room)
        there = replace(meeting, rooms=[*meeting.rooms, booking])
        try:
            found = work.meetings.clashes(there)
        except RoomClosed as refusal:
            closed = closed or refusal
            continue
        if not found:
            return booking
        conflicts += found
        if nearest is None or len(found) < nearest[0]:
            nearest = len(found), there
        if any(each.resource.kind is ResourceKind.PERSON for each in found):
            break  # another room would not help
    if nearest is None:
        assert closed is not None
        raise closed
    raise NoRoomFree(conflicts, nearest=nearest[1])
