from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recurrence.parsing import LONGEST, parse_rule
from domain.recurrence.rule import Frequency, InvalidRecurrence, NthWeekday, Rule, Weekday
from domain.recurrence.writing import write_rule
from tests.domain.recurrence.rules import any_rule

REFUSED = {
    "": "RRULE",
    "FREQ": "RRULE",
    "FREQ=DAILY;;COUNT=2": "RRULE",
    "FREQ=DAILY;" + "COUNT=1;" * LONGEST: "RRULE",
    "COUNT=3": "FREQ",
    "FREQ=FORTNIGHTLY": "FREQ",
    "FREQ=DAILY;FREQ=DAILY": "FREQ",
    "FREQ=DAILY;INTERVAL=0": "INTERVAL",
    "FREQ=DAILY;INTERVAL=-1": "INTERVAL",
    "FREQ=DAILY;INTERVAL=1.5": "INTERVAL",
    "FREQ=DAILY;INTERVAL=٣": "INTERVAL",
    "FREQ=DAILY;COUNT=0": "COUNT",
    "FREQ=DAILY;COUNT=" + "9" * 5000: "COUNT",
    "FREQ=DAILY;COUNT=2;UNTIL=20270630": "UNTIL",
    "FREQ=DAILY;UNTIL=20270231": "UNTIL",
    "FREQ=DAILY;UNTIL=20270630T2500": "UNTIL",
    "FREQ=DAILY;UNTIL=20270630T250000Z": "UNTIL",
    "FREQ=DAILY;UNTIL=20270630T080000+0200": "UNTIL",
    "FREQ=DAILY;UNTIL=99991231": "UNTIL",
    "FREQ=DAILY;UNTIL=00010101T000000Z": "UNTIL",
    "FREQ=DAILY;WKST=XX": "WKST",
    "FREQ=DAILY;BYMONTH=13": "BYMONTH",
    "FREQ=DAILY;BYMONTH=0": "BYMONTH",
    "FREQ=DAILY;BYMONTH=-1": "BYMONTH",
    "FREQ=DAILY;BYMONTH=": "BYMONTH",
    "FREQ=DAILY;BYMONTH=1,": "BYMONTH",
    "FREQ=MONTHLY;BYMONTHDAY=32": "BYMONTHDAY",
    "FREQ=MONTHLY;BYMONTHDAY=0": "BYMONTHDAY",
    "FREQ=YEARLY;BYYEARDAY=-367": "BYYEARDAY",
    "FREQ=YEARLY;BYWEEKNO=54": "BYWEEKNO",
    "FREQ=DAILY;BYHOUR=24": "BYHOUR",
    "FREQ=DAILY;BYMINUTE=60": "BYMINUTE",
    "FREQ=DAILY;BYSECOND=61": "BYSECOND",
    "FREQ=DAILY;BYDAY=MONDAY": "BYDAY",
    "FREQ=MONTHLY;BYDAY=0MO": "BYDAY",
    "FREQ=MONTHLY;BYDAY=54MO": "BYDAY",
    "FREQ=WEEKLY;BYDAY=2MO": "BYDAY",
    "FREQ=YEARLY;BYWEEKNO=3;BYDAY=2MO": "BYDAY",
    "FREQ=WEEKLY;BYMONTHDAY=3": "BYMONTHDAY",
    "FREQ=MONTHLY;BYYEARDAY=3": "BYYEARDAY",
    "FREQ=MONTHLY;BYWEEKNO=3": "BYWEEKNO",
    "FREQ=YEARLY;BYWEEKNO=3;BYMONTHDAY=3": "BYWEEKNO",
    "FREQ=DAILY;BYSETPOS=1": "BYSETPOS",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0": "BYSETPOS",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367": "BYSETPOS",
    "FREQ=MONTHLY;BYEASTER=1": "BYEASTER",
}


@pytest.mark.parametrize(("text", "part"), REFUSED.items(), ids=[text[:40] for text in REFUSED])
def test_what_is_no_rule_is_refused_by_the_name_of_its_part(text: str, part: str) -> None:
    with pytest.raises(InvalidRecurrence) as refused:
        parse_rule(text)
    assert refused.value.field == (part,)
    assert len(refused.value.message) < 200


@given(st.text(st.sampled_from("FREQ=DAILYWKBMONTHS;,:-+0123456789Z"), max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        parse_rule("FREQ=YEARLY;" + text)
    except InvalidRecurrence as refused:
        assert refused.field


def test_parts_come_in_any_order_and_case_with_one_semicolon_more() -> None:
    rule = parse_rule("byday=+2mo,-1SU;Interval=2;freq=monthly;WKST=SU;")
    weekdays = (NthWeekday(-1, Weekday.SU), NthWeekday(2, Weekday.MO))
    assert rule == Rule(Frequency.MONTHLY, interval=2, weekdays=weekdays, week_start=Weekday.SU)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("20270630", date(2027, 6, 30)),
        ("20270630T080000", datetime(2027, 6, 30, 8)),
        ("20270630T080000Z", datetime(2027, 6, 30, 8, tzinfo=UTC)),
        ("20161231T235960Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_until_is_a_day_a_reading_or_an_instant(text: str, until: date) -> None:
    assert parse_rule(f"FREQ=DAILY;UNTIL={text}").until == until


@settings(deadline=None, max_examples=50)
@given(any_rule)
def test_what_is_written_reads_as_the_same_rule(rule: Rule) -> None:
    assert parse_rule(write_rule(rule)) == rule
    assert write_rule(parse_rule(write_rule(rule))) == write_rule(rule)


def test_a_rule_is_written_in_one_way_only() -> None:
    text = "BYSETPOS=-1;BYMONTH=3,1,3;BYDAY=+1FR,MO;FREQ=YEARLY;INTERVAL=01;WKST=MO;BYHOUR=09"
    assert write_rule(parse_rule(text)) == "FREQ=YEARLY;BYHOUR=9;BYDAY=MO,1FR;BYMONTH=1,3;BYSETPOS=-1"
