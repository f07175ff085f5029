from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from domain.recurrence.books import BOOKS
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Rule
from domain.recurrence.sentence import say, say_series
from tests.domain.recurrence.rules import any_rule

SAID = {
    "FREQ=DAILY": "every day",
    "FREQ=DAILY;INTERVAL=3;COUNT=1": "every third day, once",
    "FREQ=DAILY;COUNT=2": "every day, twice",
    "FREQ=DAILY;BYDAY=SA,SU": "every Saturday and Sunday",
    "FREQ=DAILY;BYMONTH=6,7;UNTIL=20280731": "every day in June and July, until 31 July 2028",
    "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30": "every day at 09:30 and 14:30",
    "FREQ=DAILY;UNTIL=20270630T080000": "every day, until 30 June 2027 at 08:00",
    "FREQ=DAILY;UNTIL=20270630T080000Z": "every day, until 30 June 2027 at 08:00 UTC",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630": (
        "every second Tuesday and Thursday, until 30 June 2027"
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR": "every weekday of every second week",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "every day",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10": "every Monday, Wednesday and Friday, 10 times",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTH=9": "every Monday in September",
    "FREQ=WEEKLY;INTERVAL=4": "every fourth week",
    "FREQ=MONTHLY;BYDAY=TU": "every Tuesday",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU": "every second month on Tuesday",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR": "every month on the first Monday and the last Friday",
    "FREQ=MONTHLY;BYMONTHDAY=1,15": "every month on the 1st and 15th",
    "FREQ=MONTHLY;BYMONTHDAY=1,22,-1": "every month on the 1st, 22nd and last day",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": "every month on the 13th if it is a Friday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2": "every month on the second to last weekday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1": "every month on the last day",
    "FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=1,3": "every month on the first and third Tuesday or Wednesday",
    "FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=-1": "every month on the 1st and 2nd, only the last of these",
    "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1": "every Monday and Wednesday, only the first of these",
    "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4": "every year on 4 July",
    "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15": ("every year on 1 January, 15 January, 1 July and 15 July"),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1": "every year in February on the last day",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=TH": "every Thursday in March",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "every year in November on the fourth Thursday",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO": "every year in week 20 on Monday",
    "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO": "every year in the last week of the year on Monday",
    "FREQ=YEARLY;BYYEARDAY=1,100,-1": "every year on the 1st, 100th and last day of the year",
    "FREQ=MINUTELY;INTERVAL=90": "every 90 minutes",
    "FREQ=HOURLY;INTERVAL=3;BYMINUTE=15": "every 3 hours at minute 15",
}

TRANSLATED = {
    "FREQ=DAILY": ("jeden Tag", "chaque jour"),
    "FREQ=DAILY;INTERVAL=3;COUNT=1": ("alle 3 Tage, einmal", "tous les 3 jours, une fois"),
    "FREQ=DAILY;BYDAY=SA,SU": ("jeden Samstag und Sonntag", "chaque samedi et dimanche"),
    "FREQ=DAILY;BYMONTH=6,7;UNTIL=20280731": (
        "jeden Tag im Juni und Juli, bis 31. Juli 2028",
        "chaque jour en juin et juillet, jusqu’au 31 juillet 2028",
    ),
    "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30": (
        "jeden Tag um 09:30 und 14:30 Uhr",
        "chaque jour à 09:30 et 14:30",
    ),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270701": (
        "jeden zweiten Dienstag und Donnerstag, bis 1. Juli 2027",
        "toutes les 2 semaines, le mardi et jeudi, jusqu’au 1er juillet 2027",
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": ("jeden Werktag", "chaque jour ouvré"),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR": (
        "alle 2 Wochen an jedem Werktag",
        "toutes les 2 semaines, chaque jour ouvré",
    ),
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10": (
        "jeden Montag, Mittwoch und Freitag, 10-mal",
        "chaque lundi, mercredi et vendredi, 10 fois",
    ),
    "FREQ=WEEKLY;BYDAY=MO;BYMONTH=9": ("jeden Montag im September", "chaque lundi en septembre"),
    "FREQ=MONTHLY;BYMONTHDAY=1,15,-1": (
        "jeden Monat am 1., 15. und letzten Tag",
        "chaque mois le 1er, 15 et dernier jour",
    ),
    "FREQ=MONTHLY;BYDAY=-1FR": ("jeden Monat am letzten Freitag", "chaque mois le dernier vendredi"),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": (
        "jeden Monat am letzten Werktag",
        "chaque mois le dernier jour ouvré",
    ),
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1": ("jedes Jahr am 1. Mai", "chaque année le 1er mai"),
    "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO": (
        "jedes Jahr in der letzten Woche des Jahres am Montag",
        "chaque année en semaine -1 de l’année le lundi",
    ),
    "FREQ=HOURLY;INTERVAL=3;BYMINUTE=15": (
        "alle 3 Stunden zur Minute 15",
        "toutes les 3 heures à la minute 15",
    ),
}

NINE = datetime(2027, 5, 12, 9, 30)  # a Wednesday
SERIES = {
    "FREQ=WEEKLY": "every Wednesday",
    "FREQ=MONTHLY": "every month on the 12th",
    "FREQ=YEARLY;INTERVAL=2": "every second year on 12 May",
    "FREQ=DAILY;BYHOUR=9,10": "every day at 09:30 and 10:30",
    # The last day that can be: on the 30th the clock has passed the end.
    "FREQ=DAILY;UNTIL=20270630T092959": "every day, until 29 June 2027",
    "FREQ=DAILY;UNTIL=20270630T093000": "every day, until 30 June 2027",
    "FREQ=DAILY;BYHOUR=9,10;UNTIL=20270630T235959": "every day at 09:30 and 10:30, until 30 June 2027",
}


@pytest.mark.parametrize(("text", "words"), SAID.items())
def test_a_rule_in_words(text: str, words: str) -> None:
    assert say(parse_rule(text)) == words


@pytest.mark.parametrize(("text", "words"), TRANSLATED.items())
def test_a_rule_in_german_and_french(text: str, words: tuple[str, str]) -> None:
    assert tuple(say(parse_rule(text), BOOKS[language]) for language in ("de", "fr")) == words


@settings(deadline=None, max_examples=50)
@given(any_rule)
def test_every_rule_can_be_said_in_every_language(rule: Rule) -> None:
    beginnings = {
        "en": ("every ",),
        "de": ("jede ", "jeden ", "jedes ", "alle "),
        "fr": ("chaque ", "tous les ", "toutes les "),
    }
    for language, book in BOOKS.items():
        words = say(rule, book)
        assert words.startswith(beginnings[language])
        assert "{" not in words


@pytest.mark.parametrize(("text", "words"), SERIES.items())
def test_a_series_says_what_its_start_fills_in(text: str, words: str) -> None:
    assert say_series(RecurrenceSet(NINE, None, (parse_rule(text),))) == words


def test_whole_days_say_nothing_of_times() -> None:
    days = RecurrenceSet(NINE.date(), None, (parse_rule("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=5"),))
    assert say_series(days) == "every day"


def test_a_series_says_what_was_added_and_taken_out() -> None:
    rules = (parse_rule("FREQ=WEEKLY"), parse_rule("FREQ=MONTHLY"))
    days = tuple(NINE + timedelta(days=day) for day in range(3, 9))
    both = RecurrenceSet(NINE, None, rules, days[:2], days)
    assert say_series(both) == (
        "every Wednesday and every month on the 12th, and on 15 May 2027 and 16 May 2027, except on 6 dates"
    )
    assert say_series(RecurrenceSet(NINE, None, (), days[:1])) == "on 12 May 2027 and 15 May 2027"
    assert say_series(both, BOOKS["de"]) == (
        "jeden Mittwoch und jeden Monat am 12., zusätzlich am 15. Mai 2027 und 16. Mai 2027, "
        "außer an 6 Terminen"
    )
    assert say_series(RecurrenceSet(NINE, None, (), days[:1]), BOOKS["fr"]) == (
        "le 12 mai 2027 et 15 mai 2027"
    )
