"""Which days satisfy the date parts of a rule. Days are ordinals: 1 is the first of January of the year 1.

Weeks, months and years are numbered through, so that "every third one" is arithmetic.
"""

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from domain.recurrence.rule import NthWeekday, Weekday
from domain.shared.time_slot import EARLIEST, LATEST

_FIRST_MONTH = (EARLIEST.year - 2) * 12
_MONTH_STARTS = tuple(
    date(year, month, 1).toordinal()
    for year in range(EARLIEST.year - 2, LATEST.year + 4)
    for month in range(1, 13)
)


def week_of(day: int, week_start: Weekday) -> int:
    return (day - 1 - week_start) // 7


def month_of(day: int) -> int:
    """The month's number: year * 12 + (0 for January)."""
    return _FIRST_MONTH + bisect_right(_MONTH_STARTS, day) - 1


def year_of(day: int) -> int:
    return month_of(day) // 12


def week_year_of(day: int, week_start: Weekday) -> int:
    """The year to which the week of that day is counted: the one in which its fourth day lies."""
    return year_of(start_of_week(week_of(day, week_start), week_start) + 3)


def start_of_week(week: int, week_start: Weekday) -> int:
    return week * 7 + 1 + week_start


def start_of_month(month: int) -> int:
    return _MONTH_STARTS[month - _FIRST_MONTH]


def start_of_year(year: int) -> int:
    return start_of_month(year * 12)


class Days:
    """The days on which every given date part says yes.

    Once a rule is completed by its start, "expand" and "limit" of the RFC's table come to the same: a day is
    hit when no part objects. Months and years come in few kinds (by first weekday and lengths), and each
    kind is looked at once.
    """

    def __init__(
        self,
        months: tuple[int, ...],
        week_numbers: tuple[int, ...],
        year_days: tuple[int, ...],
        month_days: tuple[int, ...],
        weekdays: tuple[NthWeekday, ...],
        week_start: Weekday,
        numbered_in_year: bool,
    ) -> None:
        """``numbered_in_year``: the second Monday is that of the year, not of the month."""
        self.months = frozenset(months)
        self.week_numbers = frozenset(week_numbers)
        self.year_days = frozenset(year_days)
        self.month_days = frozenset(month_days)
        self.weekdays = frozenset((nth, int(weekday)) for nth, weekday in weekdays)
        self.week_start = week_start
        self.numbered_in_year = numbered_in_year
        self.are_all = not (self.months or self.year_days or self.month_days or self.weekdays)
        # Of a week, counted from its first day.
        self.week = sorted({(weekday - week_start) % 7 for _, weekday in self.weekdays})
        self._hits: dict[tuple[int, ...], tuple[int, ...]] = {}

    def include(self, day: int) -> bool:
        month = month_of(day)
        if self.months and month % 12 + 1 not in self.months:
            return False
        in_year = start_of_year(month // 12), start_of_year(month // 12 + 1)
        in_month = start_of_month(month), start_of_month(month + 1)
        if self.year_days and self.year_days.isdisjoint(_numbers(day, *in_year)):
            return False
        if self.month_days and self.month_days.isdisjoint(_numbers(day, *in_month)):
            return False
        if not self.weekdays:
            return True
        first, end = in_year if self.numbered_in_year else in_month
        weekday = (day - 1) % 7
        nth, nth_last = (day - first) // 7 + 1, (end - 1 - day) // 7 + 1
        return not self.weekdays.isdisjoint(((0, weekday), (nth, weekday), (-nth_last, weekday)))

    def in_week(self, week: int) -> list[int]:
        """For WEEKLY rules, which choose by weekday and month alone."""
        first = start_of_week(week, self.week_start)
        days = [first + weekday for weekday in self.week]
        return days if not self.months else [day for day in days if month_of(day) % 12 + 1 in self.months]

    def in_month(self, month: int) -> list[int]:
        """Not for rules with BYYEARDAY: the same kind of month can stand at two places in a year."""
        first, end = _MONTH_STARTS[month - _FIRST_MONTH], _MONTH_STARTS[month - _FIRST_MONTH + 1]
        kind = (first % 7, end - first, month % 12)
        hits = self._hits.get(kind)
        if hits is None:
            hits = self._hits[kind] = tuple(day - first for day in range(first, end) if self.include(day))
        return [first + hit for hit in hits]

    def in_year(self, year: int) -> list[int]:
        """With BYWEEKNO a year is the one of week numbers: it can begin in December and end in January."""
        before, first, end, after = (start_of_year(year + shift) for shift in (-1, 0, 1, 2))
        kind = (first % 7, first - before, end - first, after - end)
        hits = self._hits.get(kind)
        if hits is None:
            days = self._days_of_weeks(year) if self.week_numbers else range(first, end)
            hits = self._hits[kind] = tuple(day - first for day in days if self.include(day))
        return [first + hit for hit in hits]

    def _days_of_weeks(self, year: int) -> list[int]:
        """Week 1 is the first with four days in the year, hence the one that holds 4 January."""
        first, end = (week_of(start_of_year(each) + 3, self.week_start) for each in (year, year + 1))
        return [
            start_of_week(week, self.week_start) + weekday
            for week in range(first, end)
            if not self.week_numbers.isdisjoint(_numbers(week, first, end))
            for weekday in range(7)
        ]


# Calendars are full of rules that differ only in their start: they share what was found out about months.
shared_days = lru_cache(maxsize=1024)(Days)


def _numbers(place: int, first: int, end: int) -> tuple[int, int]:
    """Its number in [first, end), counted from either end: (1, -31) for the first day of a January."""
    return place - first + 1, place - end
