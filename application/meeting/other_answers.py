"""What may be answered instead where a yes would take time that somebody else has."""

from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from datetime import datetime
from uuid import UUID

from application.meeting.ports import MeetingWork
from application.meeting.ways_out import dates_ahead, is_free, nearest_time, with_dates
from domain.meeting.claim import MOST_CONFLICTS, Conflict, committed_on
from domain.meeting.guest import Response, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Offer, OfferKind
from domain.meeting.room_booking import BookingStatus, answered


def declining(already: Collection[str]) -> Callable[..., list[Offer]]:
    """The way out for whoever says yes to a room: a no on the dates when it is taken."""

    def ways_out(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        room_id = conflicts[0].resource.id
        clashing = sorted({conflict.original_start for conflict in conflicts})
        without = {
            name: {"rooms": tuple(answered(meeting.rooms_on(name), room_id, BookingStatus.DECLINED, ""))}
            for name in clashing
        }
        rest = with_dates(meeting, without)
        worth_it = any(
            booking.room_id == room_id and booking.status is BookingStatus.CONFIRMED
            for date in dates_ahead(rest, conflicts)
            for booking in rest.rooms_on(date.original_start)
        )
        if len(conflicts) == MOST_CONFLICTS or not worth_it or not is_free(rest, work):
            return []
        return [Offer(OfferKind.SKIP, declined_on=tuple(sorted({*already, *clashing})))]

    return ways_out


def declining_oneself(
    person_id: UUID, on: str | None, already: Collection[str], *, proposing: bool, now: datetime
) -> Callable[..., list[Offer]]:
    """The ways out for a guest: a no on the dates that clash or, on a single one, a no with another time.

    ``on``: the one date that the answer is about. ``proposing``: whether times can be proposed here.
    """

    def ways_out(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        if len(conflicts) == MOST_CONFLICTS:
            return []
        if on is None and meeting.recurrence is not None:
            return _skipping(meeting, conflicts, work)
        date = meeting.dates.only if on is None else meeting.date_named(on)
        rooms = {room.id: room for room in work.rooms.among([each.room_id for each in meeting.rooms])}
        timing = nearest_time(meeting, date, rooms, work) if proposing else None
        return [Offer(OfferKind.PROPOSE, proposal=timing)] if timing else []

    def _skipping(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
        clashing = {conflict.original_start for conflict in conflicts}
        rest = deepcopy(meeting)
        for guest in rest.guests:
            if guest.person_id == person_id:
                guest.responses |= {name: Response(ResponseStatus.DECLINED, "", now) for name in clashing}
        left = [
            date
            for date in dates_ahead(rest, conflicts)
            if person_id in committed_on(rest, date.original_start)
        ]
        if not left or not is_free(rest, work):
            return []
        return [Offer(OfferKind.SKIP, declined_on=tuple(sorted({*already, *clashing})))]

    return ways_out
