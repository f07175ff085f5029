"""Rooms on the wire."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, WithJsonSchema

from domain.meeting.opening_hours import WEEKDAYS, InvalidOpeningHours, OpeningHours, Window
from domain.meeting.room import LARGEST_CAPACITY, MOST_EQUIPMENT, Room
from domain.shared.time_zone import zone_named
from entrypoints.http.schemas.duration import Duration, DurationShown, duration_of, written
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    Limit,
    RecordedAt,
    Sent,
    Shown,
    TimeZoneName,
    absent,
    comma_separated,
    line,
    matching,
    prose,
)

CLOCK_PATTERN = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
Clock = Annotated[
    str,
    matching(CLOCK_PATTERN, "must be a time of day such as 09:30, or 24:00"),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN, "examples": ["09:30"]}),
]
Capacity = Annotated[int, Field(ge=1, le=LARGEST_CAPACITY)]
Equipment = Annotated[
    list[Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+([ _-][a-z0-9]+)*$", examples=["screen"])]],
    Field(max_length=MOST_EQUIPMENT),
]


class WindowSent(Sent):
    start: Clock
    end: Clock


class WindowShown(Shown):
    start: str
    end: str


class HoursSent(Sent):
    """Windows by weekday, by the clocks of the room's zone; a weekday left out is closed."""

    monday: list[WindowSent] = Field(default_factory=list)
    tuesday: list[WindowSent] = Field(default_factory=list)
    wednesday: list[WindowSent] = Field(default_factory=list)
    thursday: list[WindowSent] = Field(default_factory=list)
    friday: list[WindowSent] = Field(default_factory=list)
    saturday: list[WindowSent] = Field(default_factory=list)
    sunday: list[WindowSent] = Field(default_factory=list)

    def meant(self) -> OpeningHours:
        """Raises InvalidOpeningHours, naming the place."""
        windows = {weekday: _windows(weekday, getattr(self, weekday)) for weekday in WEEKDAYS}
        try:
            return OpeningHours(windows)
        except InvalidOpeningHours as refusal:
            raise InvalidOpeningHours(refusal.message, field=("hours", *refusal.field)) from None


class HoursShown(Shown):
    monday: list[WindowShown]
    tuesday: list[WindowShown]
    wednesday: list[WindowShown]
    thursday: list[WindowShown]
    friday: list[WindowShown]
    saturday: list[WindowShown]
    sunday: list[WindowShown]


class BuffersSent(Sent):
    """Kept free around each booking, to tidy up or to walk over."""

    before: Duration = "PT0M"
    after: Duration = "PT0M"


class BuffersShown(Shown):
    before: DurationShown
    after: DurationShown


class RoomSent(Sent):
    """A new room. Without ``time_zone`` it lies in the zone of whoever adds it."""

    name: Annotated[str, line(200)]
    capacity: Capacity
    equipment: Equipment = Field(default_factory=list)
    location: Annotated[str, prose(500)] | None = None
    time_zone: TimeZoneName | None = None
    hours: HoursSent | None = Field(None, description="null: always open.")
    approval: bool = Field(False, description="Whether an admin has to say yes to each booking.")
    buffers: BuffersSent = Field(default_factory=BuffersSent)

    def details(self) -> dict[str, Any]:
        return _details(self, {"name", "capacity", *self.model_fields_set})


class RoomChangeSent(Sent):
    """Only members that are sent change anything."""

    name: Annotated[str, line(200)] = Field(default_factory=absent)
    capacity: Capacity = Field(default_factory=absent)
    equipment: Equipment = Field(default_factory=absent)
    location: Annotated[str, prose(500)] | None = Field(default_factory=absent)
    time_zone: TimeZoneName = Field(default_factory=absent)
    hours: HoursSent | None = Field(default_factory=absent, description="null: always open.")
    approval: bool = Field(default_factory=absent)
    buffers: BuffersSent = Field(default_factory=absent)
    active: bool = Field(
        default_factory=absent, description="false takes the room out of use; its bookings stand."
    )

    def details(self) -> dict[str, Any]:
        return _details(self, self.model_fields_set)


def _details(sent: RoomSent | RoomChangeSent, names: set[str]) -> dict[str, Any]:
    """Members of ``RoomDetails``. Raises InvalidOpeningHours."""
    details: dict[str, Any] = {name: getattr(sent, name) for name in names & {"name", "capacity", "approval"}}
    if "equipment" in names:
        details["equipment"] = frozenset(sent.equipment)
    if "location" in names:
        details["location"] = sent.location or ""
    if "hours" in names:
        details["hours"] = sent.hours and sent.hours.meant()
    if sent.time_zone is not None:
        details["zone"] = zone_named(sent.time_zone)
    if "buffers" in names:
        details["buffer_before"] = duration_of(sent.buffers.before)
        details["buffer_after"] = duration_of(sent.buffers.after)
    return details


def _windows(weekday: str, sent: list[WindowSent]) -> tuple[Window, ...]:
    windows = []
    for place, window in enumerate(sent):
        try:
            windows.append(Window(_minutes(window.start), _minutes(window.end)))
        except InvalidOpeningHours as refusal:
            raise InvalidOpeningHours(refusal.message, field=("hours", weekday, place, "end")) from None
    return tuple(windows)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


class RoomShown(Shown):
    """A room. Inactive it takes no new bookings."""

    id: UUID
    version: int = Field(description="Grows with each change; the ETag is made of it.")
    name: str
    capacity: int
    equipment: list[str]
    location: str
    time_zone: str
    hours: HoursShown | None
    approval: bool
    buffers: BuffersShown
    active: bool
    created_at: RecordedAt
    updated_at: RecordedAt

    @classmethod
    def of(cls, room: Room) -> "RoomShown":
        details = room.details
        return cls(
            id=room.id,
            version=room.version,
            name=details.name,
            capacity=details.capacity,
            equipment=sorted(details.equipment),
            location=details.location,
            time_zone=details.zone.key,
            hours=details.hours and _shown(details.hours),
            approval=details.approval,
            buffers=BuffersShown(before=written(details.buffer_before), after=written(details.buffer_after)),
            active=room.active,
            created_at=room.created_at,
            updated_at=room.updated_at,
        )


def _shown(hours: OpeningHours) -> HoursShown:
    return HoursShown(
        **{
            weekday: [
                WindowShown(start=_clock(window.start), end=_clock(window.end))
                for window in hours.windows.get(weekday, ())
            ]
            for weekday in WEEKDAYS
        }
    )


class RoomsQuery(Asked):
    q: Annotated[str, prose(200), Field(description="Part of a name or a location; case is ignored.")] = ""
    capacity: Annotated[
        int,
        Field(ge=1, le=LARGEST_CAPACITY, description="Rooms for at least that many."),
        matching(r"^[0-9]{1,9}$", "must be a whole number"),
    ] = 1
    equipment: Annotated[
        Equipment, comma_separated, Field(description="Rooms with all of these, comma-separated.")
    ] = Field(default_factory=list)
    active: Annotated[
        bool,
        matching(r"^(true|false)$", "must be true or false"),
        Field(description="false: rooms out of use instead."),
    ] = True
    cursor: Cursor | None = None
    limit: Limit = 50


class RoomsPage(Shown):
    data: list[RoomShown]
    next_cursor: str | None
