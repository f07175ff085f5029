"""All dates of a series: what its rules hit and what was added, without what was taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from heapq import merge
from itertools import islice
from zoneinfo import ZoneInfo

from domain.recurrence.clock import DAY
from domain.recurrence.expansion import END, Expansion, reading_of
from domain.recurrence.rule import InvalidRecurrence, Rule
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import Moment, check_year

MOST_OCCURRENCES = 100_000  # in one window; a tenth of a second of work
# No zone has ever moved its clocks by more than a day (Samoa left out 30 December 2011).
LARGEST_CLOCK_CHANGE = timedelta(days=1)


class TooManyOccurrences(InvalidValue):
    """The window holds more dates than anybody wants to see: it must be narrower, or the rule less dense."""

    code = "too_many_occurrences"


class _Lengths(dict[int, timedelta]):
    """Seconds since midnight as a timedelta: making one costs more than all other work on a date."""

    def __missing__(self, seconds: int) -> timedelta:
        length = self[seconds] = timedelta(seconds=seconds)
        return length


_LENGTHS = _Lengths()


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
        first, last = _first_from(start), _first_from(end) - 1
        # The usual series, one rule and nothing more, goes straight to its dates.
        readings = self._only.between(first, last) if self._only else self._readings(first, last)
        gone = self._removed
        if not isinstance(readings, list | range):
            readings = list(islice(readings, MOST_OCCURRENCES + 1))
        if len(readings) > MOST_OCCURRENCES:
            raise TooManyOccurrences(f"more than {MOST_OCCURRENCES:,} dates; ask for a shorter time")
        if not isinstance(self.start, datetime):
            return [date.fromordinal(reading // DAY) for reading in readings if reading not in gone]
        midnight, length = datetime.fromordinal, _LENGTHS
        return [
            midnight(reading // DAY) + length[reading % DAY] for reading in readings if reading not in gone
        ]

    def moments_between(self, start: datetime, end: datetime) -> list[Moment]:
        """What begins in the stretch of real time [start, end), both aware, in order of real time.

        Two readings that a clock change makes the same instant are one moment. Whole days and floating
        series have no instants: raises InvalidRecurrence for them.
        """
        if self.zone is None or self.is_whole_days:
            raise InvalidRecurrence("DTSTART", "has no zone, so its dates are no instants")
        first = start.astimezone(self.zone).replace(tzinfo=None) - LARGEST_CLOCK_CHANGE
        last = end.astimezone(self.zone).replace(tzinfo=None) + LARGEST_CLOCK_CHANGE
        moments: dict[datetime, Moment] = {}
        for local in self.between(first, last):
            assert isinstance(local, datetime)
            moment = Moment(local, self.zone)
            if start <= (instant := moment.instant) < end:
                moments[instant] = moment
        return [moments[instant] for instant in sorted(moments)]

    def __iter__(self) -> Iterator[date]:
        return self.following(self.start)

    def following(self, start: date | datetime) -> Iterator[date]:
        """The dates from ``start`` on, one after the other, until the series or the calendar ends."""
        readings = self._stream(_first_from(start))
        for reading in readings:
            if reading not in self._removed:
                midnight = datetime.fromordinal(reading // DAY)
                yield midnight.date() if self.is_whole_days else midnight + _LENGTHS[reading % DAY]

    def _stream(self, first: int) -> Iterator[int]:
        """Asks for longer and longer windows, so that the first answer comes soon and the last one too."""
        days = 1
        while first <= END:
            yield from self._readings(first, first + days * DAY - 1)
            first, days = first + days * DAY, days * 2

    def _readings(self, first: int, last: int) -> Iterable[int]:
        """From ``first`` to ``last``, both included, in order, each once; removed ones are still in it."""
        hits = [self._hits(*expansion, first, last) for expansion in self._expansions]
        added = [reading for reading in self._added if first <= reading <= last]
        return _each_once(merge(added, *hits))

    def _hits(self, expansion: Expansion, until: datetime | None, first: int, last: int) -> Iterable[int]:
        hits = expansion.between(first, last)
        safe = expansion.end - 2 * DAY
        if until is None or last < safe:
            return hits
        return (hit for hit in hits if hit < safe or self._instant(hit) <= until)

    @cached_property
    def _only(self) -> Expansion | None:
        if len(self._expansions) != 1 or self.added:
            return None
        expansion, until = self._expansions[0]
        return expansion if until is None else None

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
            reading = self._reading(moment)
            removed.add(reading)
            if isinstance(moment, datetime) and moment.tzinfo is not None and self.zone is not None:
                # The same instant under the name it has for a reading that the clocks skipped.
                offset = (moment - LARGEST_CLOCK_CHANGE).astimezone(self.zone).utcoffset() or timedelta()
                skipped = reading_of((moment.astimezone(UTC) + offset).replace(tzinfo=None))
                if self._instant(skipped) == moment:
                    removed.add(skipped)
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
