"""A window is a slice of everything, however far away, and asking never takes long or for ever."""

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recurrence.expansion import END, Expansion, reading_of
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import MOST_OCCURRENCES, RecurrenceSet, TooManyOccurrences
from domain.recurrence.rule import InvalidRecurrence, Rule
from domain.shared.time_slot import LATEST, InvalidTimeSlot
from tests.domain.recurrence.rules import any_rule, starts

pytestmark = pytest.mark.thorough

START = datetime(2024, 1, 1, 9)


def series(*texts: str, start: date = START, **more: tuple[date, ...]) -> RecurrenceSet:
    return RecurrenceSet(start, None, tuple(map(parse_rule, texts)), **more)


@settings(deadline=None, max_examples=50)
@given(any_rule, starts(), st.integers(-5, 60), st.integers(0, 40), st.integers(0, 86_399))
def test_a_window_is_a_slice_of_all_dates(
    rule: Rule, start: datetime, days: int, length: int, seconds: int
) -> None:
    first = start + timedelta(days=days, seconds=seconds)
    end = first + timedelta(days=length, seconds=seconds // 7)
    repeating = RecurrenceSet(start, None, (rule,))
    from_the_start = list(islice(takewhile(lambda hit: hit < end, repeating), 3_000))
    if len(from_the_start) < 3_000:
        wanted = [hit for hit in from_the_start if hit >= first]
        assert repeating.between(first, end) == wanted
        assert list(takewhile(lambda hit: hit < end, repeating.following(first))) == wanted


@settings(deadline=None, max_examples=50)
@given(any_rule, starts(), st.integers(1, 400))
def test_a_count_ends_where_counting_one_by_one_would(rule: Rule, start: datetime, count: int) -> None:
    endless = Expansion(_without_end(rule), reading_of(start), whole_days=False)
    counted = Expansion(_without_end(rule, count), reading_of(start), whole_days=False)
    hits = list(islice(endless.between(0, END), count))
    assert counted.last == (hits[-1] if len(hits) == count else END)
    assert list(counted.between(0, END)) == hits


def _without_end(rule: Rule, count: int | None = None) -> Rule:
    attributes = {name: getattr(rule, name) for name in Rule.__slots__}
    return Rule(**attributes | {"until": None, "count": count})


NEVER = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;INTERVAL=7",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31",
    "FREQ=DAILY;BYHOUR=9;BYSETPOS=2",
    "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
    "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1,3,5",
    "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,59",
    "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,59;COUNT=1000000",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=10",
    "FREQ=SECONDLY;INTERVAL=999999999;BYSECOND=59;COUNT=999999999",
    "FREQ=YEARLY;INTERVAL=999999999;BYMONTH=2;BYMONTHDAY=30",
]


@pytest.mark.parametrize("text", NEVER)
def test_a_rule_that_never_matches_ends(text: str) -> None:
    assert list(series(text)) == []
    assert series(text).between(START, START + timedelta(days=36_500)) == []


ANY_TIME = ";BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60)))
ANY_PLACE = ";BYSETPOS=" + ",".join(map(str, range(1, 367)))
NASTY = [
    *NEVER,
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;BYYEARDAY=-366;INTERVAL=999999999",
    "FREQ=DAILY;COUNT=999999999",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=999999999",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999999" + ANY_TIME + ANY_PLACE,
    "FREQ=MONTHLY;COUNT=999999999;BYDAY=FR" + ANY_TIME + ANY_PLACE,
    "FREQ=DAILY;COUNT=999999999" + ANY_TIME,
    "FREQ=HOURLY;INTERVAL=25;COUNT=999999999",
    "FREQ=MINUTELY;INTERVAL=1439;COUNT=999999999",
    "FREQ=SECONDLY;INTERVAL=86401;COUNT=999999999;BYMINUTE=1,24,46",
    "FREQ=SECONDLY;INTERVAL=86399;COUNT=999999999;BYSETPOS=1,-1;BYSECOND=58,19",
    "FREQ=SECONDLY;INTERVAL=40000;BYHOUR=1,5;BYSETPOS=2",
    "FREQ=SECONDLY;COUNT=999999999;BYSECOND=0,1,2,3,4,5;BYSETPOS=1",
]
MOST_STEPS = 3_000_000  # lines of the engine: two tenths of a second, untraced


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:60])
def test_no_window_of_a_century_takes_long(text: str) -> None:
    """Counted in lines of code, so that a busy machine changes nothing."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal steps
        if "/domain/recurrence/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        steps += event == "line"
        assert steps < MOST_STEPS, "this goes on for ever"
        return count

    repeating, before = series(text), sys.gettrace()
    for first in (START, datetime(2099, 1, 1)):
        steps = 0
        sys.settrace(count)
        try:
            repeating.between(first, first + timedelta(days=36_500))
        except TooManyOccurrences:
            pass
        finally:
            sys.settrace(before)
        print(f"{text}: {steps:,} steps")


@pytest.mark.parametrize("part", ["", ";INTERVAL=7", ";BYMINUTE=3", ";COUNT=999999999", ";BYDAY=MO;BYHOUR=9"])
@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY"])
def test_a_century_of_a_dense_rule_is_refused_not_computed(frequency: str, part: str) -> None:
    with pytest.raises(TooManyOccurrences) as refused:
        series(f"FREQ={frequency}{part}").between(START, START + timedelta(days=36_500))
    assert f"{MOST_OCCURRENCES:,}" in refused.value.message


def test_a_moment_in_a_dense_rule_is_found_at_once() -> None:
    far = datetime(2150, 6, 1, 12, 30, 7)
    assert series("FREQ=SECONDLY").between(far, far + timedelta(seconds=2)) == [
        far,
        far + timedelta(seconds=1),
    ]


def test_a_window_may_be_given_by_days_or_by_times() -> None:
    """A day means its midnight, whichever end it is; seconds and less are rounded up."""
    daily, twice = series("FREQ=DAILY"), series("FREQ=DAILY;BYHOUR=9,18")
    nine = datetime(2024, 5, 2, 9)
    for repeating in (daily, twice):
        assert repeating.between(nine, date(2024, 5, 3))[0] == nine
        assert repeating.between(date(2024, 5, 2), nine) == []
        assert repeating.between(date(2024, 5, 2), nine + timedelta(microseconds=1)) == [nine]
        assert nine not in repeating.between(nine + timedelta(microseconds=1), date(2024, 5, 4))
        assert repeating.between(date(2024, 5, 4), date(2024, 5, 2)) == []
        assert repeating.between(datetime(1, 1, 1), datetime(2024, 1, 1, 10)) == [START]
        assert repeating.between(datetime(2300, 1, 1), datetime(9999, 1, 1)) == []


def test_the_last_of_a_large_count_is_known() -> None:
    for frequency, unit in (("MINUTELY", 60), ("SECONDLY", 1)):
        counted = series(f"FREQ={frequency};COUNT=50000000")
        last = START + timedelta(seconds=(50_000_000 - 1) * unit)
        assert counted.between(last, last + timedelta(days=9)) == [last]


def test_the_calendar_ends_with_its_last_year() -> None:
    *_, last = series("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", start=date(2024, 1, 1))
    assert last == LATEST
    assert series("FREQ=DAILY").between(datetime(2199, 12, 31), datetime(2300, 1, 1)) == [
        datetime(2199, 12, 31, 9)
    ]


def test_a_start_outside_our_years_is_refused() -> None:
    for year in (1899, 2200):
        with pytest.raises(InvalidTimeSlot):
            series("FREQ=DAILY", start=date(year, 6, 1))


def test_without_rules_the_start_is_a_date_and_with_rules_they_decide() -> None:
    assert list(series()) == [START]
    assert next(iter(series("FREQ=MONTHLY;BYMONTHDAY=2"))) == datetime(2024, 1, 2, 9)


def test_several_rules_extra_and_missing_dates_make_one_series() -> None:
    repeating = series(
        "FREQ=DAILY;COUNT=4",
        "FREQ=DAILY;INTERVAL=2;COUNT=4",
        added=(datetime(2024, 1, 2, 15), datetime(2024, 1, 3, 9), date(2024, 1, 20), datetime(2024, 1, 21)),
        removed=(datetime(2024, 1, 2, 9), date(2024, 1, 7), datetime(2024, 1, 21)),
    )
    days = [(1, 9), (2, 15), (3, 9), (4, 9), (5, 9), (20, 9)]
    assert list(repeating) == [datetime(2024, 1, day, hour) for day, hour in days]
    assert repeating.between(date(2024, 1, 4), date(2024, 1, 21)) == list(repeating)[3:]


def test_a_removed_date_still_counts() -> None:
    assert len(list(series("FREQ=DAILY;COUNT=4", removed=(START,)))) == 3


def test_whole_days_have_no_times_and_no_hours() -> None:
    whole = series("FREQ=DAILY;COUNT=2;BYHOUR=1,2", start=date(2024, 1, 1), added=(datetime(2024, 5, 1, 7),))
    assert list(whole) == [date(2024, 1, 1), date(2024, 1, 2), date(2024, 5, 1)]
    with pytest.raises(InvalidRecurrence, match="FREQ"):
        list(series("FREQ=HOURLY", start=date(2024, 1, 1)))
