"""What a recurrence rule can say (RFC 5545 §3.3.10), and what it cannot."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import NamedTuple

from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import EARLIEST, LATEST


class InvalidRecurrence(InvalidValue):
    """Not a rule. ``field`` holds the part at fault under its name in the RFC, such as BYDAY."""

    code = "invalid_recurrence"

    def __init__(self, part: str, message: str) -> None:
        super().__init__(f"{part}: {message}", field=(part,))


class Frequency(IntEnum):
    SECONDLY = 1
    MINUTELY = 2
    HOURLY = 3
    DAILY = 4
    WEEKLY = 5
    MONTHLY = 6
    YEARLY = 7


class Weekday(IntEnum):
    MO = 0
    TU = 1
    WE = 2
    TH = 3
    FR = 4
    SA = 5
    SU = 6


class NthWeekday(NamedTuple):
    """The ``nth`` such weekday of a month or year; counted from its end when negative, every one when 0."""

    nth: int
    weekday: Weekday


class NumberPart(NamedTuple):
    """A part whose value is a list of numbers; ``signed`` ones also count from the end."""

    name: str
    attribute: str
    lowest: int
    highest: int
    signed: bool

    def allows(self, number: int) -> bool:
        return self.lowest <= (abs(number) if self.signed else number) <= self.highest


NUMBER_PARTS = (
    NumberPart("BYSECOND", "seconds", 0, 60, signed=False),
    NumberPart("BYMINUTE", "minutes", 0, 59, signed=False),
    NumberPart("BYHOUR", "hours", 0, 23, signed=False),
    NumberPart("BYMONTHDAY", "month_days", 1, 31, signed=True),
    NumberPart("BYYEARDAY", "year_days", 1, 366, signed=True),
    NumberPart("BYWEEKNO", "week_numbers", 1, 53, signed=True),
    NumberPart("BYMONTH", "months", 1, 12, signed=False),
    NumberPart("BYSETPOS", "positions", 1, 366, signed=True),
)

# The cells of the RFC's table that say "N/A".
NOT_WITH = {
    "month_days": (Frequency.WEEKLY,),
    "year_days": (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY),
    "week_numbers": tuple(frequency for frequency in Frequency if frequency is not Frequency.YEARLY),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE. Empty tuples are parts not given; lists are kept sorted and without repetitions.

    ``until`` is the last moment that may be hit: a day, a clock reading where the series takes place (naive),
    or an instant (aware; kept in UTC). Raises InvalidRecurrence for what the RFC does not allow.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[NthWeekday, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: Weekday = Weekday.MO

    def __post_init__(self) -> None:
        for part in NUMBER_PARTS:
            self._tidy(part.attribute, self._checked(part))
        self._tidy("weekdays", self.weekdays)
        self._check_end()
        self._check_company()

    @property
    def is_endless(self) -> bool:
        return self.count is None and self.until is None

    def _tidy(self, attribute: str, values: Iterable[object]) -> None:
        object.__setattr__(self, attribute, tuple(sorted(set(values))))

    def _checked(self, part: NumberPart) -> tuple[int, ...]:
        numbers: tuple[int, ...] = getattr(self, part.attribute)
        for number in numbers:
            if not part.allows(number):
                span = f"{'±' if part.signed else ''}{part.lowest}–{part.highest}"
                raise InvalidRecurrence(part.name, f"{number} is not within {span}")
        if numbers and self.frequency in NOT_WITH.get(part.attribute, ()):
            raise InvalidRecurrence(part.name, f"has no meaning with FREQ={self.frequency.name}")
        return numbers

    def _check_end(self) -> None:
        if self.interval < 1:
            raise InvalidRecurrence("INTERVAL", "must be at least 1")
        if self.count is not None and self.count < 1:
            raise InvalidRecurrence("COUNT", "must be at least 1")
        if self.until is None:
            return
        if self.count is not None:
            raise InvalidRecurrence("UNTIL", "a rule ends by COUNT or by UNTIL, not by both")
        if isinstance(self.until, datetime) and self.until.tzinfo is not None:
            object.__setattr__(self, "until", self.until.astimezone(UTC))
        if not EARLIEST.year <= self.until.year <= LATEST.year:
            raise InvalidRecurrence("UNTIL", f"dates run from {EARLIEST.year} to {LATEST.year}")

    def _check_company(self) -> None:
        """Parts that are right by themselves, and wrong beside others."""
        for nth, _ in self.weekdays:
            if nth and self.frequency < Frequency.MONTHLY:
                raise InvalidRecurrence("BYDAY", f"numbered weekdays ({nth:+}) need FREQ=MONTHLY or YEARLY")
            if nth and self.week_numbers:
                raise InvalidRecurrence("BYDAY", "numbered weekdays have no meaning beside BYWEEKNO")
            if not -53 <= nth <= 53:
                raise InvalidRecurrence("BYDAY", f"{nth} is not within ±1–53")
        # The grammar has it, and the RFC's table expands a year by either; which of the two is then to limit
        # the other it leaves open. The public vectors refuse the pair, and so do we rather than guess.
        if self.week_numbers and self.month_days:
            raise InvalidRecurrence("BYWEEKNO", "weeks of the year cannot be combined with BYMONTHDAY")
        by_parts = (getattr(self, part.attribute) for part in NUMBER_PARTS if part.name != "BYSETPOS")
        if self.positions and not self.weekdays and not any(by_parts):
            raise InvalidRecurrence("BYSETPOS", "needs another BY… part to choose from")


def completed(rule: Rule, start: date) -> Rule:
    """The same rule with the days that it leaves to its start (§3.3.10): weekly, on the start's weekday."""
    frequency = rule.frequency
    if frequency < Frequency.WEEKLY or rule.weekdays or rule.month_days or rule.year_days:
        return rule
    if frequency == Frequency.WEEKLY or rule.week_numbers:
        return replace(rule, weekdays=(NthWeekday(0, Weekday(start.weekday())),))
    if frequency == Frequency.YEARLY and not rule.months:
        return replace(rule, months=(start.month,), month_days=(start.day,))
    return replace(rule, month_days=(start.day,))
