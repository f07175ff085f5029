"""A short promise: rooms and people kept free while somebody makes up their mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from domain.meeting.claim import Claim, Resource, ResourceKind
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import HoldExpired, InvalidHold, StaleHold
from domain.meeting.room import Room
from domain.meeting.timing import LONGEST, AllDay
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.time_slot import TimeSlot

LONGEST_HOLD = timedelta(minutes=30)
MOST_HELD = 100
"""Rooms and people together: a hold is for one meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEvent(DomainEvent):
    """For its owner alone."""

    subject_type: ClassVar[str] = "hold"
    slot: TimeSlot
    expires_at: datetime
    meeting_id: UUID | None = None

    def data(self) -> dict[str, object]:
        return {
            "start": _plain(self.slot.start),
            "end": _plain(self.slot.end),
            "expires_at": _plain(self.expires_at),
            "meeting_id": self.meeting_id and str(self.meeting_id),
        }


class HoldPlaced(HoldEvent):
    kind = "hold.placed"


class HoldReleased(HoldEvent):
    """``meeting_id``: the meeting that it became, if it did."""

    kind = "hold.released"


class HoldRanOut(HoldEvent):
    """Soon after ``expires_at``, from which on it is in nobody's way."""

    kind = "hold.expired"


@dataclass(slots=True)
class Hold:
    """Takes ``slot`` of each room and person until ``expires_at``. It is placed and released, not changed."""

    id: UUID
    owner_id: UUID
    slot: TimeSlot
    people: frozenset[UUID]
    rooms: frozenset[UUID]
    created_at: datetime
    expires_at: datetime
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def place(
        cls,
        *,
        owner_id: UUID,
        slot: TimeSlot,
        people: Iterable[UUID],
        rooms: Iterable[UUID],
        ttl: timedelta,
        now: datetime,
    ) -> "Hold":
        """Raises InvalidHold."""
        held_people, held_rooms = frozenset(people), frozenset(rooms)
        if not 1 <= len(held_people) + len(held_rooms) <= MOST_HELD:
            raise InvalidHold(f"a hold keeps 1 to {MOST_HELD} rooms and people", field=("rooms",))
        if not timedelta() < ttl <= LONGEST_HOLD:
            minutes = LONGEST_HOLD // timedelta(minutes=1)
            raise InvalidHold(f"a hold lasts up to {minutes} minutes", field=("ttl",))
        if slot.length > LONGEST:
            raise InvalidHold(f"a hold is for {LONGEST.days} days at the most", field=("end",))
        if slot.end <= now:
            raise InvalidHold("that time is over", field=("end",))
        hold = cls(new_id(now), owner_id, slot, held_people, held_rooms, now, now + ttl)
        hold._record(HoldPlaced, at=now, version=1)
        return hold

    def release(self, *, now: datetime, meeting_id: UUID | None = None) -> None:
        """Give it up, or over to the meeting that it becomes."""
        self._record(HoldReleased, at=now, version=2, meeting_id=meeting_id)

    def run_out(self, *, now: datetime) -> None:
        """Nobody gave it up, or over, in time."""
        self._record(HoldRanOut, at=now, version=2)

    def expect_version(self, version: int | None) -> None:
        """Raises StaleHold; None stands for any."""
        if version not in (None, 1):
            raise StaleHold("a hold never changes; its version is 1")

    def become(self, meeting: Meeting, *, now: datetime) -> None:
        """Give the time over to the meeting, whose first date stays within it.

        Raises HoldExpired, or InvalidHold for a meeting at another time.
        """
        if self.expires_at <= now:
            raise HoldExpired("the hold has run out; look for a time again", field=("hold_id",))
        slot = meeting.timing.slot
        whole_days = isinstance(meeting.timing, AllDay)
        if whole_days or slot.start < self.slot.start or self.slot.end < slot.end:
            raise InvalidHold("the meeting must stay within the time that was held", field=("start",))
        self.release(now=now, meeting_id=meeting.id)

    def claims(self, rooms: Mapping[UUID, Room]) -> list[Claim]:
        taken = [
            Claim(Resource(ResourceKind.ROOM, each), rooms[each].taken_by(self.slot)) for each in self.rooms
        ]
        taken += [Claim(Resource(ResourceKind.PERSON, each), self.slot) for each in self.people]
        return taken

    def _record(
        self, happening: type[HoldEvent], *, at: datetime, version: int, meeting_id: UUID | None = None
    ) -> None:
        self.events.append(
            happening(
                subject_id=self.id,
                version=version,
                actor_id=self.owner_id,
                at=at,
                audience=frozenset({self.owner_id}),
                slot=self.slot,
                expires_at=self.expires_at,
                meeting_id=meeting_id,
            )
        )


def _plain(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
