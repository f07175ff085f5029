"""Rooms: what they are like, when they can be used, and who says yes."""

import re
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.opening_hours import OpeningHours
from domain.meeting.refusals import RoomClosed, RoomInactive, StaleRoom
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.refusal import InvalidValue
from domain.shared.text import folded, one_line, prose
from domain.shared.time_slot import TimeSlot

LARGEST_CAPACITY = 100_000
MOST_EQUIPMENT = 50
LONGEST_BUFFER = timedelta(hours=4)
_WORD = re.compile(r"[a-z0-9]+([ _-][a-z0-9]+)*")


class InvalidRoom(InvalidValue):
    code = "invalid_room"


@dataclass(frozen=True, slots=True)
class RoomDetails:
    """Checked on creation; raises InvalidRoom or InvalidText.

    ``equipment`` holds short lower-case words. ``hours`` None is always open. With ``approval`` a booking
    waits until somebody says yes. The buffers are kept free before and after each booking.
    """

    name: str
    capacity: int
    zone: ZoneInfo
    equipment: frozenset[str] = frozenset()
    location: str = ""
    hours: OpeningHours | None = None
    approval: bool = False
    buffer_before: timedelta = timedelta()
    buffer_after: timedelta = timedelta()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", one_line(self.name, name="name", longest=200))
        prose(self.location, name="location", longest=500)
        if not 1 <= self.capacity <= LARGEST_CAPACITY:
            raise InvalidRoom(
                f"a room has 1 to {LARGEST_CAPACITY:,} seats; say how many fit", field=("capacity",)
            )
        check_equipment(self.equipment)
        for name, buffer in (("before", self.buffer_before), ("after", self.buffer_after)):
            if not timedelta() <= buffer <= LONGEST_BUFFER:
                hours = LONGEST_BUFFER // timedelta(hours=1)
                raise InvalidRoom(f"a buffer lasts {hours} hours at the most", field=("buffers", name))

    @property
    def key(self) -> str:
        """What no two rooms share, and what they are ordered by: the name, whatever its case."""
        return self.name.casefold()

    @property
    def sought(self) -> str:
        """What a search by words looks into."""
        return folded(f"{self.name}\n{self.location}")

    def differences(self, other: "RoomDetails") -> tuple[str, ...]:
        """Names of the members in which ``other`` differs, in their order."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


def check_equipment(words: frozenset[str]) -> None:
    """Raises InvalidRoom for anything but a few short lower-case words."""
    if len(words) > MOST_EQUIPMENT:
        raise InvalidRoom(f"a room lists {MOST_EQUIPMENT} pieces at the most", field=("equipment",))
    for word in sorted(words):
        if len(word) > 40 or not _WORD.fullmatch(word):
            raise InvalidRoom(
                f"{word[:40]!r} is not a short lower-case word such as screen", field=("equipment",)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEvent(DomainEvent):
    subject_type: ClassVar[str] = "room"
    name: str
    changed: tuple[str, ...] = ()

    def data(self) -> dict[str, object]:
        return {"name": self.name, "changed": list(self.changed)}


class RoomAdded(RoomEvent):
    kind = "room.added"


class RoomChanged(RoomEvent):
    kind = "room.changed"


class RoomRemoved(RoomEvent):
    kind = "room.removed"


@dataclass(slots=True)
class Room:
    """A place that meetings can book for themselves alone.

    Inactive it takes no new booking; what was booked stands until it is moved or given up.
    """

    id: UUID
    details: RoomDetails
    created_at: datetime
    updated_at: datetime
    active: bool = True
    version: int = 0
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def add(cls, details: RoomDetails, *, by: UUID, now: datetime) -> "Room":
        room = cls(new_id(now), details, created_at=now, updated_at=now)
        room._record(RoomAdded, (), by=by, now=now)
        return room

    def expect_version(self, version: int | None) -> None:
        """Raises StaleRoom unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleRoom("somebody changed this room since you read it; look again and retry")

    def change(self, details: RoomDetails, *, active: bool, by: UUID, now: datetime) -> None:
        """The same again is no change. Bookings that stand keep the buffers they were made with."""
        changed = self.details.differences(details) + (("active",) if active != self.active else ())
        if changed:
            self.details, self.active = details, active
            self._record(RoomChanged, changed, by=by, now=now)

    def remove(self, *, by: UUID, now: datetime) -> None:
        """Take it out of use for good."""
        self.active = False
        self._record(RoomRemoved, ("active",), by=by, now=now)

    @staticmethod
    def by_size(room: "Room") -> tuple[int, str]:
        """Sorts rooms: the smallest first."""
        return room.details.capacity, room.details.key

    def fits(self, capacity: int, equipment: frozenset[str]) -> bool:
        return self.active and self.details.capacity >= capacity and equipment <= self.details.equipment

    def is_open(self, slot: TimeSlot) -> bool:
        hours = self.details.hours
        return self.active and (hours is None or hours.include(slot, self.details.zone))

    def expect_open(self, slot: TimeSlot) -> None:
        """Raises RoomInactive, or RoomClosed outside its hours."""
        name = self.details.name
        if not self.active:
            raise RoomInactive(f"{name} is out of use; choose another room")
        if not self.is_open(slot):
            when = slot.start.astimezone(self.details.zone)
            raise RoomClosed(f"{name} is not open all of that time on {when:%A, %d %B %Y}; see its hours")

    def taken_by(self, slot: TimeSlot) -> TimeSlot:
        """The time that a booking of ``slot`` takes, buffers included."""
        return TimeSlot(slot.start - self.details.buffer_before, slot.end + self.details.buffer_after)

    def used_in(self, taken: TimeSlot) -> TimeSlot:
        """The booking inside the time that it takes."""
        return TimeSlot(taken.start + self.details.buffer_before, taken.end - self.details.buffer_after)

    def _record(
        self, happening: type[RoomEvent], changed: tuple[str, ...], *, by: UUID, now: datetime
    ) -> None:
        self.updated_at = now
        self.events.append(
            happening(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({by}),
                to_organisation=True,
                name=self.details.name,
                changed=changed,
            )
        )
