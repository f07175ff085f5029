"""Rooms: what may be said of one, and when it is open."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meeting.opening_hours import (
    MIDNIGHT,
    WEEKDAYS,
    InvalidOpeningHours,
    OpeningHours,
    Window,
    windows_of,
)
from domain.meeting.refusals import RoomClosed, RoomInactive, StaleRoom
from domain.meeting.room import InvalidRoom
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW, a_room, at

PARIS = zone_named("Europe/Paris")
OFFICE = OpeningHours({day: windows_of([(8 * 60, 12 * 60), (12 * 60, 18 * 60)]) for day in WEEKDAYS[:5]})


def slot(start: str, end: str, zone: str = "Europe/Paris") -> TimeSlot:
    return TimeSlot(at(start, zone).instant, at(end, zone).instant)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"capacity": 0}, ("capacity",)),
        ({"capacity": 10**9}, ("capacity",)),
        ({"name": " "}, ("name",)),
        ({"equipment": frozenset({"Screen"})}, ("equipment",)),
        ({"equipment": frozenset({"x" * 41})}, ("equipment",)),
        ({"equipment": frozenset(map(str, range(51)))}, ("equipment",)),
        ({"buffer_before": timedelta(hours=5)}, ("buffers", "before")),
        ({"buffer_after": timedelta(minutes=-1)}, ("buffers", "after")),
    ],
)
def test_what_no_room_can_be(wrong: dict[str, Any], field: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue) as refused:
        a_room(**wrong)
    assert refused.value.field == field
    assert isinstance(refused.value, InvalidRoom) or field == ("name",)


def test_the_deeds_are_recorded_for_the_whole_organisation() -> None:
    room = a_room("Blue")
    room.version = 1
    room.change(room.details, active=True, by=HOST, now=NOW)
    room.change(a_room("Bleu", capacity=8).details, active=False, by=HOST, now=NOW)
    room.version = 2
    room.remove(by=HOST, now=NOW)
    assert [(event.kind, event.version, event.data()) for event in room.events] == [
        ("room.added", 1, {"name": "Blue", "changed": []}),
        ("room.changed", 2, {"name": "Bleu", "changed": ["name", "capacity", "active"]}),
        ("room.removed", 3, {"name": "Bleu", "changed": ["active"]}),
    ]
    assert all(event.to_organisation for event in room.events)
    with pytest.raises(StaleRoom):
        room.expect_version(1)


def test_it_fits_by_seats_and_equipment_while_in_use() -> None:
    room = a_room(capacity=6, equipment=frozenset({"screen", "phone"}))
    assert room.fits(6, frozenset({"screen"}))
    assert not room.fits(7, frozenset())
    assert not room.fits(1, frozenset({"piano"}))
    room.remove(by=HOST, now=NOW)
    assert not room.fits(1, frozenset())


def test_buffers_belong_to_the_time_that_is_taken() -> None:
    room = a_room(buffer_before=timedelta(minutes=10), buffer_after=timedelta(minutes=5))
    assert room.taken_by(slot("2026-12-01 10:00", "2026-12-01 11:00")) == slot(
        "2026-12-01 09:50", "2026-12-01 11:05"
    )


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        ("2026-12-01 08:00", "2026-12-01 18:00", True),  # windows that touch are one
        ("2026-12-01 07:59", "2026-12-01 09:00", False),
        ("2026-12-01 17:00", "2026-12-01 18:01", False),
        ("2026-12-01 17:00", "2026-12-02 09:00", False),
        ("2026-12-05 10:00", "2026-12-05 11:00", False),
    ],
)
def test_opening_hours_are_read_off_the_rooms_own_clocks(start: str, end: str, is_open: bool) -> None:
    assert OFFICE.include(slot(start, end), PARIS) is is_open


def test_hours_reach_across_midnight_and_clock_changes() -> None:
    night = OpeningHours({"saturday": (Window(20 * 60, MIDNIGHT),), "sunday": (Window(0, 6 * 60),)})
    # The clocks of Paris go back at 03:00 on this Sunday, and forward at 02:00 on the other.
    assert night.include(slot("2026-10-24 22:00", "2026-10-25 06:00"), PARIS)
    assert night.include(slot("2026-03-28 22:00", "2026-03-29 06:00"), PARIS)
    assert not night.include(slot("2026-10-24 22:00", "2026-10-25 06:01"), PARIS)
    first_pass = at("2026-10-25 02:45").instant
    assert night.include(TimeSlot(first_pass, first_pass + timedelta(minutes=45)), PARIS)


@given(
    windows=st.dictionaries(
        st.sampled_from(WEEKDAYS),
        st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=4),
        min_size=1,
    ),
    start=st.integers(0, 7 * 24 - 1),
    length=st.integers(1, 48),
)
def test_open_means_open_in_each_hour(
    windows: dict[str, list[tuple[int, int]]], start: int, length: int
) -> None:
    """Against the plainest oracle, on whole hours of a week without a clock change."""
    try:
        hours = OpeningHours(
            {day: windows_of((a * 60, b * 60) for a, b in pairs) for day, pairs in windows.items()}
        )
    except InvalidOpeningHours:
        return
    monday = datetime(2026, 11, 30)
    begins = monday + timedelta(hours=start)
    each_hour = [begins + timedelta(hours=hour) for hour in range(length)]
    expected = all(
        any(a <= hour.hour < b for a, b in windows.get(WEEKDAYS[hour.weekday()], [])) for hour in each_hour
    )
    asked = slot(str(begins), str(begins + timedelta(hours=length)), "UTC")
    assert hours.include(asked, zone_named("UTC")) is expected


@pytest.mark.parametrize(
    "windows",
    [
        {},
        {"monday": ()},
        {"monday": (Window(0, 60), Window(30, 90))},
        {"monday": tuple(Window(each, each + 1) for each in range(11))},
    ],
)
def test_hours_that_cannot_be(windows: dict[str, tuple[Window, ...]]) -> None:
    with pytest.raises(InvalidOpeningHours):
        OpeningHours(windows)


@pytest.mark.parametrize(("start", "end"), [(60, 60), (-1, 5), (0, MIDNIGHT + 1)])
def test_windows_that_cannot_be(start: int, end: int) -> None:
    with pytest.raises(InvalidOpeningHours):
        Window(start, end)


def test_a_room_says_why_it_cannot_be_had() -> None:
    room = a_room("Blue", hours=OFFICE)
    room.expect_open(slot("2026-12-01 09:00", "2026-12-01 10:00"))
    with pytest.raises(RoomClosed, match="Blue is not open all of that time on Tuesday, 01 December 2026"):
        room.expect_open(slot("2026-12-01 19:00", "2026-12-01 20:00"))
    room.remove(by=HOST, now=NOW)
    with pytest.raises(RoomInactive):
        room.expect_open(slot("2026-12-01 09:00", "2026-12-01 10:00"))
