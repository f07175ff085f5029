"""When a room can be used, by weekday and by the clocks of the room's own zone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from typing import cast
from zoneinfo import ZoneInfo

from domain.availability import working_hours as availability
from domain.availability.working_hours import Hours, Week
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import TimeSlot

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = 24 * 60
MOST_WINDOWS = 10


class InvalidOpeningHours(InvalidValue):
    code = "invalid_hours"


@dataclass(frozen=True, slots=True)
class Window:
    """[start, end) of one day, in minutes since midnight; an end of 1,440 is the next midnight."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MIDNIGHT:
            raise InvalidOpeningHours("a window ends after it starts, at 24:00 at the latest")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """``windows`` by the names in WEEKDAYS; a weekday that is not named is closed.

    Windows of a day are kept in order and may touch, not overlap. Raises InvalidOpeningHours.
    """

    windows: Mapping[str, tuple[Window, ...]]

    def __post_init__(self) -> None:
        ordered = {}
        for weekday in WEEKDAYS:
            windows = sorted(self.windows.get(weekday, ()), key=lambda window: window.start)
            if len(windows) > MOST_WINDOWS:
                raise InvalidOpeningHours(f"a day has {MOST_WINDOWS} windows at the most", field=(weekday,))
            if any(later.start < earlier.end for earlier, later in pairwise(windows)):
                raise InvalidOpeningHours(f"two windows on {weekday} overlap", field=(weekday,))
            if windows:
                ordered[weekday] = tuple(windows)
        if not ordered:
            raise InvalidOpeningHours("there is not one window; leave the hours out for always open")
        object.__setattr__(self, "windows", ordered)

    def include(self, slot: TimeSlot, zone: ZoneInfo) -> bool:
        """Whether it is open from the start of ``slot`` to its end, by the clocks of ``zone``."""
        start, end = floor(slot.start.timestamp()), ceil(slot.end.timestamp())
        return list(self.in_zone(zone).open_between(start, end)) == [(start, end)]

    def in_zone(self, zone: ZoneInfo) -> Hours:
        """As availability looks at them, so that what a search finds open is open to a booking."""
        days = (self.windows.get(weekday, ()) for weekday in WEEKDAYS)
        week = tuple(tuple(availability.Window(each.start, each.end) for each in day) for day in days)
        return Hours(zone, cast(Week, week))


def windows_of(pairs: Iterable[tuple[int, int]]) -> tuple[Window, ...]:
    return tuple(Window(start, end) for start, end in pairs)
