"""Where the dates of a series went when it was split, for those who may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.room_requests import asks_for
from application.meeting.seen_by import is_shown_to
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import DateMovedOn, OccurrenceMovedOn

EXCEPTIONS = ("exceptions", "original_start")
"""The list, and its entries' member, in which requests name dates."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another meeting that was the same series once, and the date at which the two were split."""

    meeting_id: UUID
    original_start: str


@dataclass(frozen=True, slots=True)
class Kinship:
    """``continued_by``: in order of the dates."""

    split_from: Kin | None = None
    continued_by: Sequence[Kin] = ()


def kinship_of(meeting: Meeting, caller: Caller, work: MeetingWork) -> Kinship:
    """Only meetings that the caller may see."""
    lineage, split_from = meeting.lineage, None
    if lineage is not None and is_shown_to(caller, work.meetings.find(lineage.meeting_id)):
        split_from = Kin(lineage.meeting_id, lineage.original_start)
    # Whoever splits a series revises it; most meetings never were.
    onward = work.meetings.split_off(meeting.id) if meeting.sequence else ()
    return Kinship(
        split_from,
        [
            Kin(each.id, each.lineage.original_start)
            for each in onward
            if each.lineage is not None and is_shown_to(caller, each)
        ],
    )


def expect_date(meeting: Meeting, original_start: str | None, caller: Caller, work: MeetingWork) -> None:
    """Raises OccurrenceMovedOn where a date of that name went along with a meeting that the caller may see.

    Whether there ever was such a date is left to others.
    """
    if original_start is not None and (now_in := _where_it_is(meeting, original_start, caller, work)):
        raise OccurrenceMovedOn(now_in.id, original_start)


def expect_dates(
    meeting: Meeting,
    names: Iterable[str],
    caller: Caller,
    work: MeetingWork,
    *,
    field: tuple[str, ...],
    of_room: UUID | None = None,
) -> None:
    """As ``expect_date``, of names in a list. Raises DateMovedOn; ``field``: the list, and the member of
    its entries that is the name, if they have members. Who looks after the room ``of_room`` may see what
    asks for it."""
    for place, name in enumerate(names):
        if now_in := _where_it_is(meeting, name, caller, work, of_room):
            raise DateMovedOn(now_in.id, name, field=(*field[:1], place, *field[1:]))


def _where_it_is(
    meeting: Meeting, name: str, caller: Caller, work: MeetingWork, of_room: UUID | None = None
) -> Meeting | None:
    """Another meeting that the caller may see; None too where it is still this one."""
    if meeting.dates.named(name) is not None:
        return None
    onward = work.meetings.taken_along(meeting.id, name)
    holder = next((each for each in onward if each.dates.named(name) is not None), None)
    if holder is not None and of_room is not None and asks_for(holder, of_room):
        return holder
    return holder if is_shown_to(caller, holder) else None
