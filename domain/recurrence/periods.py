"""The days that a rule hits: those of every day, week, month or year that it counts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from domain.recurrence.dates import Days, month_of, shared_days, start_of_week, week_of, week_year_of, year_of
from domain.recurrence.rule import Frequency, Rule, completed


def aligned(start: int, lowest: int, step: int) -> int:
    """The first number from ``lowest`` on that is a whole number of steps away from ``start``."""
    return lowest + (start - lowest) % step


class Periods:
    """A rule's days, completed by its start. Periods are numbered, so those of a window are computed."""

    def __init__(self, rule: Rule, start_day: int) -> None:
        days = _days_of(completed(rule, date.fromordinal(start_day)))
        frequency = rule.frequency
        self._number: Callable[[int], int]
        self._list: Callable[[int], list[int]]
        if frequency == Frequency.WEEKLY:
            self._number, self._list = partial(week_of, week_start=rule.week_start), days.in_week
        elif rule.week_numbers:
            self._number, self._list = partial(week_year_of, week_start=rule.week_start), days.in_year
        elif frequency == Frequency.YEARLY or rule.year_days:
            self._number, self._list = year_of, days.in_year
        else:
            self._number, self._list = month_of, days.in_month
        self._start_day = start_day
        self._start = self._number(start_day)
        if rule.week_numbers and start_day not in self._list(self._start):
            # The RFC leaves open from where such a start counts; the public vectors do not.
            self._start = year_of(start_day)
        self._day_step = rule.interval if frequency == Frequency.DAILY else 1
        self._step = rule.interval if frequency > Frequency.DAILY else 1
        # The days hit from ``first`` to ``last``, both included, in order.
        self.days: Callable[[int, int], Sequence[int]] = self._by_set
        if days.are_all and frequency <= Frequency.DAILY:
            self.days = self._by_step
        elif frequency == Frequency.WEEKLY and not rule.months:
            self._week_start = start_of_week(self._start, rule.week_start)
            self._weekdays = days.week
            self.days = self._by_week

    def _by_step(self, first: int, last: int) -> range:
        step = self._day_step
        return range(aligned(self._start_day, first, step), last + 1, step)

    def _by_week(self, first: int, last: int) -> list[int]:
        step, week_start, weekdays = self._step * 7, self._week_start, self._weekdays
        lowest = first - (first - week_start) % 7
        weeks = range(lowest + (week_start - lowest) % step, last + 1, step)
        return [day for week in weeks for weekday in weekdays if first <= (day := week + weekday) <= last]

    def _by_set(self, first: int, last: int) -> list[int]:
        days = [day for days in self.sets(first, last) for day in days if first <= day <= last]
        step, start = self._day_step, self._start_day
        return days if step == 1 else [day for day in days if (day - start) % step == 0]

    def sets(self, first: int, last: int) -> Iterable[list[int]]:
        """The days of each week, month or year that touches the days from ``first`` to ``last``."""
        step, number = self._step, self._number
        return map(self._list, range(aligned(self._start, number(first), step), number(last) + 1, step))


def _days_of(rule: Rule) -> Days:
    numbered_in_year = rule.frequency == Frequency.YEARLY and not rule.months
    return shared_days(
        rule.months,
        rule.week_numbers,
        rule.year_days,
        rule.month_days,
        rule.weekdays,
        rule.week_start,
        numbered_in_year,
    )
