"""The clock readings that one rule hits, from any point on.

A reading is an integer: the day's ordinal * 86,400 + seconds since midnight. There are no time zones here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import chain, islice

from domain.recurrence.clock import DAY, UNITS, Clock, aligned, chosen, times_of_day
from domain.recurrence.dates import (
    Days,
    month_of,
    shared_days,
    start_of_week,
    start_of_year,
    week_year_of,
)
from domain.recurrence.rule import Frequency, InvalidRecurrence, NthWeekday, Rule, Weekday
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

    Periods (days, weeks, months, years) are numbered, so the first period of a window is computed, not
    walked to. A COUNT is counted once, period by period, and is from then on an end like UNTIL.
    """

    def __init__(self, rule: Rule, start: int, *, whole_days: bool, end: int = END) -> None:
        """Hits lie between the readings ``start`` and ``end``. Whole days have no times (§3.3.10)."""
        self.rule = rule
        self.start = start
        self.end = min(end, END)
        self._start_day, seconds = divmod(start, DAY)
        self._clock: Clock | None = None
        self._times = [0]
        if rule.frequency in UNITS:
            if whole_days:
                raise InvalidRecurrence("FREQ", "whole days repeat by days, weeks, months or years")
            self._clock = Clock(rule, start)
        elif not whole_days:
            hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
            self._times = times_of_day(
                rule.hours or [hour], rule.minutes or [minute], rule.seconds or [second]
            )
        self._positions = rule.positions if rule.frequency > Frequency.DAILY else ()
        if rule.frequency == Frequency.DAILY and rule.positions:
            # One day's set is its times, the same every day.
            self._times = [self._times[index] for index in chosen(len(self._times), rule.positions)]
        plain = self._clock is None and not self._positions and len(self._times) == 1
        self._only_time = self._times[0] if plain else None
        self._matching = _completed_days(rule, self._start_day)
        self._first_period = self._counted_from()
        self._day_interval = rule.interval if rule.frequency == Frequency.DAILY else 1
        self._weekdays = sorted((weekday - rule.week_start) % 7 for _, weekday in self._matching.weekdays)
        # The days hit in a stretch, and perhaps some more of the periods at either end.
        self._days_near: Callable[[int, int], Sequence[int]] = self._days_by_period
        if rule.frequency <= Frequency.DAILY and self._matching.are_all:
            self._days_near = self._days_by_step
        elif rule.frequency == Frequency.WEEKLY and not rule.months:
            self._days_near = self._days_by_week

    @cached_property
    def last(self) -> int:
        """No hit comes after this reading."""
        return self.end if self.rule.count is None else min(self.end, self._nth(self.rule.count))

    def between(self, first: int, last: int) -> Iterable[int]:
        """The hits from ``first`` to ``last``, both included, in order."""
        # Not max and min: a short window is asked for far more often than a long one.
        return self._between(
            first if first > self.start else self.start, last if last < self.last else self.last
        )

    def _between(self, first: int, last: int) -> Iterable[int]:
        if first > last:
            return ()
        if self._only_time is not None:
            time = self._only_time
            days = self._days_near(first // DAY, last // DAY)
            found: Sequence[int]
            if isinstance(days, range):
                found = range(days.start * DAY + time, days.stop * DAY + time, days.step * DAY)
            else:
                found = [day * DAY + time for day in days]
            return found[bisect_left(found, first) : bisect_right(found, last)]
        if self._positions:
            return (hit for hit in self._picked(first, last) if first <= hit <= last)
        days = self._days(first // DAY, last // DAY)
        if self._clock is not None:
            return self._within_days(self._clock, days, first, last)
        hits = (day * DAY + time for day in days for time in self._times)
        return (hit for hit in hits if first <= hit <= last)

    def _within_days(self, clock: Clock, days: Iterable[int], first: int, last: int) -> Iterator[int]:
        for day in filter(clock.count, days):
            midnight = day * DAY
            for second in clock.hits(day, max(first - midnight, 0), last - midnight):
                if first <= midnight + second <= last:
                    yield midnight + second

    def _days(self, first: int, last: int) -> Sequence[int]:
        """The days hit from ``first`` to ``last``, both included, in order."""
        days = self._days_near(first, last)
        return days[bisect_left(days, first) : bisect_right(days, last)]

    def _days_by_step(self, first: int, last: int) -> range:
        interval = self._day_interval
        return range(aligned(self._first_period, first, interval), last + 1, interval)

    def _days_by_week(self, first: int, last: int) -> list[int]:
        return [week + weekday for week in self._weeks(first, last) for weekday in self._weekdays]

    def _days_by_period(self, first: int, last: int) -> list[int]:
        days, interval = chain.from_iterable(self._periods(first, last)), self._day_interval
        return list(days) if interval == 1 else [d for d in days if (d - self._start_day) % interval == 0]

    def _weeks(self, first: int, last: int) -> range:
        step, lowest = 7 * self.rule.interval, start_of_week(first, self.rule.week_start)
        return range(aligned(self._first_period, lowest, step), last + 1, step)

    def _periods(self, first: int, last: int) -> Iterator[list[int]]:
        """The days of each week, month or year that touches the days from ``first`` to ``last``."""
        frequency, interval, matching = self.rule.frequency, self.rule.interval, self._matching
        if frequency == Frequency.WEEKLY:
            return map(matching.in_week, self._weeks(first, last))
        if frequency == Frequency.YEARLY or matching.year_days:
            step = interval if frequency == Frequency.YEARLY else 1
            begin = aligned(self._first_period, self._year_of(first), step)
            return map(matching.in_year, range(begin, self._year_of(last) + 1, step))
        step = interval if frequency == Frequency.MONTHLY else 1
        begin = aligned(self._first_period, month_of(first), step)
        return map(matching.in_month, range(begin, month_of(last) + 1, step))

    def _year_of(self, day: int) -> int:
        if self.rule.week_numbers:
            return week_year_of(day, self.rule.week_start)
        return date.fromordinal(day).year

    def _counted_from(self) -> int:
        """The period from which INTERVAL counts: a day, the first day of a week, a month or a year.

        With BYWEEKNO, a start that is itself no date of the rule means its calendar year, even if its week is
        counted to another: the RFC leaves it open, the public vectors do not.
        """
        day, frequency = self._start_day, self.rule.frequency
        if frequency == Frequency.WEEKLY:
            return start_of_week(day, self.rule.week_start)
        if frequency == Frequency.MONTHLY:
            return month_of(day)
        if frequency == Frequency.YEARLY:
            year = self._year_of(day)
            astray = self.rule.week_numbers and day not in self._matching.in_year(year)
            return date.fromordinal(day).year if astray else year
        return day

    def _picked(self, first: int, last: int) -> Iterator[int]:
        """BYSETPOS: of each period's days and times, without building their product."""
        times = self._times
        for days in self._periods(first // DAY, last // DAY):
            for index in chosen(len(days) * len(times), self._positions):
                yield days[index // len(times)] * DAY + times[index % len(times)]

    def _nth(self, number: int) -> int:
        """The reading of that hit, the first being 1; END when there are fewer."""
        first, year = self.start, date.fromordinal(self._start_day).year
        last = self._start_day * DAY + DAY - 1
        while first <= self.end:
            hits = self._number_of_hits(first, last)
            if number <= hits:
                return self._nth_between(number, first, last)
            number -= hits
            first, last = last + 1, start_of_year(year + 1) * DAY - 1
            year += 1
        return END

    def _nth_between(self, number: int, first: int, last: int) -> int:
        """The same within a stretch that is known to hold it, day by day."""
        if not self._positions and first // DAY != last // DAY:
            for day in self._days(first // DAY, last // DAY):
                hits = self._clock.count(day) if self._clock else len(self._times)
                if number <= hits:
                    first, last = day * DAY, day * DAY + DAY - 1
                    break
                number -= hits
        return next(islice(self._between(first, last), number - 1, None))

    def _number_of_hits(self, first: int, last: int) -> int:
        """Of the start's own day all hits are looked at; of whole years only the days."""
        if self._positions or first // DAY == last // DAY:
            return sum(1 for _ in self._between(first, last))
        days = self._days(first // DAY, last // DAY)
        if self._clock is not None:
            return sum(map(self._clock.count, days))
        return len(days) * len(self._times)


def _completed_days(rule: Rule, start_day: int) -> Days:
    """The date parts of the rule; what it leaves open, its start decides."""
    start = date.fromordinal(start_day)
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if rule.frequency >= Frequency.WEEKLY and not (weekdays or month_days or rule.year_days):
        if rule.frequency == Frequency.WEEKLY or rule.week_numbers:
            weekdays = (NthWeekday(0, Weekday(start.weekday())),)
        else:
            month_days = (start.day,)
            if rule.frequency == Frequency.YEARLY and not months:
                months = (start.month,)
    numbered_in_year = rule.frequency == Frequency.YEARLY and not months
    return shared_days(
        months, rule.week_numbers, rule.year_days, month_days, weekdays, rule.week_start, numbered_in_year
    )
