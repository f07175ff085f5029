"""Hypothesis strategies for rules that are allowed."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from domain.recurrence.rule import NOT_WITH, NUMBER_PARTS, Frequency, NthWeekday, Rule, Weekday

# Small lists of small numbers beside full ranges: rules that hit something are worth more than others.
TIMES = {"hours": (0, 9, 23), "minutes": (0, 15, 30, 45), "seconds": (0, 15, 30, 45)}


@st.composite
def starts(draw: DrawFn) -> datetime:
    day = draw(st.dates(date(1996, 1, 1), date(2029, 12, 31)))
    hour, minute = draw(st.integers(0, 23)), draw(st.sampled_from((0, 15, 30, 45)))
    return datetime(day.year, day.month, day.day, hour, minute, draw(st.sampled_from((0, 15, 30, 45))))


@st.composite
def date_rules(draw: DrawFn, frequency: Frequency, *, ends: bool = True) -> Rule:
    """Any combination of the parts that choose days, with times and positions now and then."""
    parts: dict[str, Any] = {"interval": draw(st.sampled_from((1, 1, 1, 2, 3, 5)))}
    for part in NUMBER_PARTS:
        if (
            part.attribute in TIMES
            or part.attribute == "positions"
            or frequency in NOT_WITH.get(part.attribute, ())
        ):
            continue
        if part.attribute == "month_days" and "week_numbers" in parts:
            continue
        if draw(st.integers(0, 3)) == 0:
            numbers = st.integers(part.lowest, part.highest)
            if part.signed:
                numbers = numbers | numbers.map(lambda number: -number)
            parts[part.attribute] = tuple(draw(st.lists(numbers, min_size=1, max_size=8)))
    if "week_numbers" in parts:
        parts.pop("month_days", None)
    if draw(st.booleans()):
        nths = st.just(0)
        if frequency >= Frequency.MONTHLY and "week_numbers" not in parts:
            nths = nths | st.integers(-5, 5)
        weekdays = st.builds(NthWeekday, nths, st.sampled_from(Weekday))
        parts["weekdays"] = tuple(draw(st.lists(weekdays, min_size=1, max_size=4)))
    if draw(st.integers(0, 3)) == 0:
        parts["hours"] = tuple(draw(st.lists(st.sampled_from(TIMES["hours"]), min_size=1)))
    if (parts.keys() - {"interval"}) and draw(st.integers(0, 2)) == 0:
        places = st.integers(1, 6) | st.integers(-6, -1)
        parts["positions"] = tuple(draw(st.lists(places, min_size=1, max_size=3)))
    parts["week_start"] = draw(st.sampled_from(Weekday))
    if ends:
        parts |= draw(endings())
    return Rule(frequency, **parts)


@st.composite
def clock_rules(draw: DrawFn, frequency: Frequency) -> Rule:
    """HOURLY, MINUTELY and SECONDLY rules with any times, and some with weekdays or months."""
    intervals = st.integers(1, 200) if frequency < Frequency.HOURLY else st.integers(1, 30)
    parts: dict[str, Any] = {"interval": draw(st.just(1) | intervals)}
    for attribute, numbers in TIMES.items():
        if draw(st.integers(0, 2)) == 0:
            parts[attribute] = tuple(draw(st.lists(st.sampled_from(numbers), min_size=1)))
    if draw(st.integers(0, 4)) == 0:
        parts["weekdays"] = tuple(
            NthWeekday(0, day) for day in draw(st.sets(st.sampled_from(Weekday), min_size=3))
        )
    if len(parts) > 1 and draw(st.integers(0, 2)) == 0:
        parts["positions"] = tuple(draw(st.lists(st.sampled_from((1, 2, -1, -2)), min_size=1)))
    if draw(st.booleans()):
        parts["count"] = draw(st.integers(1, 40))
    return Rule(frequency, **parts)


@st.composite
def endings(draw: DrawFn) -> dict[str, Any]:
    match draw(st.sampled_from(("endless", "count", "until", "until_day"))):
        case "count":
            return {"count": draw(st.integers(1, 60))}
        case "until":
            return {"until": draw(starts()) + timedelta(days=800)}
        case "until_day":
            return {"until": draw(st.dates(date(1998, 1, 1), date(2031, 12, 31)))}
    return {}


any_rule = st.sampled_from(Frequency).flatmap(
    lambda frequency: clock_rules(frequency) if frequency <= Frequency.HOURLY else date_rules(frequency)
)
