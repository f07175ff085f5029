import pytest
from hypothesis import given, settings

from domain.recurrence.parsing import parse_rule
from domain.recurrence.rule import Rule
from domain.recurrence.sentence import say
from tests.domain.recurrence.rules import any_rule

SAID = {
    "FREQ=DAILY": "every day",
    "FREQ=DAILY;INTERVAL=3;COUNT=1": "every third day, once",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630": (
        "every second Tuesday and Thursday, until 30 June 2027"
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10": "every Monday, Wednesday and Friday, 10 times",
    "FREQ=WEEKLY;INTERVAL=4": "every fourth week",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR": "every month on the first Monday and the last Friday",
    "FREQ=MONTHLY;BYMONTHDAY=1,22,-1": "every month on the 1st, 22nd and last day",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": "every month on the 13th if it is Friday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2": (
        "every month on Monday, Tuesday, Wednesday, Thursday and Friday, only the second to last of these"
    ),
    "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4": "every year in July on the 4th",
    "FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO": "every year in week 20 and the last week of the year on Monday",
    "FREQ=YEARLY;BYYEARDAY=100": "every year on the 100th day of the year",
    "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30": "every day at 09:30 and 14:30",
    "FREQ=MINUTELY;INTERVAL=90": "every 90 minutes",
    "FREQ=DAILY;UNTIL=20270630T080000Z": "every day, until 30 June 2027, 08:00 UTC",
}


@pytest.mark.parametrize(("text", "words"), SAID.items())
def test_a_rule_in_words(text: str, words: str) -> None:
    assert say(parse_rule(text)) == words


@settings(deadline=None, max_examples=50)
@given(any_rule)
def test_every_rule_can_be_said(rule: Rule) -> None:
    assert say(rule).startswith("every ")
    assert "{" not in say(rule)
