"""Time that one alone may have: of rooms, and of people in exclusive meetings or in holds.

Ordinary meetings claim nothing: personal calendars may overlap.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.details import Commitment
from domain.meeting.guest import GuestRole, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence, booked_rooms
from domain.meeting.offer import Offer
from domain.meeting.refusals import ExclusiveNeedsClockTimes
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus
from domain.meeting.timing import AllDay, Timing
from domain.shared.refusal import Refusal
from domain.shared.time_slot import Moment, TimeSlot


class ResourceKind(StrEnum):
    ROOM = "room"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Resource:
    """What can be in one place only."""

    kind: ResourceKind
    id: UUID

    @property
    def rank(self) -> tuple[bool, UUID]:
        """Whoever locks several does so in this order: rooms, then people, each by id."""
        return self.kind is ResourceKind.PERSON, self.id


@dataclass(frozen=True, slots=True)
class Claim:
    """``resource`` is taken for ``slot``: for the date ``original_start`` of a meeting, or for a hold."""

    resource: Resource
    slot: TimeSlot
    original_start: str = ""


class HolderKind(StrEnum):
    MEETING = "meeting"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a claim is."""

    kind: HolderKind
    id: UUID


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing in the way of the date ``original_start``: when the resource is taken, buffers included.

    Whose it is stays unsaid: that a room or a person is busy is known to all, with what is not. ``name`` is
    empty where it may not even be said who is.
    """

    resource: Resource
    original_start: str
    taken: TimeSlot
    kind: HolderKind
    name: str = ""


MOST_CONFLICTS = 500
"""That many a refusal lists."""


class SlotTaken(Refusal):
    """Somebody has it already. Each of ``offers`` was possible when it was made."""

    code: ClassVar[str] = "slot_taken"

    def __init__(self, conflicts: Sequence[Conflict], *, offers: Sequence[Offer] = ()) -> None:
        self.conflicts = sorted(
            conflicts, key=lambda each: (each.original_start, each.name, each.taken.start)
        )
        super().__init__(_sentence(self.conflicts))
        self.offers = offers


def _sentence(conflicts: Sequence[Conflict]) -> str:
    names = list(dict.fromkeys(conflict.name for conflict in conflicts if conflict.name))
    dates = len({conflict.original_start for conflict in conflicts})
    who = " and ".join(names[:2]) + (" and others" if len(names) > 2 else "") or "what it needs"
    verb = "are" if len(names) > 1 else "is"
    when = "at that time" if dates < 2 else f"on {dates} of the dates"
    return f"{who} {verb} taken {when}; choose another time or another room"


def takes_time(meeting: Meeting) -> bool:
    """Whether any date of it claims anything."""
    if meeting.state is not MeetingState.SCHEDULED:
        return False
    own = (each.details.get("commitment") for each in meeting.overrides.values())
    commitments = {meeting.details.commitment, *own}
    return Commitment.EXCLUSIVE in commitments or bool(booked_rooms(meeting.rooms, meeting.overrides))


def claims_of(
    meeting: Meeting, dates: Iterable[Occurrence], rooms: Mapping[UUID, Room]
) -> dict[tuple[Resource, str], Claim]:
    """What those dates of the meeting claim, by resource and date. ``rooms``: all that it books.

    Raises ExclusiveNeedsClockTimes.
    """
    if not takes_time(meeting):
        return {}
    claims: dict[tuple[Resource, str], Claim] = {}
    for date in dates:
        if date.cancelled:
            continue
        name = date.original_start
        lacks = meeting.lacks_on(name)
        for booking in meeting.rooms_on(name):
            if booking.status is BookingStatus.CONFIRMED and booking.room_id not in lacks:
                room = rooms[booking.room_id]
                resource = Resource(ResourceKind.ROOM, room.id)
                slot = room.taken_by(slot_in(date.timing, room.details.zone))
                claims[resource, name] = Claim(resource, slot, name)
        if date.details.commitment is Commitment.EXCLUSIVE:
            if isinstance(date.timing, AllDay):
                raise ExclusiveNeedsClockTimes(
                    "an exclusive meeting has clock times, not whole days", field=("exclusive",)
                )
            for person_id in committed_on(meeting, name):
                if person_id in lacks:
                    continue
                resource = Resource(ResourceKind.PERSON, person_id)
                claims[resource, name] = Claim(resource, date.timing.slot, name)
    return claims


def committed_on(meeting: Meeting, original_start: str) -> Collection[UUID]:
    """Who cannot be elsewhere in an exclusive meeting: the host, and who has to come and did not decline."""
    attendance = meeting.attendance(original_start)
    optional = {guest.person_id for guest in meeting.guests if guest.role is GuestRole.OPTIONAL}
    return [
        person_id
        for person_id, response in attendance.items()
        if response is not ResponseStatus.DECLINED
        and (person_id == meeting.host_id or person_id not in optional)
    ]


def slot_in(timing: Timing, zone: ZoneInfo) -> TimeSlot:
    """Real time; whole days last from midnight to midnight by the clocks of ``zone``."""
    if isinstance(timing, AllDay):
        first, until = (Moment(datetime.combine(day, time()), zone) for day in (timing.first, timing.until))
        return TimeSlot(first.instant, until.instant)
    return timing.slot


def clashes_among(claims: Iterable[Claim]) -> list[Conflict]:
    """Dates of one series that are in each other's way."""
    ordered = sorted(claims, key=lambda claim: (*claim.resource.rank, claim.slot.start))
    return [
        Conflict(later.resource, later.original_start, earlier.slot, HolderKind.MEETING)
        for earlier, later in pairwise(ordered)
        if earlier.resource == later.resource and later.slot.start < earlier.slot.end
    ]


@dataclass(frozen=True, slots=True)
class Taking:
    """How a write changes what a meeting claims. What has ended by ``now`` is not taken any more.

    ``come_into_reach``: of dates that the write does not change, but that were too far off to be claimed:
    whoever answers an invitation must not be refused because of a date in two years.
    """

    lost: Sequence[Claim] = ()
    gained: Sequence[Claim] = ()
    kept: Sequence[Claim] = field(default=(), repr=False)
    come_into_reach: Sequence[Claim] = ()

    @classmethod
    def between(
        cls,
        before: Mapping[tuple[Resource, str], Claim],
        after: Mapping[tuple[Resource, str], Claim],
        *,
        reached: datetime | None = None,
        now: datetime,
    ) -> "Taking":
        """``reached``: up to where ``before`` has been claimed; None for all of it."""
        kept = [claim for key, claim in after.items() if before.get(key) == claim]
        return cls(
            lost=[claim for key, claim in before.items() if after.get(key) != claim],
            gained=[
                claim for key, claim in after.items() if before.get(key) != claim and claim.slot.end > now
            ],
            kept=kept,
            come_into_reach=[claim for claim in kept if reached is not None and claim.slot.end > reached],
        )

    @property
    def contested(self) -> list[Resource]:
        """What to lock before taking it, in that order."""
        return sorted(
            {claim.resource for claim in (*self.gained, *self.come_into_reach)},
            key=lambda resource: resource.rank,
        )

    def expect_open(self, rooms: Mapping[UUID, Room]) -> None:
        """Raises RoomInactive or RoomClosed for the first room that cannot be had when it is wanted."""
        for claim in self.gained:
            if claim.resource.kind is ResourceKind.ROOM:
                room = rooms[claim.resource.id]
                room.expect_open(room.used_in(claim.slot))

    def clashes_within(self) -> Sequence[Conflict]:
        """Where dates of the meeting itself are in each other's way."""
        contested = {claim.resource for claim in self.gained}
        return clashes_among([*self.gained, *(claim for claim in self.kept if claim.resource in contested)])
