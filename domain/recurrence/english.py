"""Rules in English."""

from domain.recurrence.phrasebook import Phrasebook
from domain.recurrence.rule import Frequency

_MONTHS = "January February March April May June July August September October November December"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"


def _numeral(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


def _ordinal(number: int) -> str:
    if number == -1:
        return "last"
    if number < 0:
        return f"{_ordinal(-number)} to last"
    return _ORDINALS.split()[number] if number <= 12 else _numeral(number)


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
    ordinal=_ordinal,
    numeral=_numeral,
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
        "in_weeks": "in {}",
        "on": "on {}",
        "on_many": "on {} dates",
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
        "added": ", and {}",
        "removed": ", except {}",
    },
)
