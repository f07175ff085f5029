"""The engine beside somebody who looks at every moment there is."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, NthWeekday, Rule, Weekday
from tests.domain.recurrence import oracle
from tests.domain.recurrence.rules import clock_rules, date_rules, starts

pytestmark = pytest.mark.thorough

DATE_FREQUENCIES = st.sampled_from((Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY))


def date_step(rule: Rule, start: datetime) -> timedelta:
    return timedelta(hours=24) if not rule.hours else timedelta(hours=1)


@settings(deadline=None, max_examples=60)
@given(DATE_FREQUENCIES.flatmap(date_rules), starts())
def test_days_weeks_months_and_years(rule: Rule, start: datetime) -> None:
    start = start.replace(minute=0, second=0, hour=start.hour if rule.hours else 0)
    end = start + timedelta(days=900)
    begins_in_its_week_year(rule, start)
    wanted = oracle.hits(rule, start, end, date_step(rule, start))
    assert RecurrenceSet(start, None, (rule,)).between(start, end) == wanted


@settings(deadline=None, max_examples=25)
@given(DATE_FREQUENCIES.flatmap(date_rules), starts())
def test_whole_days(rule: Rule, start: datetime) -> None:
    assume(not rule.hours)  # to be ignored for whole days; the public vectors have that
    start = start.replace(hour=0, minute=0, second=0)
    begins_in_its_week_year(rule, start)
    end = start + timedelta(days=900)
    wanted = [hit.date() for hit in oracle.hits(rule, start, end, timedelta(hours=24))]
    assume(not isinstance(rule.until, datetime))
    assert RecurrenceSet(start.date(), None, (rule,)).between(start, end) == wanted


@settings(deadline=None, max_examples=15)
@given(clock_rules(Frequency.HOURLY), starts())
def test_hours(rule: Rule, start: datetime) -> None:
    compare_by_the_clock(
        rule, start, timedelta(days=5), timedelta(minutes=15) if on_quarters(rule, start) else None
    )


@settings(deadline=None, max_examples=15)
@given(clock_rules(Frequency.MINUTELY), starts())
def test_minutes(rule: Rule, start: datetime) -> None:
    compare_by_the_clock(rule, start, timedelta(days=1), None)


@settings(deadline=None, max_examples=10)
@given(clock_rules(Frequency.SECONDLY), starts())
def test_seconds(rule: Rule, start: datetime) -> None:
    compare_by_the_clock(rule, start, timedelta(minutes=20), timedelta(seconds=1))


def compare_by_the_clock(rule: Rule, start: datetime, length: timedelta, step: timedelta | None) -> None:
    end = start + length
    wanted = oracle.hits(rule, start, end, step or timedelta(seconds=15))
    assert RecurrenceSet(start, None, (rule,)).between(start, end) == wanted


def on_quarters(rule: Rule, start: datetime) -> bool:
    return (rule.seconds or (start.second,)) == (0,)


def begins_in_its_week_year(rule: Rule, start: datetime) -> None:
    """The RFC leaves open from which year a start counts that is itself no hit; see the public vectors."""
    if rule.week_numbers and rule.interval > 1:
        assume(date(start.year, 1, 4) < start.date() < date(start.year, 12, 28))


@settings(deadline=None, max_examples=20)
@given(
    starts(),
    st.lists(st.sampled_from((1, 2, 20, 52, 53, -1, -2, -53)), min_size=1),
    st.lists(st.builds(NthWeekday, st.just(0), st.sampled_from(Weekday)), max_size=2),
    st.sampled_from(Weekday),
)
def test_weeks_of_the_year(
    start: datetime, numbers: list[int], weekdays: list[NthWeekday], week_start: Weekday
) -> None:
    start = start.replace(hour=0, minute=0, second=0)
    end = start + timedelta(days=2_600)
    rule = Rule(
        Frequency.YEARLY, week_numbers=tuple(numbers), weekdays=tuple(weekdays), week_start=week_start
    )
    wanted = oracle.hits(rule, start, end, timedelta(days=1))
    assert RecurrenceSet(start, None, (rule,)).between(start, end) == wanted
