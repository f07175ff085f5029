"""The clock readings that one rule hits, from any point on.

A reading is an integer: the day's ordinal * 86,400 + seconds since midnight. There are no time zones here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, cached_property, partial
from itertools import islice

from domain.recurrence.clock import DAY, UNITS, Clock, chosen, times_of_day
from domain.recurrence.dates import start_of_year, year_of
from domain.recurrence.periods import Periods
from domain.recurrence.rule import Frequency, InvalidRecurrence, Rule
from domain.shared.time_slot import LATEST

END = LATEST.toordinal() * DAY + DAY - 1


def reading_of(moment: date | datetime) -> int:
    """The reading of a naive moment; midnight for a date."""
    midnight = moment.toordinal() * DAY
    if isinstance(moment, datetime):
        return midnight + moment.hour * 3600 + moment.minute * 60 + moment.second
    return midnight


class Expansion:
    """A rule, completed by its start, that can be asked for any window.

    A COUNT is counted once, year by year, and is from then on an end like UNTIL.
    """

    def __init__(self, rule: Rule, start: int, *, whole_days: bool, end: int = END) -> None:
        """Hits lie between the readings ``start`` and ``end``. Whole days have no times (§3.3.10)."""
        self.rule = rule
        self.start = start
        self.end = min(end, END)
        self._periods = Periods(rule, start // DAY)
        self.days_between = self._periods.days
        self._clock: Clock | None = None
        self._times = [0]
        if rule.frequency in UNITS:
            if whole_days:
                raise InvalidRecurrence("FREQ", "whole days repeat by days, weeks, months or years")
            self._clock = Clock(rule, start)
        elif not whole_days:
            hour, minute, second = start // 3600 % 24, start // 60 % 60, start % 60
            self._times = times_of_day(
                rule.hours or [hour], rule.minutes or [minute], rule.seconds or [second]
            )
        self._places: Callable[[int], list[int]] | None = None
        if rule.positions and rule.frequency > Frequency.DAILY:
            self._places = cache(partial(chosen, positions=rule.positions))
        elif rule.positions and self._clock is None:
            # One day's set is its times, the same every day.
            self._times = [self._times[index] for index in chosen(len(self._times), rule.positions)]

    @cached_property
    def only_time(self) -> int | None:
        """The second of the day at which all hits are, when there is but one."""
        plain = self._clock is None and self._places is None and len(self._times) == 1
        return self._times[0] if plain else None

    @cached_property
    def last(self) -> int:
        """No hit comes after this reading."""
        return self.end if self.rule.count is None else min(self.end, self._nth(self.rule.count))

    def between(self, first: int, last: int) -> Iterator[int]:
        """The hits from ``first`` to ``last``, both included, in order."""
        return self._between(max(first, self.start), min(last, self.last))

    def _between(self, first: int, last: int) -> Iterator[int]:
        return (hit for hit in self._near(first, last) if first <= hit <= last)

    def _near(self, first: int, last: int) -> Iterator[int]:
        """The hits of all days, or of all periods, that the stretch touches."""
        for days in self._portions(first // DAY, last // DAY):
            if self._clock is None:
                yield from self._hits(days)
                continue
            for day in filter(self._clock.count, days):
                midnight = day * DAY
                for second in self._clock.hits(day, max(first - midnight, 0), last - midnight):
                    yield midnight + second

    def _portions(self, first: int, last: int) -> Iterable[Sequence[int]]:
        """The days from ``first`` to ``last``; by periods, whole ones, when BYSETPOS chooses within them."""
        periods = self._periods
        return (periods.days(first, last),) if self._places is None else periods.sets(first, last)

    def _hits(self, days: Sequence[int]) -> Iterator[int]:
        times = self._times
        if self._places is None:
            return (day * DAY + time for day in days for time in times)
        # Places among days and times, without building their product.
        places, length = self._places(len(days) * len(times)), len(times)
        return (days[place // length] * DAY + times[place % length] for place in places)

    def _number_of_hits(self, days: Sequence[int]) -> int:
        if self._clock is not None:
            return sum(map(self._clock.count, days))
        hits = len(days) * len(self._times)
        return hits if self._places is None else len(self._places(hits))

    def _nth(self, number: int) -> int:
        """The reading of that hit, the first being 1; END when there are fewer. Counts without building."""
        for days in self._portions_to_count():
            if days and days[0] * DAY < self.start:
                number += sum(1 for _ in self._between(days[0] * DAY, self.start - 1))
            hits = self._number_of_hits(days)
            if number <= hits:
                return self._nth_of(days, number)
            number -= hits
        return END

    def _portions_to_count(self) -> Iterable[Sequence[int]]:
        first, last = self.start // DAY, self.end // DAY
        if self._places is not None:
            return self._periods.sets(first, last)
        years = range(year_of(first), year_of(last) + 1)
        return (
            self._periods.days(max(first, start_of_year(year)), start_of_year(year + 1) - 1) for year in years
        )

    def _nth_of(self, days: Sequence[int], number: int) -> int:
        if self._places is None:
            for day in days:
                if number <= (hits := self._number_of_hits([day])):
                    days = [day]
                    break
                number -= hits
        return next(islice(self._near(days[0] * DAY, days[-1] * DAY + DAY - 1), number - 1, None))
