"""What a search looks at: people and rooms, each with the time that is taken and the time that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from domain.availability.busy_time import Taken
from domain.availability.search import RoomWish
from domain.availability.working_hours import Hours
from domain.shared.time_slot import TimeSlot


@dataclass(frozen=True, slots=True)
class Attendee:
    hours: Hours
    taken: Sequence[Taken] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A room that can be booked. Without ``hours`` it is always open; ``before`` and ``after`` are kept free
    around each booking, and what is ``taken`` already holds the buffers of others."""

    id: UUID
    capacity: int
    equipment: frozenset[str] = frozenset()
    hours: Hours | None = None
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    taken: Sequence[Taken] = ()

    def fits(self, wish: RoomWish) -> bool:
        return (
            self.capacity >= wish.capacity
            and wish.equipment <= self.equipment
            and (wish.any_of is None or self.id in wish.any_of)
        )


@dataclass(frozen=True, slots=True)
class World:
    """Everything about everybody within ``span``, and buffers beyond it. Rooms in the order of preference."""

    span: TimeSlot
    people: Mapping[UUID, Attendee]
    rooms: Sequence[Place] = ()
