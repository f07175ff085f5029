from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.queries import Calendars, CalendarWindow
from domain.identity.role import Permission
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import check_year

LONGEST = timedelta(days=400)
MOST_PEOPLE = 50
MOST_ROOMS = 50


class InvalidWindow(InvalidValue):
    code = "invalid_window"


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """Occurrences in a window: the caller's, or those of the people and rooms that they name."""

    calendars: Calendars

    def __call__(
        self,
        caller: Caller,
        start: datetime,
        end: datetime,
        people: Collection[UUID] = (),
        rooms: Collection[UUID] = (),
    ) -> str:
        """A JSON array, as ``Calendars.entries`` gives it.

        Raises InvalidWindow for an empty window, one over 400 days, or more than 50 people or rooms."""
        caller.must(Permission.READ_MEETINGS)
        if people:
            caller.must(Permission.READ_PEOPLE)
        if rooms:
            caller.must(Permission.READ_ROOMS)
        window = window_of(start, end)
        for member, named, most in (("people", people, MOST_PEOPLE), ("rooms", rooms, MOST_ROOMS)):
            if len(named) > most:
                raise InvalidWindow(f"name {most} {member} at the most", field=(member,))
        if not (people or rooms):
            people = [caller.person_id]
        return self.calendars.entries(window, people=people, rooms=rooms, viewer=caller.viewer)


def window_of(start: datetime, end: datetime) -> CalendarWindow:
    """Raises InvalidWindow for an empty window and one over 400 days."""
    check_year(start.date())
    check_year(end.date())
    if not timedelta(0) < end - start <= LONGEST:
        raise InvalidWindow(f"a window lasts up to {LONGEST.days} days", field=("to",))
    # Whole days belong to no zone: the window's own wall dates, as the caller wrote them, choose them.
    until = end.date() + timedelta(days=1 if end.time() > end.min.time() else 0)
    return CalendarWindow(start, end, start.date(), max(until, start.date() + timedelta(days=1)))
