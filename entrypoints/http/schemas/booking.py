"""The rooms that a meeting asks for, and dates that differ from the rest of their series."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.read_meeting import MeetingView
from application.meeting.wanted_rooms import AnyRoom
from domain.meeting.occurrence import Override
from domain.meeting.refusals import InvalidTiming
from domain.meeting.room import Room
from domain.meeting.room_booking import MOST_ROOMS, BookingStatus, RoomBooking
from domain.shared.refusal import InvalidValue
from entrypoints.http.schemas.moment import MomentSent, MomentShown, start_and_end, timing_from
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.room import Capacity, Equipment
from entrypoints.http.schemas.shapes import Id, Sent, Shown, absent, prose

# The limit is the domain's: its refusal has a name of its own. Here it is only told.
RoomsSent = Annotated[
    list[Id],
    Field(max_length=1_000, json_schema_extra={"maxItems": MOST_ROOMS}),
    Field(description="Rooms to book, by id; those that need approval wait for it."),
]


class AnyRoomSent(Sent):
    """The smallest room with so many seats and all of that equipment that is free on every date."""

    capacity: Capacity = 1
    equipment: Equipment = Field(default_factory=list)

    def wanted(self) -> AnyRoom:
        return AnyRoom(self.capacity, frozenset(self.equipment))


class ExceptionSent(Sent):
    """One date of the series that is left out, or takes place at another time."""

    original_start: Annotated[
        str,
        Field(
            min_length=8,
            max_length=16,
            description="The date's name: when the rule would have it begin, in UTC, or its day.",
            examples=["20261201T083000Z"],
        ),
    ]
    cancelled: bool = False
    start: MomentSent = Field(default_factory=absent)
    end: MomentSent = Field(default_factory=absent)

    def override(self) -> Override:
        """Raises InvalidTiming or InvalidTimeSlot."""
        if self.start is None and self.end is None:
            return Override(cancelled=self.cancelled)
        if self.start is None or self.end is None:
            missing = "start" if self.start is None else "end"
            raise InvalidTiming("a date that moves has a start and an end", field=(missing,))
        return Override(timing=timing_from(self.start, self.end), cancelled=self.cancelled)


ExceptionsSent = Annotated[
    list[ExceptionSent],
    Field(max_length=1_000, description="Dates that differ from the beginning; offers of a clash fit here."),
]


def overrides_from(sent: Sequence[ExceptionSent]) -> Mapping[str, Override]:
    """Raises InvalidTiming or InvalidTimeSlot, naming the place, also when a date is named twice."""
    overrides: dict[str, Override] = {}
    for place, each in enumerate(sent):
        try:
            if each.original_start in overrides:
                raise InvalidTiming("this date is named twice", field=("original_start",))
            overrides[each.original_start] = each.override()
        except InvalidValue as refusal:
            refusal.field = ("exceptions", place, *refusal.field)
            raise
    return overrides


class BookedRoomShown(Shown):
    """A room that a meeting asks for. Only a confirmed one is taken; ``reason`` says why one is declined."""

    id: UUID
    name: str
    capacity: int
    location: str
    status: BookingStatus
    reason: str

    @classmethod
    def of(cls, booking: RoomBooking, rooms: Mapping[UUID, Room]) -> "BookedRoomShown":
        details = rooms[booking.room_id].details
        return cls(
            id=booking.room_id,
            name=details.name,
            capacity=details.capacity,
            location=details.location,
            status=booking.status,
            reason=booking.reason,
        )


class RoomApprovalSent(Sent):
    approved: bool
    reason: Annotated[str, prose(1_000)] | None = None


class RoomRequestShown(Shown):
    """Who wants a room and when, for those who look after rooms; not what for."""

    meeting_id: UUID
    version: int = Field(description="Of the meeting; the ETag is made of it.")
    room: BookedRoomShown
    host: PersonShown
    start: MomentShown
    end: MomentShown
    recurrence: list[str] | None

    @classmethod
    def of(cls, view: MeetingView, room_id: UUID) -> "RoomRequestShown":
        meeting = view.meeting
        start, end = start_and_end(meeting.timing)
        booking = next(each for each in meeting.rooms if each.room_id == room_id)
        return cls(
            meeting_id=meeting.id,
            version=meeting.version,
            room=BookedRoomShown.of(booking, view.rooms),
            host=PersonShown.of(view.people[meeting.host_id]),
            start=start,
            end=end,
            recurrence=meeting.recurrence.written(meeting.timing.start) if meeting.recurrence else None,
        )


class RoomRequestsShown(Shown):
    data: list[RoomRequestShown]
    next_cursor: None
