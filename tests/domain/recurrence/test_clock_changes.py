"""Series across gaps and folds (RFC 5545 §3.3.5): the clock reading is the truth, the instant follows."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.time_slot import Moment

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
BERLIN = ZoneInfo("Europe/Berlin")


def series(zone: ZoneInfo, start: datetime, text: str, **more: tuple[date, ...]) -> RecurrenceSet:
    return RecurrenceSet(start, zone, (parse_rule(text),), **more)


def instants(repeating: RecurrenceSet, first: datetime, days: int) -> list[str]:
    found = repeating.instants_between(first, first + timedelta(days=days))
    return [f"{instant:%d %H:%M}" for _, instant in found]


def test_nine_o_clock_stays_nine_o_clock() -> None:
    repeating = series(NEW_YORK, datetime(2027, 3, 1, 9), "FREQ=WEEKLY")
    found = repeating.instants_between(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 20, tzinfo=UTC))
    assert [(local.hour, instant.hour) for local, instant in found] == [(9, 14), (9, 14), (9, 13)]


@pytest.mark.parametrize(
    ("zone", "start", "first", "expected"),
    [
        # A gap: 02:30 does not exist on the 14th and counts from the offset before, which is 03:30.
        (NEW_YORK, datetime(2027, 3, 13, 2, 30), datetime(2027, 3, 13), ["13 07:30", "14 07:30", "15 06:30"]),
        # A fold: 01:30 comes twice on the 7th, and means the first.
        (NEW_YORK, datetime(2027, 11, 6, 1, 30), datetime(2027, 11, 6), ["06 05:30", "07 05:30", "08 06:30"]),
        # Lord Howe moves by half an hour, at 02:00 local time.
        (
            LORD_HOWE,
            datetime(2027, 10, 2, 2, 15),
            datetime(2027, 10, 1),
            ["01 15:45", "02 15:45", "03 15:15"],
        ),
        (LORD_HOWE, datetime(2027, 4, 3, 1, 45), datetime(2027, 4, 2), ["02 14:45", "03 14:45", "04 15:15"]),
        # Samoa left out the 30th of December 2011: that day's reading and the next day's are one instant.
        (APIA, datetime(2011, 12, 29, 9), datetime(2011, 12, 29), ["29 19:00", "30 19:00", "31 19:00"]),
    ],
)
def test_gaps_and_folds(zone: ZoneInfo, start: datetime, first: datetime, expected: list[str]) -> None:
    repeating = series(zone, start, "FREQ=DAILY")
    assert instants(repeating, first.replace(tzinfo=UTC), 3) == expected


def test_hours_across_a_gap_are_one_moment_each() -> None:
    repeating = series(BERLIN, datetime(2027, 3, 28, 0, 30), "FREQ=HOURLY")
    first = datetime(2027, 3, 27, 23, tzinfo=UTC)
    found = repeating.instants_between(first, first + timedelta(hours=4))
    assert [instant for _, instant in found] == [first + timedelta(minutes=30 + 60 * n) for n in range(4)]
    # The reading that exists is kept.
    assert [local.hour for local, _ in found] == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270331T070000Z", datetime(2027, 3, 31, 9)),  # 09:00 in summer is 07:00 UTC
        ("20270331T065959Z", datetime(2027, 3, 30, 9)),
        ("20270331T085959", datetime(2027, 3, 30, 9)),
        ("20270331T090000", datetime(2027, 3, 31, 9)),
        ("20270331", datetime(2027, 3, 31, 9)),
    ],
)
def test_until_in_utc_ends_a_local_series(until: str, last: datetime) -> None:
    *_, found = series(BERLIN, datetime(2027, 3, 1, 9), f"FREQ=DAILY;UNTIL={until}")
    assert found == last


def test_until_is_compared_as_an_instant_in_gaps_and_folds() -> None:
    # 02:30 means 03:30 on that day, after this end; 03:05 is before it.
    gap = series(BERLIN, datetime(2027, 3, 28, 1), "FREQ=MINUTELY;INTERVAL=5;UNTIL=20270328T011000Z")
    readings = [reading for reading in gap if isinstance(reading, datetime)]
    assert all(
        Moment(reading, BERLIN).instant <= datetime(2027, 3, 28, 1, 10, tzinfo=UTC) for reading in readings
    )
    assert datetime(2027, 3, 28, 3, 10) in readings
    assert datetime(2027, 3, 28, 2, 30) not in readings
    # 02:10 for the second time: 02:50 was before it, for the first time.
    fold = series(BERLIN, datetime(2027, 10, 31, 1), "FREQ=MINUTELY;INTERVAL=5;UNTIL=20271031T011000Z")
    assert list(fold)[-1] == datetime(2027, 10, 31, 2, 55)


def test_a_missing_date_in_utc_is_left_out_even_in_a_gap() -> None:
    gone = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    repeating = series(BERLIN, datetime(2027, 3, 27, 2, 30), "FREQ=DAILY;COUNT=3", removed=(gone,))
    assert list(repeating) == [datetime(2027, 3, 27, 2, 30), datetime(2027, 3, 29, 2, 30)]


def test_every_clock_change_from_2024_to_2030_keeps_order_and_readings() -> None:
    for name in ("Europe/Dublin", "Africa/Casablanca", "Asia/Gaza", "Pacific/Chatham"):
        zone = ZoneInfo(name)
        repeating = series(zone, datetime(2024, 1, 1, 0, 15), "FREQ=DAILY;BYHOUR=1,2")
        first, end = datetime(2024, 1, 1, tzinfo=zone), datetime(2031, 1, 1, tzinfo=zone)
        found = repeating.instants_between(first, end)
        assert all(one[1] < two[1] for one, two in pairwise(found))
        assert all(Moment(local, zone).instant == instant for local, instant in found)
        readings = repeating.between(date(2024, 1, 1), date(2031, 1, 1))
        assert {instant for _, instant in found} == {
            Moment(reading, zone).instant for reading in readings if isinstance(reading, datetime)
        }


def test_floating_series_have_no_instants() -> None:
    floating = RecurrenceSet(datetime(2027, 1, 1, 9), None, (parse_rule("FREQ=DAILY"),))
    with pytest.raises(InvalidRecurrence):
        floating.instants_between(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC))


def test_a_start_carries_no_offset() -> None:
    with pytest.raises(InvalidRecurrence):
        series(BERLIN, datetime(2027, 1, 1, 9, tzinfo=UTC), "FREQ=DAILY")
