"""When somebody works: windows by weekday, single days that differ, moves to other zones, time away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.availability.clock_stretches import DAY, FIRST_DAY, stretches
from domain.availability.refusals import InvalidWorkingHours, StaleWorkingHours
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot, check_year

MIDNIGHT = 24 * 60
MOST_WINDOWS = 10
MOST_EXCEPTIONS = 1_000
MOST_MOVES = 100
MOST_ABSENCES = 500


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """[start, end) in minutes since the midnight its day begins with: 22:00 to 06:00 is 1,320 to 1,800."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < MIDNIGHT and self.start < self.end <= self.start + MIDNIGHT):
            raise InvalidWorkingHours("a window begins within its day and lasts 24 hours at the most")


Day = tuple[Window, ...]
Week = tuple[Day, Day, Day, Day, Day, Day, Day]
"""From Monday to Sunday."""

_WORKDAY: Day = (Window(9 * 60, 17 * 60),)
OFFICE_WEEK: Week = (_WORKDAY, _WORKDAY, _WORKDAY, _WORKDAY, _WORKDAY, (), ())


@dataclass(frozen=True, slots=True)
class Move:
    """From the day ``since`` on, the clocks of ``zone`` are the person's own."""

    since: date
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Hours:
    """Open time by the clocks of where one is. A window holds an instant when those clocks show a reading
    inside it, so an hour that they skip is not worked and one that they repeat is worked twice.

    ``exceptions`` replace the weekday's windows on single days; without windows, the day is off. ``moves``
    are kept in order. Raises InvalidWorkingHours, or InvalidTimeSlot for years we do not promise.
    """

    zone: ZoneInfo
    week: Week = OFFICE_WEEK
    exceptions: Mapping[date, Day] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    out_of_office: tuple[TimeSlot, ...] = ()

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        for name, entries, most in (
            ("exceptions", self.exceptions, MOST_EXCEPTIONS),
            ("moves", self.moves, MOST_MOVES),
            ("out_of_office", self.out_of_office, MOST_ABSENCES),
        ):
            if len(entries) > most:
                raise InvalidWorkingHours(f"there are {most:,} entries at the most", field=(name,))
        for day in (*self.exceptions, *(move.since for move in self.moves)):
            check_year(day)
        set_(self, "week", tuple(ordered(day, ("week", place)) for place, day in enumerate(self.week)))
        set_(
            self,
            "exceptions",
            {day: ordered(self.exceptions[day], ("exceptions",)) for day in sorted(self.exceptions)},
        )
        set_(self, "moves", tuple(sorted(self.moves, key=lambda move: move.since)))
        if any(earlier.since == later.since for earlier, later in pairwise(self.moves)):
            raise InvalidWorkingHours("two moves begin on the same day", field=("moves",))
        set_(self, "out_of_office", tuple(sorted(self.out_of_office, key=lambda slot: slot.start)))

    def zone_on(self, day: date) -> ZoneInfo:
        return next((move.zone for move in reversed(self.moves) if move.since <= day), self.zone)

    def open_between(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Open stretches of [start, end) in order, none touching another; seconds since 1970."""
        found = [
            (max(since, start), min(until, end))
            for zone, first, last in self._residences()
            for since, until in self._open_in(zone, first, last, start, end)
        ]
        return joined(sorted(found))

    def _residences(self) -> Iterable[tuple[ZoneInfo, int, int]]:
        """Where one lives, from which day until which, in proleptic ordinals."""
        zone, first = self.zone, date.min.toordinal()
        for move in self.moves:
            yield zone, first, move.since.toordinal()
            zone, first = move.zone, move.since.toordinal()
        yield zone, first, date.max.toordinal()

    def _open_in(
        self, zone: ZoneInfo, first: int, last: int, start: int, end: int
    ) -> Iterable[tuple[int, int]]:
        for since, until, offset in stretches(zone, start, end):
            # Windows reach into the following day at the most.
            from_day = max(first, (since + offset) // DAY + FIRST_DAY - 1)
            until_day = min(last, (until + offset - 1) // DAY + FIRST_DAY + 1)
            for day in range(from_day, until_day):
                midnight = (day - FIRST_DAY) * DAY - offset
                for window in self._windows_on(day):
                    opens = max(midnight + window.start * 60, since)
                    closes = min(midnight + window.end * 60, until)
                    if opens < closes:
                        yield opens, closes

    def _windows_on(self, ordinal: int) -> Day:
        if self.exceptions:
            own = self.exceptions.get(date.fromordinal(ordinal))
            if own is not None:
                return own
        return self.week[(ordinal - 1) % 7]


def ordered(day: Day, place: tuple[str | int, ...]) -> Day:
    """The windows of one day in their order. Raises InvalidWorkingHours about ``place``."""
    windows = tuple(sorted(day))
    if len(windows) > MOST_WINDOWS:
        raise InvalidWorkingHours(f"a day has {MOST_WINDOWS} windows at the most", field=place)
    if any(later.start < earlier.end for earlier, later in pairwise(windows)):
        raise InvalidWorkingHours("two windows of a day overlap", field=place)
    return windows


def joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ordered stretches, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and start <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHoursChanged(DomainEvent):
    """``subject_id`` is the person's. Everybody may know, since everybody may read the hours."""

    kind: ClassVar[str] = "working_hours.changed"
    subject_type: ClassVar[str] = "working_hours"


@dataclass(slots=True)
class WorkingHours:
    """One person's hours. Everybody has them from the start: office hours in their own zone, version 1."""

    person_id: UUID
    hours: Hours
    version: int = 1
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    def expect_version(self, version: int | None) -> None:
        """Raises StaleWorkingHours unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleWorkingHours("somebody changed these working hours since you read them; look again")

    def become(self, hours: Hours, *, by: UUID, now: datetime) -> None:
        """The same again is no change."""
        if hours == self.hours:
            return
        self.hours = hours
        changed = WorkingHoursChanged(
            subject_id=self.person_id,
            version=self.version + 1,
            actor_id=by,
            at=now,
            audience=frozenset({self.person_id}),
            to_organisation=True,
        )
        self.events.append(changed)
