"""A rule in words: "every second Tuesday and Thursday, until 30 June 2027".

The structure is built here, the words come from a `Phrasebook`: a translation is another phrasebook.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.recurrence.rule import Frequency, NthWeekday, Rule, Weekday

WORKDAYS = {Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR}


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The words and turns of one language. Names in braces are filled in; see `say` for what they hold."""

    every: dict[Frequency, tuple[str, str]]  # each one; each nth one
    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]
    ordinal: Callable[[int], str]  # "second"; "last", "second to last" when negative
    numeral: Callable[[int], str]  # "2nd"
    day: str
    phrases: dict[str, str]

    def joined(self, items: Sequence[str]) -> str:
        if len(items) == 1:
            return items[0]
        return self.phrases["and"].format(", ".join(items[:-1]), items[-1])


def say(rule: Rule, book: Phrasebook | None = None) -> str:
    """The rule in words, without a final stop. It says what the rule says: the start fills in the rest."""
    book = book or ENGLISH
    words = [_every(rule, book)]
    if rule.months:
        words.append(_phrase(book, "in", [book.months[month - 1] for month in rule.months]))
    if rule.week_numbers:
        words.append(_phrase(book, "weeks", [_week(number, book) for number in _counted(rule.week_numbers)]))
    if rule.year_days:
        words.append(
            _phrase(book, "year_days", [_year_day(number, book) for number in _counted(rule.year_days)])
        )
    if rule.month_days:
        words.append(
            _phrase(book, "month_days", [_day(number, book) for number in _counted(rule.month_days)])
        )
    if rule.weekdays and not _names_weekdays_first(rule):
        words.append(
            _phrase(book, "if" if rule.month_days or rule.year_days else "on", _weekdays(rule, book))
        )
    words += _times(rule, book)
    sentence = " ".join(words)
    if rule.positions:
        only = [book.ordinal(position) for position in _counted(rule.positions)]
        sentence += book.phrases["positions"].format(book.joined(only))
    if rule.count is not None:
        sentence += book.phrases["once" if rule.count == 1 else "times"].format(rule.count)
    if rule.until is not None:
        sentence += book.phrases["until"].format(_moment(rule.until, book))
    return sentence


def _counted(numbers: Sequence[int]) -> list[int]:
    """From the beginning on, then from the end: 1, 22, -1."""
    return sorted(numbers, key=lambda number: (number < 0, number))


def _names_weekdays_first(rule: Rule) -> bool:
    return rule.frequency == Frequency.WEEKLY and bool(rule.weekdays)


def _every(rule: Rule, book: Phrasebook) -> str:
    if _names_weekdays_first(rule):
        weekdays = {weekday for _, weekday in rule.weekdays}
        if rule.interval == 1 and weekdays == set(Weekday):
            return book.every[Frequency.DAILY][0]
        if rule.interval == 1 and weekdays == WORKDAYS:
            return book.phrases["every_workday"]
        listed = book.joined(_weekdays(rule, book))
        key = "every_weekday" if rule.interval == 1 else "every_nth_weekday"
        return book.phrases[key].format(listed, nth=book.ordinal(rule.interval))
    each, nth = book.every[rule.frequency]
    return each if rule.interval == 1 else nth.format(nth=book.ordinal(rule.interval), number=rule.interval)


def _weekdays(rule: Rule, book: Phrasebook) -> list[str]:
    def said(day: NthWeekday) -> str:
        name = book.weekdays[day.weekday]
        return book.phrases["nth_weekday"].format(book.ordinal(day.nth), name) if day.nth else name

    return [said(day) for day in sorted(rule.weekdays, key=lambda day: (day.nth < 0, day))]


def _week(number: int, book: Phrasebook) -> str:
    return book.phrases["week" if number > 0 else "week_from_end"].format(number, book.ordinal(number))


def _year_day(number: int, book: Phrasebook) -> str:
    name = book.numeral(number) if number > 0 else book.ordinal(number)
    return book.phrases["year_day"].format(name)


def _day(number: int, book: Phrasebook) -> str:
    return book.numeral(number) if number > 0 else book.phrases["day_from_end"].format(book.ordinal(number))


def _times(rule: Rule, book: Phrasebook) -> list[str]:
    """Times of day as people write them when hour and minute are given, else the parts one by one."""
    if rule.hours and rule.frequency > Frequency.HOURLY and not rule.seconds:
        times = [f"{hour:02}:{minute:02}" for hour in rule.hours for minute in rule.minutes or (0,)]
        if rule.minutes:
            return [_phrase(book, "at", times)]
    parts = (("hours", rule.hours), ("minutes", rule.minutes), ("seconds", rule.seconds))
    return [_phrase(book, name, [str(number) for number in numbers]) for name, numbers in parts if numbers]


def _moment(moment: date | datetime, book: Phrasebook) -> str:
    said = book.day.format(day=moment.day, month=book.months[moment.month - 1], year=moment.year)
    if not isinstance(moment, datetime):
        return said
    key = "moment" if moment.tzinfo is None else "instant"
    return book.phrases[key].format(said, f"{moment:%H:%M}")


def _phrase(book: Phrasebook, key: str, items: Sequence[str]) -> str:
    return book.phrases[key].format(book.joined(items))


_MONTHS = "January February March April May June July August September October November December"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"


def _english_numeral(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


def _english_ordinal(number: int) -> str:
    if number == -1:
        return "last"
    if number < 0:
        return f"{_english_ordinal(-number)} to last"
    return _ORDINALS.split()[number] if number <= 12 else _english_numeral(number)


ENGLISH = Phrasebook(
    every={
        Frequency.SECONDLY: ("every second", "every {number} seconds"),
        Frequency.MINUTELY: ("every minute", "every {number} minutes"),
        Frequency.HOURLY: ("every hour", "every {number} hours"),
        Frequency.DAILY: ("every day", "every {nth} day"),
        Frequency.WEEKLY: ("every week", "every {nth} week"),
        Frequency.MONTHLY: ("every month", "every {nth} month"),
        Frequency.YEARLY: ("every year", "every {nth} year"),
    },
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=tuple(_MONTHS.split()),
    ordinal=_english_ordinal,
    numeral=_english_numeral,
    day="{day} {month} {year}",
    phrases={
        "and": "{} and {}",
        "every_workday": "every weekday",
        "every_weekday": "every {}",
        "every_nth_weekday": "every {nth} {}",
        "nth_weekday": "the {} {}",
        "in": "in {}",
        "on": "on {}",
        "if": "if it is {}",
        "weeks": "in {} of the year",
        "week": "week {}",
        "week_from_end": "the {1} week",
        "month_days": "on the {}",
        "year_days": "on the {} of the year",
        "year_day": "{} day",
        "day_from_end": "{} day",
        "at": "at {}",
        "hours": "in the hours {}",
        "minutes": "at minute {}",
        "seconds": "at second {}",
        "positions": ", only the {} of these",
        "once": ", once",
        "times": ", {} times",
        "until": ", until {}",
        "moment": "{}, {}",
        "instant": "{}, {} UTC",
    },
)
