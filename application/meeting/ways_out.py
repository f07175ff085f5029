"""What may be sent instead when some dates of a meeting cannot have what they need."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import booking_of
from domain.meeting.claim import (
    MOST_CONFLICTS,
    Claim,
    Conflict,
    ResourceKind,
    claims_of,
)
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Occurrence, Override
from domain.meeting.refusals import RoomClosed, RoomInactive
from domain.meeting.room import Room
from domain.meeting.timing import Timed, plain
from domain.shared.time_slot import TimeSlot

MOST_ROOMS_OFFERED = 3
MOST_ROOMS_TRIED = 20
MOST_DATES_MOVED = 60
STEP = timedelta(minutes=15)
Offer = Mapping[str, Any]


def ways_out(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
    """Offers for a meeting that was refused. What they say replaces members of the same name that were sent.

    They are true when they are made, and promise nothing: nobody is held off in the meantime.
    """
    if not conflicts or len(conflicts) == MOST_CONFLICTS:
        return []
    return [
        *_skip(meeting, conflicts),
        *_another_room(meeting, conflicts, work),
        *_move(meeting, conflicts, work),
    ]


def _skip(meeting: Meeting, conflicts: Sequence[Conflict]) -> list[Offer]:
    clashing = {conflict.original_start for conflict in conflicts}
    last = max(conflict.taken.end for conflict in conflicts) + timedelta(days=366)
    if not meeting.recurrence or len(meeting.dates_until(last)) <= len(clashing):
        return []
    skipped = {name: Override(cancelled=True) for name in clashing}
    return [{"kind": "skip", "exceptions": _exceptions(meeting.overrides | skipped)}]


def _another_room(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
    """In the place of the one room that is taken: as much like it as there is, free on every date."""
    taken = {conflict.resource for conflict in conflicts}
    if len(taken) != 1 or next(iter(taken)).kind is not ResourceKind.ROOM:
        return []
    room = work.rooms.among([next(iter(taken)).id])[0]
    similar = work.rooms.search(
        capacity=min(room.details.capacity, len(meeting.guests) + 1),
        equipment=room.details.equipment,
        limit=200,
    )
    had = [booking.room_id for booking in meeting.rooms]
    others = [each for each in similar if each.id not in had and not each.details.approval]
    others.sort(key=lambda each: (abs(each.details.capacity - room.details.capacity), each.details.key))
    offers: list[Offer] = []
    for other in others[:MOST_ROOMS_TRIED]:
        instead = [booking_of(other) if each.room_id == room.id else each for each in meeting.rooms]
        if len(offers) < MOST_ROOMS_OFFERED and _is_free(replace(meeting, rooms=instead), work):
            rooms = [str(booking.room_id) for booking in instead]
            offers.append({"kind": "another_room", "rooms": rooms})
    return offers


def _is_free(meeting: Meeting, work: MeetingWork) -> bool:
    try:
        return not work.meetings.clashes(meeting)
    except (RoomClosed, RoomInactive):
        return False


def _move(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
    """To the nearest time on the same day at which everything that the date claims is free."""
    clashing = sorted({conflict.original_start for conflict in conflicts})
    if len(clashing) > MOST_DATES_MOVED:
        return []
    rooms = {room.id: room for room in work.rooms.among([each.room_id for each in meeting.rooms])}
    moved: dict[str, Override] = {}
    for name in clashing:
        date = meeting.dates.named(name) if meeting.recurrence else meeting.dates.only
        timing = None if date is None else _nearest(meeting, date, rooms, work)
        if timing is None:
            return []
        moved[name] = Override(timing=timing)
    if meeting.recurrence:
        return [{"kind": "move", "exceptions": _exceptions(meeting.overrides | moved)}]
    only = moved[clashing[0]].timing
    return [{"kind": "move", **plain(only)}] if only else []


def _nearest(
    meeting: Meeting, date: Occurrence, rooms: Mapping[UUID, Room], work: MeetingWork
) -> Timed | None:
    timing = date.timing
    if not isinstance(timing, Timed):
        return None
    claims = list(claims_of(meeting, [date], rooms).values())
    midnight = datetime.combine(timing.start.local.date(), time())
    around = TimeSlot(timing.slot.start - timedelta(days=2), timing.slot.end + timedelta(days=2))
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


def _exceptions(overrides: Mapping[str, Override]) -> list[dict[str, Any]]:
    return [
        {"original_start": name, "cancelled": True}
        if own.cancelled
        else {"original_start": name, **(plain(own.timing) if own.timing else {})}
        for name, own in sorted(overrides.items())
    ]
