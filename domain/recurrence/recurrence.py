"""All dates of a series: what its rules hit and what was added, without what was taken out."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from heapq import merge
from itertools import islice, pairwise
from operator import itemgetter
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from domain.recurrence.clock import DAY
from domain.recurrence.expansion import END, Expansion, reading_of
from domain.recurrence.rule import InvalidRecurrence, Rule
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import LARGEST_CLOCK_CHANGE, Moment, check_year, readings_of

MOST_OCCURRENCES = 50_000  # in one window: every day of a century, and still a moment's work
_YEAR_1_UTC = datetime(1, 1, 1, tzinfo=UTC)
_YEAR_1 = _YEAR_1_UTC.replace(tzinfo=None)


class TooManyOccurrences(InvalidValue):
    """The window holds more dates than anybody wants to see: it must be narrower, or the rule less dense."""

    code = "too_many_occurrences"

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_OCCURRENCES:,} dates; ask for a shorter time")


class _OnceADay(NamedTuple):
    """The usual series: one rule, one time of day, nothing added. Whole days are all that it needs."""

    days_between: Callable[[int, int], Sequence[int]]  # see `Periods.days`
    first: int
    last: int
    time: timedelta | None  # None for whole days
    origin: datetime  # that time on day 1
    gone: frozenset[int]


@dataclass(frozen=True)
class RecurrenceSet:
    """A start, rules, extra dates (RDATE) and missing ones (EXDATE), as in RFC 5545 §3.8.5.

    ``start`` is a date, or a naive clock reading in ``zone``; without a zone the series floats. Everything
    is computed in clock readings, and instants last, so that nine o'clock stays nine o'clock. With
    rules, they alone decide whether the start itself is a date of the series. A mere date among the extra
    and missing ones of a series with times means that day at the start's time.
    Raises InvalidRecurrence, and InvalidTimeSlot for starts outside the years we promise.
    """

    start: date | datetime
    zone: ZoneInfo | None = None
    rules: tuple[Rule, ...] = ()
    added: tuple[date | datetime, ...] = ()
    removed: tuple[date | datetime, ...] = ()

    def __post_init__(self) -> None:
        check_year(date.fromordinal(self.start.toordinal()))
        if isinstance(self.start, datetime) and self.start.tzinfo is not None:
            raise InvalidRecurrence("DTSTART", "is a clock reading without offset; its zone says it")
        if isinstance(self.start, datetime) and self.start.microsecond:
            raise InvalidRecurrence("DTSTART", "series begin at whole seconds")

    @property
    def is_whole_days(self) -> bool:
        return not isinstance(self.start, datetime)

    def between(self, start: date | datetime, end: date | datetime) -> list[date]:
        """Dates of whole-day series, else naive clock readings, in [start, end), in order.

        Raises TooManyOccurrences beyond MOST_OCCURRENCES.
        """
        if self._once_a_day is None:
            all_readings = self._readings(_first_from(start), _first_from(end) - 1)
            readings = list(islice(all_readings, MOST_OCCURRENCES + 1))
            if len(readings) > MOST_OCCURRENCES:
                raise TooManyOccurrences
            return [self._date(reading) for reading in readings if reading not in self._removed]
        days_between, first, last, time, origin, gone = self._once_a_day
        start = start if isinstance(start, datetime) else datetime.fromordinal(start.toordinal())
        end = end if isinstance(end, datetime) else datetime.fromordinal(end.toordinal())
        # `days` rounds down, and both are to be rounded up.
        after, before = 1 - (origin - start).days, -(origin - end).days
        # Not max and min: a short window is asked for far more often than a long one.
        days = days_between(after if after > first else first, before if before < last else last)
        if len(days) > MOST_OCCURRENCES:
            raise TooManyOccurrences
        if time is None:
            return [date.fromordinal(day) for day in days if day not in gone]
        midnight = datetime.fromordinal
        return [midnight(day) + time for day in days if day not in gone]

    def instants_between(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """What begins in the stretch of real time [start, end), both aware: (clock reading, UTC instant).

        In order of real time. Two readings that a clock change makes one instant come once, by the one
        that the clocks show. Whole days and floating series have no instants: raises InvalidRecurrence.
        """
        if self.zone is None or self.is_whole_days:
            raise InvalidRecurrence("DTSTART", "has no zone, so its dates are no instants")
        first = start.astimezone(self.zone).replace(tzinfo=None) - LARGEST_CLOCK_CHANGE
        last = end.astimezone(self.zone).replace(tzinfo=None) + LARGEST_CLOCK_CHANGE
        readings = cast("list[datetime]", self.between(first, last))
        # What `Moment.instant` says, four times as fast. A zone always knows its offset.
        offset = cast("Callable[[datetime], timedelta]", self.zone.utcoffset)
        pairs = [(local, _YEAR_1_UTC + (local - _YEAR_1 - offset(local))) for local in readings]
        if any(earlier[1] >= later[1] for earlier, later in pairwise(pairs)):
            local_at = {instant: local for local, instant in pairs}
            pairs = [(local_at[instant], instant) for instant in sorted(local_at)]
        instant_of = itemgetter(1)
        return pairs[bisect_left(pairs, start, key=instant_of) : bisect_left(pairs, end, key=instant_of)]

    def __iter__(self) -> Iterator[date]:
        return self.following(self.start)

    def following(self, start: date | datetime) -> Iterator[date]:
        """The dates from ``start`` on, one after the other, until the series or the calendar ends."""
        first, days = _first_from(start), 1
        while first <= END:
            # Longer and longer windows, so that the first date comes soon and the last one too.
            for reading in self._readings(first, first + days * DAY - 1):
                if reading not in self._removed:
                    yield self._date(reading)
            first, days = first + days * DAY, days * 2

    def _date(self, reading: int) -> date:
        midnight = datetime.fromordinal(reading // DAY)
        return midnight.date() if self.is_whole_days else midnight + timedelta(seconds=reading % DAY)

    @cached_property
    def _once_a_day(self) -> _OnceADay | None:
        if self.added or len(self._expansions) != 1:
            return None
        expansion, until = self._expansions[0]
        time = expansion.only_time
        if time is None or until is not None:
            return None
        length = timedelta(seconds=time)
        return _OnceADay(
            days_between=expansion.days_between,
            first=-((time - expansion.start) // DAY),
            last=(expansion.last - time) // DAY,
            time=None if self.is_whole_days else length,
            origin=_YEAR_1 + length,
            gone=frozenset(reading // DAY for reading in self._removed if reading % DAY == time),
        )

    def _readings(self, first: int, last: int) -> Iterator[int]:
        """From ``first`` to ``last``, both included, in order, each once; removed ones are still in it."""
        hits = [self._hits(*expansion, first, last) for expansion in self._expansions]
        added = [reading for reading in self._added if first <= reading <= last]
        return _each_once(merge(added, *hits))

    def _hits(self, expansion: Expansion, until: datetime | None, first: int, last: int) -> Iterator[int]:
        hits = expansion.between(first, last)
        if until is None or last < expansion.end - 2 * DAY:
            return hits
        return (hit for hit in hits if self._instant(hit) <= until)

    @cached_property
    def _expansions(self) -> list[tuple[Expansion, datetime | None]]:
        """Each rule, and the instant at which it ends when that must be compared as an instant."""
        expanded = []
        for rule in self.rules:
            until, end = self._end(rule)
            expansion = Expansion(rule, reading_of(self.start), whole_days=self.is_whole_days, end=end)
            expanded.append((expansion, until))
        return expanded

    def _end(self, rule: Rule) -> tuple[datetime | None, int]:
        """UNTIL as an instant, if it is one, and a reading after which nothing comes."""
        until = rule.until
        if until is None:
            return None, END
        if not isinstance(until, datetime):
            return None, reading_of(until) + DAY - 1
        reading = self._reading(until)
        if until.tzinfo is None or self.zone is None or self.is_whole_days:
            return None, reading
        around = (until - LARGEST_CLOCK_CHANGE, until + LARGEST_CLOCK_CHANGE)
        if len({edge.astimezone(self.zone).utcoffset() for edge in around}) == 1:
            return None, reading
        # Around a clock change readings and instants do not run side by side.
        return until, reading + DAY

    @cached_property
    def _added(self) -> list[int]:
        own = [] if self.rules else [self.start]
        return sorted({self._reading(moment) for moment in (*self.added, *own)})

    @cached_property
    def _removed(self) -> frozenset[int]:
        removed: set[int] = set()
        for moment in self.removed:
            removed.add(self._reading(moment))
            if isinstance(moment, datetime) and moment.tzinfo is not None and self.zone is not None:
                removed.update(map(reading_of, readings_of(moment, self.zone)))
        return frozenset(removed)

    def _reading(self, moment: date | datetime) -> int:
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            moment = moment.astimezone(self.zone or UTC).replace(tzinfo=None)
        reading = reading_of(moment)
        if self.is_whole_days:
            return reading - reading % DAY
        return reading if isinstance(moment, datetime) else reading + reading_of(self.start) % DAY

    def _instant(self, reading: int) -> datetime:
        assert self.zone is not None
        local = datetime.fromordinal(reading // DAY) + timedelta(seconds=reading % DAY)
        return Moment(local, self.zone).instant


def _each_once(readings: Iterable[int]) -> Iterator[int]:
    previous = -1
    for reading in readings:
        if reading != previous:
            yield reading
        previous = reading


def _first_from(moment: date | datetime) -> int:
    """The first whole second that is not before it."""
    reading = moment.toordinal() * DAY
    if isinstance(moment, datetime):
        reading += moment.hour * 3600 + moment.minute * 60 + moment.second + (moment.microsecond > 0)
    return reading
