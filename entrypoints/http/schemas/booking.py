"""The rooms that a meeting asks for."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from application.meeting.read_meeting import MeetingView
from application.meeting.wanted_rooms import AnyRoom
from domain.meeting.booking import booking_asked_about, dates_waiting
from domain.meeting.occurrence import Occurrence, Override
from domain.meeting.room import Room
from domain.meeting.room_booking import MOST_ROOMS, BookingStatus, RoomBooking
from entrypoints.http.schemas.moment import MomentShown, start_and_end
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.room import Capacity, Equipment
from entrypoints.http.schemas.shapes import Id, OriginalStart, Sent, Shown, prose

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


class LackedShown(Shown):
    """What a date asks for, and somebody else had when the date came into reach."""

    kind: Literal["room", "person"]
    id: UUID
    name: str


LacksShown = Annotated[
    list[LackedShown],
    Field(
        description="What the date does without; ask for it again, or change the date. People: for the host."
    ),
]


def lacks_shown(view: MeetingView, own: Override) -> list[LackedShown]:
    """What is asked for no more is not missed."""
    rooms = [
        LackedShown(kind="room", id=each, name=view.rooms[each].details.name)
        for each in sorted(own.lacks)
        if each in view.rooms
    ]
    of_host = view.viewer_id == view.meeting.host_id
    people = [
        LackedShown(kind="person", id=each, name=view.people[each].name)
        for each in sorted(own.lacks)
        if each in view.people and of_host
    ]
    return rooms + people


Names = Annotated[list[OriginalStart], Field(max_length=1_000)]


class RoomApprovalSent(Sent):
    approved: bool
    reason: Annotated[str, prose(1_000)] | None = None
    dates: Names = Field(
        default_factory=list,
        description="Which dates it is about; if none is named, what waits for an answer, or else all.",
    )
    declined_on: Names = Field(
        default_factory=list, description="With a yes: dates on which it is a no all the same."
    )


class AskedDateShown(Shown):
    original_start: str
    start: MomentShown
    end: MomentShown

    @classmethod
    def of(cls, date: Occurrence) -> "AskedDateShown":
        start, end = start_and_end(date.timing)
        return cls(original_start=date.original_start, start=start, end=end)


class RoomRequestShown(Shown):
    """Who wants a room and when, for those who look after rooms; not what for."""

    meeting_id: UUID
    version: int = Field(description="Of the meeting; the ETag is made of it.")
    room: BookedRoomShown
    host: PersonShown
    start: MomentShown
    end: MomentShown
    recurrence: list[str] | None
    dates: list[AskedDateShown] | None = Field(
        description="The single dates that wait; null: it is about the meeting as a whole."
    )

    @classmethod
    def of(cls, view: MeetingView, room_id: UUID) -> "RoomRequestShown":
        meeting = view.meeting
        start, end = start_and_end(meeting.timing)
        waiting = dates_waiting(meeting, room_id)
        return cls(
            meeting_id=meeting.id,
            version=meeting.version,
            room=BookedRoomShown.of(booking_asked_about(meeting, room_id), view.rooms),
            host=PersonShown.of(view.people[meeting.host_id]),
            start=start,
            end=end,
            recurrence=meeting.recurrence.written(meeting.timing.start) if meeting.recurrence else None,
            dates=[AskedDateShown.of(meeting.date_named(each)) for each in waiting] if waiting else None,
        )


class RoomRequestsShown(Shown):
    data: list[RoomRequestShown]
    next_cursor: None
