"""A rule in words: "every second Tuesday and Thursday, until 30 June 2027".

The structure is built here, the words come from a `Phrasebook`: a translation is another phrasebook.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.recurrence.clock import END_OF_DAY
from domain.recurrence.english import ENGLISH
from domain.recurrence.phrasebook import Phrasebook
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, NthWeekday, Rule, Weekday, completed

WORKDAYS = {Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR}
MOST_DATES_SAID = 4  # more are only counted


def say_series(series: RecurrenceSet, book: Phrasebook = ENGLISH) -> str:
    """A series in words: its rules, completed by its start, then the dates added and taken out."""
    if not series.rules:
        return _on((series.start, *series.added), book)
    words = book.joined([say(_as_meant(rule, series.start), book) for rule in series.rules])
    for key, days in (("added", series.added), ("removed", series.removed)):
        if days:
            words += book.phrase(key, _on(days, book))
    return words


def say(rule: Rule, book: Phrasebook = ENGLISH) -> str:
    """The rule in words, without a final stop. It says what the rule says: the start fills in the rest."""
    words = " ".join([_every(rule, book), *_days(rule, book), *_times(rule, book)])
    if rule.positions and not _picks_weekdays(rule):
        words += book.phrase("positions", book.ordinals(_counted(rule.positions)))
    if rule.count is not None:
        words += book.phrase({1: "once", 2: "twice"}.get(rule.count, "times"), rule.count)
    if rule.until is not None:
        words += book.phrase("until", book.moment(rule.until))
    return words


def _as_meant(rule: Rule, start: date) -> Rule:
    """With what the start fills in; an end in the middle of a day becomes the last day that can be."""
    rule = completed(rule, start)
    if not isinstance(start, datetime):
        # Days have no times (§3.3.10).
        return rule if rule.positions else replace(rule, hours=(), minutes=(), seconds=())
    if rule.frequency < Frequency.DAILY:
        return rule
    if rule.hours and not rule.minutes:
        rule = replace(rule, minutes=(start.minute,))
    until, clock_parts = rule.until, rule.hours or rule.minutes or rule.seconds
    if isinstance(until, datetime) and until.tzinfo is None:
        if until.time() == END_OF_DAY:
            rule = replace(rule, until=until.date())
        elif not clock_parts:
            rule = replace(rule, until=until.date() - timedelta(days=until.time() < start.time()))
    return rule


def _on(days: Sequence[date], book: Phrasebook) -> str:
    if len(days) > MOST_DATES_SAID:
        return book.phrase("on_many", len(days))
    without_times = {date.fromordinal(day.toordinal()) for day in days}
    return book.about("on", map(book.calendar_date, sorted(without_times)))


def _every(rule: Rule, book: Phrasebook) -> str:
    each, each_nth = book.every[rule.frequency]
    nth = book.ordinal(rule.interval)
    every = each if rule.interval == 1 else each_nth.format(nth=nth, number=rule.interval)
    if not _names_weekdays_first(rule):
        return every
    kind, weekdays = _kind_of_day(rule, book), book.joined(_weekdays(rule, book))
    if rule.interval == 1:
        return book.phrase("every_weekday", kind or weekdays)
    if kind:
        return book.phrase("every_kind_of_day", kind, every)
    return book.phrase("every_nth_weekday", weekdays, nth=nth, number=rule.interval)


def _days(rule: Rule, book: Phrasebook) -> Iterator[str]:
    months = [book.months[month - 1] for month in rule.months]
    month_days = _counted(rule.month_days)
    if _names_dates(rule):
        dates = (
            book.day.format(day=book.day_number(day), month=month) for month in months for day in month_days
        )
        yield book.about("on", dates)
        return
    if months:
        yield book.about("in", months)
    if rule.week_numbers:
        yield book.about("in_weeks", (_week(number, book) for number in _counted(rule.week_numbers)))
    if rule.year_days:
        yield book.about("year_days", map(book.place, _counted(rule.year_days)))
    if month_days:
        key = "month_days" if month_days[-1] > 0 else "month_days_from_end"
        yield book.about(key, map(book.place, month_days))
    if _picks_weekdays(rule):
        kind = _kind_of_day(rule, book) or book.joined(_weekdays(rule, book), "or")
        yield book.phrase("on", book.phrase("nth_weekday", book.ordinals(_counted(rule.positions)), kind))
    elif rule.weekdays and not _names_weekdays_first(rule):
        limiting = bool(rule.month_days or rule.year_days)
        key, conjunction = ("if", "or") if limiting else ("on", "and")
        yield book.about(key, _weekdays(rule, book), conjunction)


def _times(rule: Rule, book: Phrasebook) -> Iterator[str]:
    """Times of day as people write them when hour and minute are given, else the parts one by one."""
    if rule.hours and rule.minutes and not rule.seconds and rule.frequency > Frequency.HOURLY:
        yield book.about("at", (f"{hour:02}:{minute:02}" for hour in rule.hours for minute in rule.minutes))
        return
    for key, numbers in (("hours", rule.hours), ("minutes", rule.minutes), ("seconds", rule.seconds)):
        if numbers:
            yield book.about(key, map(str, numbers))


def _names_weekdays_first(rule: Rule) -> bool:
    """ "every Thursday in March", rather than "every year in March on Thursday"."""
    each_counts = rule.frequency > Frequency.HOURLY and rule.interval == 1 and not rule.positions
    return _has_plain_weekdays(rule) and (each_counts or rule.frequency == Frequency.WEEKLY)


def _names_dates(rule: Rule) -> bool:
    """ "every year on 3 May and 3 June", as long as they are few."""
    others = rule.weekdays or rule.year_days or rule.positions
    few = 0 < len(rule.months) * len(rule.month_days) <= MOST_DATES_SAID
    return rule.frequency == Frequency.YEARLY and not others and few and min(rule.month_days) > 0


def _picks_weekdays(rule: Rule) -> bool:
    """ "on the last weekday": BYSETPOS among weekdays, as people mean it."""
    once_a_day = all(len(times) < 2 for times in (rule.hours, rule.minutes, rule.seconds))
    picks = bool(rule.positions) and rule.frequency > Frequency.WEEKLY
    return picks and once_a_day and _has_plain_weekdays(rule)


def _has_plain_weekdays(rule: Rule) -> bool:
    """Whether weekdays are all that it says of days, months apart, and each of them counts."""
    others = rule.month_days or rule.year_days or rule.week_numbers
    return bool(rule.weekdays) and not others and not any(nth for nth, _ in rule.weekdays)


def _kind_of_day(rule: Rule, book: Phrasebook) -> str:
    """One word for the weekdays it names, if there is one."""
    weekdays = {weekday for _, weekday in rule.weekdays}
    if weekdays == set(Weekday):
        return book.phrase("any_day")
    return book.phrase("workday") if weekdays == WORKDAYS else ""


def _weekdays(rule: Rule, book: Phrasebook) -> list[str]:
    def said(day: NthWeekday) -> str:
        name = book.weekdays[day.weekday]
        return book.phrase("nth_weekday", book.ordinal(day.nth), name) if day.nth else name

    return [said(day) for day in sorted(rule.weekdays, key=lambda day: (day.nth < 0, day))]


def _week(number: int, book: Phrasebook) -> str:
    return book.phrase("week" if number > 0 else "week_from_end", number, book.ordinal(number))


def _counted(numbers: Sequence[int]) -> list[int]:
    """From the beginning on, then from the end: 1, 22, -1."""
    return sorted(numbers, key=lambda number: (number < 0, number))
