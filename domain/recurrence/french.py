"""Rules in French."""

from domain.recurrence.phrasebook import Phrasebook
from domain.recurrence.rule import Frequency

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ORDINALS = (
    "zéroième premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
    "onzième douzième"
)


def _numeral(number: int) -> str:
    """Of a day: only the first one is counted, the others are named by their number."""
    return "1er" if number == 1 else str(number)


def _ordinal(number: int) -> str:
    if number == -1:
        return "dernier"
    if number == -2:
        return "avant-dernier"
    if number < 0:
        return f"{_ordinal(-number)} dernier"
    return _ORDINALS.split()[number] if number <= 12 else f"{number}e"


FRENCH = Phrasebook(
    every={
        Frequency.SECONDLY: ("chaque seconde", "toutes les {number} secondes"),
        Frequency.MINUTELY: ("chaque minute", "toutes les {number} minutes"),
        Frequency.HOURLY: ("chaque heure", "toutes les {number} heures"),
        Frequency.DAILY: ("chaque jour", "tous les {number} jours"),
        Frequency.WEEKLY: ("chaque semaine", "toutes les {number} semaines"),
        Frequency.MONTHLY: ("chaque mois", "tous les {number} mois"),
        Frequency.YEARLY: ("chaque année", "tous les {number} ans"),
    },
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=tuple(_MONTHS.split()),
    ordinal=_ordinal,
    numeral=_numeral,
    day="{day} {month}",
    full_day="{day} {month} {year}",
    day_number=_numeral,
    phrases={
        "and": "{} et {}",
        "or": "{} ou {}",
        "any_day": "jour",
        "workday": "jour ouvré",
        "every_weekday": "chaque {}",
        "every_kind_of_day": "{1}, chaque {0}",
        "every_nth_weekday": "toutes les {number} semaines, le {}",
        "nth_weekday": "{} {}",
        "in": "en {}",
        "in_weeks": "en {}",
        "on": "le {}",
        "on_many": "à {} dates",
        "if": "si c’est un {}",
        "week": "semaine {}",
        "week_from_end": "semaine {} de l’année",
        "month_days": "le {}",
        "month_days_from_end": "le {} jour",
        "year_days": "le jour {} de l’année",
        "at": "à {}",
        "hours": "aux heures {}",
        "minutes": "à la minute {}",
        "seconds": "à la seconde {}",
        "positions": ", seulement le {}",
        "once": ", une fois",
        "twice": ", deux fois",
        "times": ", {} fois",
        "until": ", jusqu’au {}",
        "moment": "{} à {}",
        "instant": "{} à {} UTC",
        "added": ", et {}",
        "removed": ", sauf {}",
    },
)
