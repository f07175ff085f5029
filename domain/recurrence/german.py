"""Rules in German."""

from domain.recurrence.phrasebook import Phrasebook
from domain.recurrence.rule import Frequency

_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
_ORDINALS = (
    "nullten ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften"
)
_FROM_THE_END = {-1: "letzten", -2: "vorletzten", -3: "drittletzten", -4: "viertletzten", -5: "fünftletzten"}


def _numeral(number: int) -> str:
    return f"{number}."


def _ordinal(number: int) -> str:
    """As it stands behind "am" and "jeden"."""
    if number < 0:
        return _FROM_THE_END.get(number, f"{-number}.-letzten")
    return _ORDINALS.split()[number] if number <= 12 else _numeral(number)


GERMAN = Phrasebook(
    every={
        Frequency.SECONDLY: ("jede Sekunde", "alle {number} Sekunden"),
        Frequency.MINUTELY: ("jede Minute", "alle {number} Minuten"),
        Frequency.HOURLY: ("jede Stunde", "alle {number} Stunden"),
        Frequency.DAILY: ("jeden Tag", "alle {number} Tage"),
        Frequency.WEEKLY: ("jede Woche", "alle {number} Wochen"),
        Frequency.MONTHLY: ("jeden Monat", "alle {number} Monate"),
        Frequency.YEARLY: ("jedes Jahr", "alle {number} Jahre"),
    },
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=tuple(_MONTHS.split()),
    ordinal=_ordinal,
    numeral=_numeral,
    day="{day}. {month}",
    full_day="{day}. {month} {year}",
    phrases={
        "and": "{} und {}",
        "or": "{} oder {}",
        "any_day": "Tag",
        "workday": "Werktag",
        "every_weekday": "jeden {}",
        "every_kind_of_day": "{1} an jedem {0}",
        "every_nth_weekday": "jeden {nth} {}",
        "nth_weekday": "{} {}",
        "in": "im {}",
        "in_weeks": "in {}",
        "on": "am {}",
        "on_many": "an {} Terminen",
        "if": "wenn es ein {} ist",
        "week": "Woche {}",
        "week_from_end": "der {1} Woche des Jahres",
        "month_days": "am {}",
        "month_days_from_end": "am {} Tag",
        "year_days": "am {} Tag des Jahres",
        "at": "um {} Uhr",
        "hours": "in den Stunden {}",
        "minutes": "zur Minute {}",
        "seconds": "zur Sekunde {}",
        "positions": ", davon nur den {}",
        "once": ", einmal",
        "twice": ", zweimal",
        "times": ", {}-mal",
        "until": ", bis {}",
        "moment": "{} um {} Uhr",
        "instant": "{} um {} UTC",
        "added": ", zusätzlich {}",
        "removed": ", außer {}",
    },
)
