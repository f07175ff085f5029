"""What may be asked for instead when some dates of a meeting cannot have what they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import booking_of
from domain.meeting.claim import MOST_CONFLICTS, Claim, Conflict, claims_of, slot_in
from domain.meeting.edit import Edit
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Occurrence, Override, booked_rooms
from domain.meeting.offer import Offer, OfferKind
from domain.meeting.refusals import RoomClosed, RoomInactive
from domain.meeting.room import Room
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import Timed
from domain.shared.time_slot import TimeSlot

MOST_ROOMS_OFFERED = 3
MOST_DATES_MOVED = 60
STEP = timedelta(minutes=15)
A_WHILE = timedelta(days=2)
"""More than buffers and zones make of a slot."""


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Offers for a meeting that was refused. They are true when they are made, and promise nothing.

    ``sent``: the exceptions of the request. ``on``: the one date that it was about. ``fixed``: the time of
    a meeting that does not repeat, or of that one date, was the very point and is not to move. ``any_room``:
    whether any free room was asked for.
    """

    sent: Mapping[str, Edit] = field(default_factory=dict)
    on: str | None = None
    fixed: bool = False
    any_room: bool = False

    def __call__(self, meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        if not conflicts or len(conflicts) == MOST_CONFLICTS:
            return []
        apart = self.on is not None or meeting.recurrence is None
        skip = [] if apart else self._skip(meeting, conflicts, work)
        move = [] if apart and self.fixed else self._move(meeting, conflicts, work)
        return [*skip, *self._another_room(meeting, conflicts, work), *move]

    def _skip(self, meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        clashing = {conflict.original_start for conflict in conflicts}
        if all(date.original_start in clashing for date in dates_ahead(meeting, conflicts)):
            return []
        if not is_free(with_dates(meeting, {name: {"cancelled": True} for name in clashing}), work):
            return []
        skipped = {name: replace(self.sent.get(name, Edit()), cancelled=True) for name in clashing}
        return [Offer(OfferKind.SKIP, exceptions={**self.sent, **skipped})]

    def _another_room(
        self, meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork
    ) -> list[Offer]:
        """In the place of the one room that is taken: as much like it as there is, free on every date."""
        taken = {conflict.resource for conflict in conflicts}
        booked = meeting.rooms if self.on is None else meeting.rooms_on(self.on)
        resource = next(iter(taken))
        if len(taken) != 1 or all(each.room_id != resource.id for each in booked):
            return []
        room = work.rooms.among([resource.id])[0]
        similar = work.rooms.search(
            capacity=min(room.details.capacity, len(meeting.guests) + 1),
            equipment=room.details.equipment,
            limit=None,
        )
        had = booked_rooms(booked, {})
        others = [each for each in similar if each.id not in had and not each.details.approval]
        others.sort(key=lambda each: (abs(each.details.capacity - room.details.capacity), each.details.key))
        offers: list[Offer] = []
        # One look at one date rules out most of them where there are many.
        for other in _free_on(date_of(meeting, conflicts[0].original_start), others, meeting, work):
            instead = [booking_of(other) if each.room_id == room.id else each for each in booked]
            if len(offers) < MOST_ROOMS_OFFERED and is_free(self._in(meeting, instead), work):
                rooms = tuple(booking.room_id for booking in instead)
                offers.append(Offer(OfferKind.ANOTHER_ROOM, rooms=rooms, instead_of_any=self.any_room))
        return offers

    def _in(self, meeting: Meeting, rooms: Sequence[RoomBooking]) -> Meeting:
        if self.on is None:
            return replace(meeting, rooms=list(rooms))
        return with_dates(meeting, {self.on: {"rooms": tuple(rooms)}})

    def _move(self, meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        """To the nearest time on the same day at which everything that the date claims is free."""
        clashing = sorted({conflict.original_start for conflict in conflicts})
        if len(clashing) > MOST_DATES_MOVED:
            return []
        booked = booked_rooms(meeting.rooms, meeting.overrides)
        rooms = {room.id: room for room in work.rooms.among(booked)}
        moved: dict[str, Timed] = {}
        for name in clashing:
            date = date_of(meeting, name)
            timing = None if date is None else nearest_time(meeting, date, rooms, work)
            if timing is None:
                return []
            moved[name] = timing
        if not is_free(
            with_dates(meeting, {name: {"timing": timing} for name, timing in moved.items()}), work
        ):
            return []
        if self.on is not None or not meeting.recurrence:
            return [Offer(OfferKind.MOVE, timing=moved[clashing[0]])]
        exceptions = {
            name: replace(self.sent.get(name, Edit()), start=timing.start, end=timing.end, zone=None)
            for name, timing in moved.items()
        }
        return [Offer(OfferKind.MOVE, exceptions={**self.sent, **exceptions})]


def dates_ahead(meeting: Meeting, conflicts: Sequence[Conflict]) -> Sequence[Occurrence]:
    """The dates that are to come, up to a year behind the last clash."""
    last = max(conflict.taken.end for conflict in conflicts) + timedelta(days=366)
    return [date for date in meeting.dates.between(meeting.updated_at, last) if not date.cancelled]


def date_of(meeting: Meeting, name: str) -> Occurrence | None:
    """The date that a conflict is about."""
    return meeting.dates.named(name) if meeting.recurrence else meeting.dates.only


def with_dates(meeting: Meeting, changes: Mapping[str, Mapping[str, object]]) -> Meeting:
    """The meeting, with those members of single dates changed."""
    own = {
        name: replace(meeting.overrides.get(name, Override()), **members)  # type: ignore[arg-type]
        for name, members in changes.items()
    }
    return replace(meeting, overrides=meeting.overrides | own)


def is_free(meeting: Meeting, work: MeetingWork) -> bool:
    try:
        return not work.meetings.clashes(meeting)
    except (RoomClosed, RoomInactive):
        return False


def _free_on(
    date: Occurrence | None, rooms: Sequence[Room], meeting: Meeting, work: MeetingWork
) -> Sequence[Room]:
    """Those of them that nobody else has on that date, in the same order."""
    if date is None:
        return rooms
    slots = {each.id: each.taken_by(slot_in(date.timing, each.details.zone)) for each in rooms}
    around = TimeSlot(date.timing.slot.start - A_WHILE, date.timing.slot.end + A_WHILE)
    busy = work.meetings.taken(slots, around, by_others_than=meeting.id, now=meeting.updated_at)
    gone = {room_id for room_id, taken in busy if taken.overlaps(slots[room_id])}
    return [each for each in rooms if each.id not in gone]


def nearest_time(
    meeting: Meeting, date: Occurrence, rooms: Mapping[UUID, Room], work: MeetingWork
) -> Timed | None:
    timing = date.timing
    if not isinstance(timing, Timed):
        return None
    claims = list(claims_of(meeting, [date], rooms).values())
    midnight = datetime.combine(timing.start.local.date(), time())
    around = TimeSlot(timing.slot.start - A_WHILE, timing.slot.end + A_WHILE)
    ids = {claim.resource.id for claim in claims}
    busy = work.meetings.taken(ids, around, by_others_than=meeting.id, now=meeting.updated_at)
    steps = range(timedelta(days=1) // STEP)
    starts = sorted((midnight + STEP * step for step in steps), key=lambda at: abs(at - timing.start.local))
    for start in starts:
        candidate = timing.starting(start)
        if candidate.slot.start >= meeting.updated_at and _fits(
            claims, candidate.slot.start - timing.slot.start, rooms, busy
        ):
            return candidate
    return None


def _fits(
    claims: Sequence[Claim],
    shift: timedelta,
    rooms: Mapping[UUID, Room],
    busy: Sequence[tuple[UUID, TimeSlot]],
) -> bool:
    for claim in claims:
        slot = TimeSlot(claim.slot.start + shift, claim.slot.end + shift)
        if any(resource == claim.resource.id and slot.overlaps(taken) for resource, taken in busy):
            return False
        room = rooms.get(claim.resource.id)
        if room is not None and not room.is_open(room.used_in(slot)):
            return False
    return True
