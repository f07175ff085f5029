"""What meetings and rooms come to for those who look for a time."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.availability.busy_time import BusyKind, Taken
from domain.availability.world import Place
from domain.meeting.details import Commitment
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.meeting.room import Room
from domain.meeting.timing import AllDay
from domain.shared.time_slot import TimeSlot


def keeps_busy(meeting: Meeting, date: Occurrence, response: ResponseStatus) -> BusyKind | None:
    """How somebody with that answer is taken by that date; None for not at all.

    Whoever has not answered is tentative: they may well come. Whoever waits for a place is free till then.
    """
    stands = meeting.state is MeetingState.SCHEDULED and not date.cancelled
    absent = response in (ResponseStatus.DECLINED, ResponseStatus.WAITING)
    if not stands or date.details.commitment is Commitment.FREE or absent:
        return None
    return BusyKind.BUSY if response is ResponseStatus.ACCEPTED else BusyKind.TENTATIVE


def taken_by_dates(meeting: Meeting, span: TimeSlot) -> Mapping[UUID, Sequence[Taken]]:
    """How the meeting takes the time of each of its people within ``span``, computed from its rule."""
    stretches: dict[tuple[UUID, BusyKind, bool], tuple[list[int], list[int]]] = {}
    for date in meeting.dates.between(span.start, span.end):
        slot, whole_days = date.timing.slot, isinstance(date.timing, AllDay)
        for person_id, response in meeting.attendance(date.original_start).items():
            kind = keeps_busy(meeting, date, response)
            if kind is not None:
                starts, ends = stretches.setdefault((person_id, kind, whole_days), ([], []))
                starts.append(int(slot.start.timestamp()))
                ends.append(int(slot.end.timestamp()))
    found: dict[UUID, list[Taken]] = {}
    for (person_id, kind, whole_days), (starts, ends) in stretches.items():
        found.setdefault(person_id, []).append(Taken(kind, starts, ends, whole_days))
    return found


def place_of(room: Room, taken: Sequence[Taken]) -> Place:
    """The room as a search looks at it."""
    details = room.details
    return Place(
        id=room.id,
        capacity=details.capacity,
        equipment=details.equipment,
        hours=details.hours.in_zone(details.zone) if details.hours else None,
        before=details.buffer_before,
        after=details.buffer_after,
        taken=taken,
    )
