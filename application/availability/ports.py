"""What the use cases about availability need from outside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.identity.ports import IdentityWork
from domain.availability.working_hours import WorkingHours
from domain.availability.world import Attendee, Place
from domain.shared.time_slot import TimeSlot


class WorkingHoursBook(Protocol):
    """Everybody's working hours. What comes back is a copy; changes count once saved."""

    def get(self, person_id: UUID) -> WorkingHours:
        """Office hours where the person lives, version 1, until they say otherwise. Holds off other writers
        until the transaction ends. Raises PersonNotFound, also for a deactivated account.
        """
        ...

    def find(self, person_id: UUID) -> WorkingHours | None:
        """As ``get``, but holds nobody off; None where there is no such person."""
        ...

    def save(self, hours: WorkingHours) -> None:
        """Raises StaleWorkingHours when another version was saved since this one was read."""
        ...


class AvailabilityWork(IdentityWork, Protocol):
    @property
    def working_hours(self) -> WorkingHoursBook: ...


class Diaries(Protocol):
    """Who is busy when, read for many at once, whatever it is that they do.

    What is taken is given within the span and a day on either side of it, for buffers, and for whole days,
    which lie elsewhere in every zone. Holds count until they run out, ``now`` or later.
    """

    def people(
        self, person_ids: Collection[UUID], span: TimeSlot, *, now: datetime
    ) -> Mapping[UUID, Attendee]:
        """Those with an active account. A meeting they accepted makes them busy, one that they have not
        answered or only tentatively, tentative; declined, cancelled and transparent ones and drafts do not
        count. Meetings count however far ahead they are.
        """
        ...

    def rooms(self, room_ids: Collection[UUID], span: TimeSlot, *, now: datetime) -> Sequence[Place]:
        """Those that are in use, the smallest first, then by name. Bookings that wait for approval take no
        time.
        """
        ...

    def all_rooms(
        self,
        span: TimeSlot,
        *,
        capacity: int = 1,
        equipment: Collection[str] = (),
        now: datetime,
    ) -> Sequence[Place]:
        """As ``rooms``: all that have so many seats and all that equipment."""
        ...
