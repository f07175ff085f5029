from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.time_slot import InvalidTimeSlot, Moment, TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import ZONES, at


def test_a_reading_that_the_clock_change_skips_counts_from_before_it() -> None:
    """RFC 5545 §3.3.5: 02:30 does not exist on that day and means 03:30."""
    assert at("2026-03-29 02:30").instant == at("2026-03-29 03:30").instant


def test_a_repeated_reading_means_its_first_pass() -> None:
    assert at("2026-10-25 02:30").instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_half_an_hour_of_summer_time() -> None:
    """Lord Howe goes forward by thirty minutes on 4 October 2026."""
    assert at("2026-10-04 02:15", "Australia/Lord_Howe").instant == datetime(2026, 10, 3, 15, 45, tzinfo=UTC)


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
)
def test_clocks_show_every_instant_and_most_readings_lead_back(instant: datetime, zone: str) -> None:
    reading = Moment.at(instant, zone_named(zone))
    assert reading.instant == instant or reading.instant == instant - timedelta(
        minutes=30 if zone == "Australia/Lord_Howe" else 60
    )


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    st.integers(1, 10_000),
    st.integers(-10_000, 10_000),
    st.integers(1, 10_000),
)
def test_overlap_is_mutual_and_means_a_common_minute(
    base: datetime, length: int, shift: int, other: int
) -> None:
    start = base.replace(tzinfo=UTC)
    one = TimeSlot(start, start + timedelta(minutes=length))
    two = TimeSlot(start + timedelta(minutes=shift), start + timedelta(minutes=shift + other))
    common = min(length, shift + other) - max(0, shift)
    assert one.overlaps(two) == two.overlaps(one) == (common > 0)


@pytest.mark.parametrize("text", ["1899-12-31 23:00", "2200-01-01 00:00", "9999-12-31 23:59"])
def test_years_out_of_reach_are_refused(text: str) -> None:
    with pytest.raises(InvalidTimeSlot):
        at(text)


def test_a_slot_needs_zones_and_a_later_end() -> None:
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC)
    with pytest.raises(InvalidTimeSlot):
        TimeSlot(noon, noon)
    with pytest.raises(InvalidTimeSlot):
        TimeSlot(noon.replace(tzinfo=None), noon)
    with pytest.raises(InvalidTimeSlot):
        Moment(noon, zone_named("UTC"))
