"""Where the dates of a series went when it was split, for those who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import is_shown_to
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import OccurrenceMovedOn


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


def expect_date(
    meeting: Meeting,
    original_start: str | None,
    caller: Caller,
    work: MeetingWork,
    *,
    field: tuple[str | int, ...] = (),
) -> None:
    """Raises OccurrenceMovedOn where a date of that name went along with a meeting that the caller may see.

    Whether there ever was such a date is left to others.
    """
    if original_start is None or meeting.dates.named(original_start) is not None:
        return
    for each in work.meetings.taken_along(meeting.id, original_start):
        if each.dates.named(original_start) is not None:
            if is_shown_to(caller, each):
                raise OccurrenceMovedOn(each.id, original_start, field=field)
            return
