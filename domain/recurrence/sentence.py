"""A rule in words: "every second Tuesday and Thursday, until 30 June 2027".

The structure is built here, the words come from a `Phrasebook`: a translation is another phrasebook.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, NthWeekday, Rule, Weekday, completed

WORKDAYS = {Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR}
MOST_DATES_SAID = 4  # more are only counted


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The words and turns of one language. Names in braces are filled in; see `say` for what they hold."""

    every: dict[Frequency, tuple[str, str]]  # each one; each nth one
    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]
    ordinal: Callable[[int], str]  # "second"; "last", "second to last" when negative
    numeral: Callable[[int], str]  # "2nd"
    day: str
    full_day: str
    phrases: dict[str, str]

    def joined(self, items: Sequence[str], conjunction: str = "and") -> str:
        if len(items) < 2:
            return "".join(items)
        return self.phrases[conjunction].format(", ".join(items[:-1]), items[-1])


def say_series(series: RecurrenceSet, book: Phrasebook | None = None) -> str:
    """A series in words: its rules, completed by its start, then the dates added and taken out."""
    book = book or ENGLISH
    words = book.joined([say(_as_meant(rule, series.start), book) for rule in series.rules])
    on = [_dates(days, book) for days in (series.added, series.removed)]
    if not words:
        return book.phrases["on"].format(_dates((series.start, *series.added), book))
    added, removed = (book.phrases[key] for key in ("added", "removed"))
    return words + (added.format(on[0]) if on[0] else "") + (removed.format(on[1]) if on[1] else "")


def say(rule: Rule, book: Phrasebook | None = None) -> str:
    """The rule in words, without a final stop. It says what the rule says: the start fills in the rest."""
    book = book or ENGLISH
    words = [_every(rule, book), *_days(rule, book), *_times(rule, book)]
    sentence = " ".join(words)
    if rule.positions and not _picks_weekdays(rule):
        only = [book.ordinal(position) for position in _counted(rule.positions)]
        sentence += book.phrases["positions"].format(book.joined(only))
    if rule.count is not None:
        key = {1: "once", 2: "twice"}.get(rule.count, "times")
        sentence += book.phrases[key].format(rule.count)
    if rule.until is not None:
        sentence += book.phrases["until"].format(_moment(rule.until, book))
    return sentence


def _as_meant(rule: Rule, start: date) -> Rule:
    """With what the start fills in; an end in the middle of a day becomes the last day that can be."""
    rule = completed(rule, start)
    if not isinstance(start, datetime) or rule.frequency < Frequency.DAILY:
        return rule
    if rule.hours and not rule.minutes:
        rule = replace(rule, minutes=(start.minute,))
    until, clock_parts = rule.until, rule.hours or rule.minutes or rule.seconds
    if isinstance(until, datetime) and until.tzinfo is None and not clock_parts:
        last = until.date() - timedelta(days=until.time() < start.time())
        rule = replace(rule, until=last)
    return rule


def _dates(days: Sequence[date], book: Phrasebook) -> str:
    if len(days) > MOST_DATES_SAID:
        return book.phrases["dates"].format(len(days))
    return (
        book.joined(
            [_day_of_year(day, book) for day in sorted({date.fromordinal(day.toordinal()) for day in days})]
        )
        if days
        else ""
    )


def _counted(numbers: Sequence[int]) -> list[int]:
    """From the beginning on, then from the end: 1, 22, -1."""
    return sorted(numbers, key=lambda number: (number < 0, number))


def _plain_weekdays(rule: Rule) -> bool:
    """Whether weekdays are all that it says of days, months apart, and each of them counts."""
    others = rule.month_days or rule.year_days or rule.week_numbers
    return bool(rule.weekdays) and not others and not any(nth for nth, _ in rule.weekdays)


def _names_weekdays_first(rule: Rule) -> bool:
    """ "every Thursday in March", rather than "every year in March on Thursday"."""
    counts_weeks = rule.frequency == Frequency.WEEKLY or (
        rule.frequency > Frequency.HOURLY and rule.interval == 1 and not rule.positions
    )
    return counts_weeks and _plain_weekdays(rule)


def _picks_weekdays(rule: Rule) -> bool:
    """ "on the last weekday": BYSETPOS among weekdays, as people mean it."""
    by_clock = len(rule.hours) > 1 or len(rule.minutes) > 1 or len(rule.seconds) > 1
    return (
        bool(rule.positions) and rule.frequency > Frequency.WEEKLY and _plain_weekdays(rule) and not by_clock
    )


def _every(rule: Rule, book: Phrasebook) -> str:
    nth = book.ordinal(rule.interval)
    each, every_nth = book.every[rule.frequency]
    every = each if rule.interval == 1 else every_nth.format(nth=nth, number=rule.interval)
    if not _names_weekdays_first(rule):
        return every
    kind = _kind_of_day(rule, book)
    if rule.interval == 1:
        return book.phrases["every_weekday"].format(kind or book.joined(_weekdays(rule, book)))
    if kind:
        return book.phrases["every_kind_of_day"].format(kind, every)
    return book.phrases["every_nth_weekday"].format(book.joined(_weekdays(rule, book)), nth=nth)


def _kind_of_day(rule: Rule, book: Phrasebook) -> str:
    """One word for the weekdays it names, if there is one."""
    weekdays = {weekday for _, weekday in rule.weekdays}
    return (
        book.phrases["any_day"]
        if weekdays == set(Weekday)
        else book.phrases["workday"]
        if weekdays == WORKDAYS
        else ""
    )


def _days(rule: Rule, book: Phrasebook) -> list[str]:
    phrases, month_days = book.phrases, _counted(rule.month_days)
    yearly = rule.frequency == Frequency.YEARLY and not (rule.weekdays or rule.year_days or rule.positions)
    if (
        yearly
        and rule.months
        and month_days
        and month_days[-1] > 0
        and len(rule.months) * len(month_days) <= MOST_DATES_SAID
    ):
        dates = [
            book.day.format(day=day, month=book.months[month - 1])
            for month in rule.months
            for day in month_days
        ]
        return [phrases["on"].format(book.joined(dates))]
    words = []
    if rule.months:
        words.append(_phrase(book, "in", [book.months[month - 1] for month in rule.months]))
    if rule.week_numbers:
        words.append(_phrase(book, "in", [_week(number, book) for number in _counted(rule.week_numbers)]))
    if rule.year_days:
        words.append(
            _phrase(book, "year_days", [_place(number, book) for number in _counted(rule.year_days)])
        )
    if month_days:
        words.append(
            _phrase(
                book,
                "month_days" if month_days[-1] > 0 else "month_days_from_end",
                [_place(number, book) for number in month_days],
            )
        )
    if _picks_weekdays(rule):
        places = book.joined([book.ordinal(position) for position in _counted(rule.positions)])
        kind = _kind_of_day(rule, book) or book.joined(_weekdays(rule, book), "or")
        words.append(phrases["on"].format(phrases["nth_weekday"].format(places, kind)))
    elif rule.weekdays and not _names_weekdays_first(rule):
        limits = rule.month_days or rule.year_days
        words.append(
            phrases["if"].format(book.joined(_weekdays(rule, book), "or"))
            if limits
            else _phrase(book, "on", _weekdays(rule, book))
        )
    return words


def _weekdays(rule: Rule, book: Phrasebook) -> list[str]:
    def said(day: NthWeekday) -> str:
        name = book.weekdays[day.weekday]
        return book.phrases["nth_weekday"].format(book.ordinal(day.nth), name) if day.nth else name

    return [said(day) for day in sorted(rule.weekdays, key=lambda day: (day.nth < 0, day))]


def _week(number: int, book: Phrasebook) -> str:
    return book.phrases["week" if number > 0 else "week_from_end"].format(number, book.ordinal(number))


def _place(number: int, book: Phrasebook) -> str:
    return book.numeral(number) if number > 0 else book.ordinal(number)


def _times(rule: Rule, book: Phrasebook) -> list[str]:
    """Times of day as people write them when hour and minute are given, else the parts one by one."""
    if rule.hours and rule.minutes and rule.frequency > Frequency.HOURLY and not rule.seconds:
        return [
            _phrase(book, "at", [f"{hour:02}:{minute:02}" for hour in rule.hours for minute in rule.minutes])
        ]
    parts = (("hours", rule.hours), ("minutes", rule.minutes), ("seconds", rule.seconds))
    return [_phrase(book, name, [str(number) for number in numbers]) for name, numbers in parts if numbers]


def _day_of_year(day: date, book: Phrasebook) -> str:
    return book.full_day.format(day=day.day, month=book.months[day.month - 1], year=day.year)


def _moment(moment: date | datetime, book: Phrasebook) -> str:
    said = _day_of_year(moment, book)
    if not isinstance(moment, datetime):
        return said
    return book.phrases["moment" if moment.tzinfo is None else "instant"].format(said, f"{moment:%H:%M}")


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
    day="{day} {month}",
    full_day="{day} {month} {year}",
    phrases={
        "and": "{} and {}",
        "or": "{} or {}",
        "any_day": "day",
        "workday": "weekday",
        "every_weekday": "every {}",
        "every_kind_of_day": "every {} of {}",
        "every_nth_weekday": "every {nth} {}",
        "nth_weekday": "the {} {}",
        "in": "in {}",
        "on": "on {}",
        "if": "if it is a {}",
        "week": "week {}",
        "week_from_end": "the {1} week of the year",
        "month_days": "on the {}",
        "month_days_from_end": "on the {} day",
        "year_days": "on the {} day of the year",
        "at": "at {}",
        "hours": "in the hours {}",
        "minutes": "at minute {}",
        "seconds": "at second {}",
        "positions": ", only the {} of these",
        "once": ", once",
        "twice": ", twice",
        "times": ", {} times",
        "until": ", until {}",
        "moment": "{} at {}",
        "instant": "{} at {} UTC",
        "dates": "{} dates",
        "added": ", and on {}",
        "removed": ", except on {}",
    },
)
