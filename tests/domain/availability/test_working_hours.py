"""Working hours: by the clocks of where one is, whatever those clocks do."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from domain.availability.clock_stretches import stretches
from domain.availability.refusals import InvalidWorkingHours, StaleWorkingHours
from domain.availability.working_hours import OFFICE_WEEK, Hours, Move, Week, Window, WorkingHours
from domain.shared.time_slot import InvalidTimeSlot, TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW
from tests.domain.availability.test_search import SLOW
from tests.domain.availability.worlds import FIVE, SPAN, hours, open_at

PARIS, KIRITIMATI = zone_named("Europe/Paris"), zone_named("Pacific/Kiritimati")


def every_day(*windows: Window) -> Week:
    return (windows,) * 7  # type: ignore[return-value]


def opened(hours: Hours, start: str, end: str) -> list[tuple[str, str]]:
    """In UTC, from one such time to another."""
    first, last = (int(datetime.fromisoformat(each).replace(tzinfo=UTC).timestamp()) for each in (start, end))
    found = hours.open_between(first, last)
    return [(utc(since), utc(until)) for since, until in found]


def utc(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d %H:%M")


@given(hours=hours())
@SLOW
def test_open_is_what_the_clocks_say(hours: Hours) -> None:
    """Against the plainest oracle, across the end of summer time in one zone after the other."""
    start, end = int(SPAN.start.timestamp()), int(SPAN.end.timestamp())
    found = hours.open_between(start, end)
    for number in range(SPAN.length // FIVE):
        moment = SPAN.start + number * FIVE
        inside = any(since <= moment.timestamp() < until for since, until in found)
        assert inside is open_at(hours, moment), moment
    assert all(a < b for a, b in found)
    assert all(until < since for (_, until), (since, _) in pairwise(found))


def test_a_window_may_reach_into_the_next_day() -> None:
    friday_night = Hours(PARIS, ((), (), (), (), (Window(22 * 60, 30 * 60),), (), ()))
    assert opened(friday_night, "2026-12-03", "2026-12-07") == [("04 21:00", "05 05:00")]
    assert opened(friday_night, "2026-12-05 03:00", "2026-12-07") == [("05 03:00", "05 05:00")]


def test_an_hour_that_is_skipped_is_not_worked_and_a_repeated_one_is_worked_twice() -> None:
    night = Hours(PARIS, every_day(Window(60, 4 * 60)))
    assert opened(night, "2026-03-29", "2026-03-30") == [("29 00:00", "29 02:00"), ("29 23:00", "30 00:00")]
    assert opened(night, "2026-10-25", "2026-10-25 12:00") == [("25 00:00", "25 03:00")]
    within = Hours(PARIS, every_day(Window(2 * 60, 2 * 60 + 30)))
    assert opened(within, "2026-03-29", "2026-03-29 20:00") == []
    assert opened(within, "2026-10-25", "2026-10-25 12:00") == [
        ("25 00:00", "25 00:30"),
        ("25 01:00", "25 01:30"),
    ]


def test_a_single_day_may_differ() -> None:
    holidays = {date(2026, 12, 24): (Window(9 * 60, 12 * 60),), date(2026, 12, 25): ()}
    found = opened(Hours(PARIS, exceptions=holidays), "2026-12-23", "2026-12-27")
    assert found == [("23 08:00", "23 16:00"), ("24 08:00", "24 11:00")]


def test_who_moves_takes_the_hours_along() -> None:
    """A day west of the date line begins a day before the same day east of it ends."""
    moved = Hours(PARIS, every_day(Window(0, 24 * 60)), moves=(Move(date(2026, 12, 3), KIRITIMATI),))
    assert opened(moved, "2026-12-01 12:00", "2026-12-04") == [("01 12:00", "04 00:00")]
    office = Hours(PARIS, moves=(Move(date(2026, 12, 3), KIRITIMATI),))
    # The third of December begins on the second, fourteen hours before it does in Greenwich.
    assert opened(office, "2026-12-02", "2026-12-04") == [
        ("02 08:00", "02 16:00"),
        ("02 19:00", "03 03:00"),
        ("03 19:00", "04 00:00"),
    ]
    assert [office.zone_on(date(2026, 12, day)) for day in (2, 3)] == [PARIS, KIRITIMATI]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"week": every_day(Window(0, 60), Window(30, 90))}, ("week", 0)),
        ({"week": every_day(*(Window(each, each + 1) for each in range(11)))}, ("week", 0)),
        ({"exceptions": {date(2026, 12, 1): (Window(0, 60), Window(0, 1))}}, ("exceptions",)),
        ({"exceptions": {date(2026, 1, 1) + timedelta(days=n): () for n in range(1001)}}, ("exceptions",)),
        ({"moves": (Move(date(2026, 1, 1), PARIS),) * 2}, ("moves",)),
        ({"moves": tuple(Move(date(2026, 1, 1) + timedelta(days=n), PARIS) for n in range(101))}, ("moves",)),
        ({"out_of_office": (TimeSlot(NOW, NOW + timedelta(1)),) * 501}, ("out_of_office",)),
    ],
)
def test_hours_that_cannot_be(wrong: dict[str, Any], field: tuple[str | int, ...]) -> None:
    with pytest.raises(InvalidWorkingHours) as refused:
        Hours(PARIS, **wrong)
    assert refused.value.field == field


def test_years_have_bounds_here_too() -> None:
    with pytest.raises(InvalidTimeSlot):
        Hours(PARIS, exceptions={date(1066, 10, 14): ()})


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (1440, 1500), (60, 60), (60, 59), (60, 1501)])
def test_windows_that_cannot_be(start: int, end: int) -> None:
    with pytest.raises(InvalidWorkingHours):
        Window(start, end)


def test_a_change_is_recorded_unless_it_is_none() -> None:
    mine = WorkingHours(HOST, Hours(PARIS))
    mine.become(Hours(PARIS, OFFICE_WEEK), by=HOST, now=NOW)
    assert mine.events == []
    mine.become(Hours(KIRITIMATI), by=HOST, now=NOW)
    assert [(event.kind, event.subject_id, event.version) for event in mine.events] == [
        ("working_hours.changed", HOST, 2)
    ]
    mine.expect_version(1)
    with pytest.raises(StaleWorkingHours):
        mine.expect_version(2)


def test_stretches_cover_the_time_and_change_on_the_second() -> None:
    start, end = (int(datetime(2026, month, 1, tzinfo=UTC).timestamp()) for month in (1, 12))
    found = stretches(PARIS, start, end)
    assert [offset for _, _, offset in found] == [3600, 7200, 3600]
    changes = [datetime.fromtimestamp(until, UTC) for _, until, _ in found]
    assert changes[:2] == [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
    assert (found[0][0], found[-1][1]) == (start, end)
    assert [since for since, _, _ in found[1:]] == [until for _, until, _ in found[:-1]]
