"""A meeting takes place at other times, on all its dates."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from domain.meeting.asking_again import ask_again
from domain.meeting.bounds import expect_bearable
from domain.meeting.events import MeetingChanged, MeetingMoved
from domain.meeting.occurrence import Dates, still_lacking
from domain.meeting.recurrence import NoDateFits, Recurrence
from domain.meeting.timing import Timing

if TYPE_CHECKING:
    from domain.meeting.meeting import Meeting


def reschedule(
    meeting: "Meeting",
    timing: Timing,
    recurrence: Recurrence | None,
    *,
    before: Dates,
    by: UUID,
    now: datetime,
) -> None:
    """Who answered dates that are not as they were ``before`` is asked again (RFC 5546 §3.2.2.1).

    What dates have of their own goes with them. Raises InvalidRecurrence for no date at all,
    TooManyDates for more than calendars can hold.
    """
    earlier, meeting.timing, meeting.recurrence = meeting.timing, timing, recurrence
    dates = meeting.dates
    if dates.first is None:
        raise NoDateFits
    expect_bearable(meeting, now=now)
    meeting.overrides = {name: own for name, own in meeting.overrides.items() if dates.nominal(name)}
    meeting.overrides = still_lacking(before, meeting.dates)
    if ask_again(meeting.guests, before, meeting.dates, now=now):
        meeting.rooms = [booking.asked_again() for booking in meeting.rooms]
    meeting.revise()
    facts = meeting.facts(by, now)
    if timing == earlier:
        meeting.events.append(MeetingChanged(**facts, changed=("recurrence",)))
    else:
        meeting.events.append(MeetingMoved(**facts, before=earlier))
