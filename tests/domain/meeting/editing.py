"""A weekly series, what is done to it, and what one sees then."""

from datetime import UTC, datetime

from domain.meeting import series
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.series_change import SeriesChange, compare
from domain.meeting.timing import Timing
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_meeting, an_invitation, stored_copy

BEN, KIM = new_id(NOW), new_id(NOW)
WEEKS = [f"202612{day:02}T083000Z" for day in (1, 8, 15, 22, 29)]
FAR = datetime(2028, 1, 1, tzinfo=UTC)


def weekly(rule: str = "FREQ=WEEKLY;COUNT=5", *more: str, timing: Timing | None = None) -> Meeting:
    guests = (an_invitation("ben", person_id=BEN), an_invitation("kim", person_id=KIM))
    meeting = a_meeting(timing=timing, guests=guests, repeats=[f"RRULE:{rule}", *more])
    return stored_copy(meeting)


def edited(
    meeting: Meeting, edit: Edit, scope: Scope, name: str | None = None
) -> tuple[list[Meeting], SeriesChange]:
    before = stored_copy(meeting, version=meeting.version)
    after = series.change(meeting, edit, scope, name, by=HOST, now=NOW)
    return after, compare(before, after, now=NOW)


def dates(*meetings: Meeting) -> list[str]:
    found = [each for meeting in meetings for each in meeting.dates.until(FAR)]
    return [f"{each.timing.slot.start:%m-%d %H:%M}{' off' if each.cancelled else ''}" for each in found]


def names(*meetings: Meeting) -> list[str]:
    return [each.original_start for meeting in meetings for each in meeting.dates.until(FAR)]


def answered(meeting: Meeting, **answers: ResponseStatus) -> None:
    """``all=`` for the series, else by the number of the week: ``w2=``."""
    for key, status in answers.items():
        name = None if key == "all" else WEEKS[int(key[1:]) - 1]
        meeting.respond(BEN, status, comment="", seen_version=None, now=NOW, original_start=name)
    meeting.events.clear()


def answers(meeting: Meeting) -> list[ResponseStatus]:
    return [meeting.attendance(name)[BEN] for name in names(meeting)]


def kinds(meeting: Meeting) -> list[str]:
    return [event.kind for event in meeting.events]
