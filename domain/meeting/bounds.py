"""How large a series may become: each of its dates is a row, and each person on a date another."""

from datetime import datetime
from math import inf
from typing import TYPE_CHECKING

from domain.meeting.asking_again import FORESEEN
from domain.meeting.occurrence import FIRST
from domain.meeting.refusals import TooManyDates
from domain.recurrence.recurrence import TooManyOccurrences

if TYPE_CHECKING:
    from domain.meeting.meeting import Meeting

MOST_DATES_AHEAD = 2_000
MOST_PLACES_IN_CALENDARS = 100_000


def expect_bearable(meeting: "Meeting", *, now: datetime) -> None:
    """Raises TooManyDates."""
    if meeting.recurrence is None:
        return
    horizon = now + FORESEEN
    if _count(meeting, now, horizon) > MOST_DATES_AHEAD:
        raise TooManyDates(
            f"that is more than {MOST_DATES_AHEAD:,} dates in two years; let it repeat less often",
            field=("recurrence",),
        )
    people = 1 + sum(guest.person_id is not None and guest.only_on is None for guest in meeting.guests)
    if _count(meeting, FIRST, horizon) * people > MOST_PLACES_IN_CALENDARS:
        raise TooManyDates(
            f"that is more than {MOST_PLACES_IN_CALENDARS:,} places in calendars, dates by people; "
            "invite fewer people, or let it begin later or end earlier",
            field=("recurrence",),
        )


def _count(meeting: "Meeting", start: datetime, end: datetime) -> float:
    """How many dates begin then; infinity where there are too many even to count."""
    try:
        return meeting.dates.count(start, end)
    except TooManyOccurrences:
        return inf
