"""Which dates a meeting has, and that each keeps its name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meeting import series
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Dates, Occurrence, Override
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.refusals import TooManyDates
from domain.meeting.timing import AllDay, Timed
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW, a_meeting, an_invitation, at, meetings, timed

FAR = datetime(2028, 1, 1, tzinfo=UTC)


def names(meeting: Meeting, until: datetime = FAR) -> list[str]:
    return [each.original_start for each in meeting.dates.until(until)]


def starts(dates: list[Occurrence]) -> list[str]:
    return [f"{each.timing.slot.start:%Y-%m-%d %H:%M}" for each in dates]


def test_a_meeting_that_does_not_repeat_has_one_date() -> None:
    meeting = a_meeting()
    (only,) = meeting.dates.until(FAR)
    assert only == meeting.dates.only == meeting.dates.named("20261201T083000Z")
    assert only.timing == meeting.timing


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change() -> None:
    weekly = a_meeting(timing=timed("2027-03-23 09:00", "2027-03-23 10:00"), repeats=["RRULE:FREQ=WEEKLY"])
    found = weekly.dates.between(datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC))
    assert starts(found) == ["2027-03-23 08:00", "2027-03-30 07:00"]
    assert [each.original_start for each in found] == ["20270323T080000Z", "20270330T070000Z"]


def test_each_date_is_exactly_as_long_as_the_first() -> None:
    nightly = a_meeting(timing=timed("2026-10-23 01:30", "2026-10-23 04:00"), repeats=["RRULE:FREQ=DAILY"])
    found = nightly.dates.between(datetime(2026, 10, 22, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC))
    assert {each.timing.slot.length for each in found} == {timedelta(hours=2, minutes=30)}
    ends = [each.timing.end for each in found if isinstance(each.timing, Timed)]
    # The night in which the clocks go back ends an hour earlier by the clock.
    assert [f"{end.local:%d %H:%M}" for end in ends] == [
        "23 04:00",
        "24 04:00",
        "25 03:00",
        "26 04:00",
        "27 04:00",
    ]


def test_an_end_in_the_second_pass_of_a_repeated_hour_is_told_in_utc() -> None:
    nightly = a_meeting(timing=timed("2026-10-24 01:45", "2026-10-24 02:50"), repeats=["RRULE:FREQ=DAILY"])
    last = nightly.dates.between(
        datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 22, tzinfo=UTC)
    )[0]
    assert last.timing.slot.length == timedelta(minutes=65)
    late = a_meeting(timing=timed("2026-10-24 01:45", "2026-10-24 03:30"), repeats=["RRULE:FREQ=DAILY"])
    night = late.dates.named("20261024T234500Z")
    assert night is not None
    assert isinstance(night.timing, Timed)
    assert night.timing.end == at("2026-10-25 01:30", "UTC")


def test_a_date_keeps_its_name_when_the_series_moves_to_another_time_zone_or_rule() -> None:
    weekly = a_meeting(repeats=["RRULE:FREQ=WEEKLY;COUNT=60"])
    before = names(weekly)
    for start, zone in (("2026-12-01 16:00", "Europe/Paris"), ("2026-12-02 00:15", "Asia/Tokyo")):
        moved = Timed(
            at(start, zone), Moment.at(at(start, zone).instant + timedelta(hours=1), zone_named(zone))
        )
        dates = Dates(moved, weekly.details, weekly.anchor, weekly.recurrence, {})
        assert [each.original_start for each in dates.until(FAR)] == before
        assert all(dates.named(name) for name in before)
    weekly.recurrence = parse_recurrence(["RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=60"], weekly.timing.start)
    assert set(before[:30]) < set(names(weekly))
    whole = Dates(AllDay(date(2026, 12, 1), date(2026, 12, 2)), weekly.details, weekly.anchor, None, {})
    assert whole.only.original_start == before[0]


def test_whole_days_are_named_by_their_date() -> None:
    monthly = a_meeting(
        timing=AllDay(date(2026, 1, 31), date(2026, 2, 2)), repeats=["RRULE:FREQ=MONTHLY;COUNT=3"]
    )
    assert names(monthly) == ["20260131", "20260331", "20260531"]
    last = monthly.dates.named("20260531")
    assert last is not None
    assert last.timing == AllDay(date(2026, 5, 31), date(2026, 6, 2))


def test_a_changed_date_stands_where_it_was_moved_and_nowhere_else() -> None:
    weekly = a_meeting(repeats=["RRULE:FREQ=WEEKLY;COUNT=4"])
    second = names(weekly)[1]
    weekly.overrides[second] = Override(timed("2027-06-01 09:00", "2027-06-01 10:00"), {"title": "Away day"})
    assert starts(weekly.dates.until(FAR)) == [
        "2026-12-01 08:30",
        "2026-12-15 08:30",
        "2026-12-22 08:30",
        "2027-06-01 07:00",
    ]
    moved = weekly.dates.named(second)
    assert moved is not None
    assert (moved.original_start, moved.details.title) == (second, "Away day")
    assert moved.details.location == weekly.details.location


def test_an_override_for_a_date_that_the_series_does_not_have_counts_for_nothing() -> None:
    weekly = a_meeting(repeats=["RRULE:FREQ=WEEKLY;COUNT=2"])
    weekly.overrides["20300101T083000Z"] = Override(timed("2026-12-05 09:00", "2026-12-05 10:00"))
    assert len(names(weekly)) == 2


@pytest.mark.parametrize(
    "name", ["", "20261202T083000Z", "20261201", "2026-12-01", "00010101", "99991231T235959Z", "x" * 1000]
)
def test_other_names_name_nothing(name: str) -> None:
    assert a_meeting(repeats=["RRULE:FREQ=WEEKLY"]).dates.named(name) is None


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["RRULE:FREQ=HOURLY"], None),
        (["RRULE:FREQ=WEEKLY", "RRULE:FREQ=NEVER"], 1),
        (["EXDATE:20261208T093000"], None),
        (["RDATE;VALUE=PERIOD:20261208T093000/PT1H"], 0),
        (["RRULE:FREQ=DAILY", "EXDATE:tomorrow"], 1),
        (["RRULE:FREQ=DAILY", "EXDATE:18000101T000000Z"], 1),
        (["DTSTART:20261201"], 0),
        ([""], 0),
        (["RRULE:FREQ=DAILY", "EXDATE;TZID=Mars/Olympus:20261208T093000"], 1),
        (["RRULE:FREQ=DAILY"] * 11, None),
    ],
)
def test_what_no_meeting_can_follow_is_refused(lines: list[str], place: int | None) -> None:
    with pytest.raises(InvalidRecurrence) as refused:
        parse_recurrence(lines, at("2026-12-01 09:30"))
    if place is not None:
        assert refused.value.field == (place,)


def local_starts(start: Moment, *lines: str) -> list[str]:
    recurrence = parse_recurrence(lines, start)
    assert recurrence is not None
    return [f"{each:%m-%d %H:%M}" for each in recurrence.dates_from(start)]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20271031T002959Z", "10-30 02:30"),
        ("20271031T003000Z", "10-31 02:30"),
        ("20271031T011500Z", "10-31 02:30"),  # a quarter past two for the second time
        ("20271031T015959Z", "10-31 02:30"),
    ],
)
def test_an_end_in_the_second_pass_of_a_repeated_hour_lets_the_first_pass_in(until: str, last: str) -> None:
    found = local_starts(at("2027-10-30 02:30"), f"RRULE:FREQ=DAILY;UNTIL={until}")
    assert found[-1] == last


def test_an_end_between_two_times_of_a_repeated_hour_parts_them() -> None:
    # By 01:15 UTC the clocks have shown all of the hour from two to three once, and not yet three.
    start, rule = at("2027-10-30 02:30"), "RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,50"
    assert local_starts(start, f"{rule};UNTIL=20271031T011500Z")[-1] == "10-31 02:50"


@pytest.mark.parametrize("gone", ["20270328T023000", "20270328T013000Z", "20270328"])
def test_a_date_in_a_skipped_hour_is_taken_out_by_each_of_its_names(gone: str) -> None:
    found = local_starts(at("2027-03-27 02:30"), "RRULE:FREQ=DAILY;COUNT=3", f"EXDATE:{gone}")
    assert found == ["03-27 02:30", "03-29 02:30"]
    hourly = "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=3"
    assert local_starts(at("2027-03-27 03:30"), hourly, "EXDATE:20270328T013000Z") == ["03-27 03:30"]


def test_an_end_that_is_a_day_is_written_as_an_instant_beside_clock_times() -> None:
    start = at("2026-12-01 09:30")
    recurrence = parse_recurrence(["RRULE:FREQ=DAILY;UNTIL=20261205"], start)
    assert recurrence is not None
    # RFC 5545 §3.3.10: UNTIL has the value type of DTSTART, and is in UTC where that has a zone.
    assert recurrence.written(start) == ["RRULE:FREQ=DAILY;UNTIL=20261205T225959Z"]
    assert parse_recurrence(recurrence.written(start), start) == recurrence
    assert local_starts(start, *recurrence.written(start))[-1] == "12-05 09:30"
    whole = parse_recurrence(["RRULE:FREQ=DAILY;UNTIL=20261205T225959Z"], date(2026, 12, 1))
    assert whole is not None
    assert whole.written(date(2026, 12, 1)) == ["RRULE:FREQ=DAILY;UNTIL=20261205"]


def test_a_rule_without_a_single_date_is_refused() -> None:
    with pytest.raises(InvalidRecurrence):
        a_meeting(repeats=["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])


@given(meetings())
def test_every_date_is_found_by_its_name_and_names_are_unique(meeting: Meeting) -> None:
    dates = meeting.dates.until(FAR)
    found = [each.original_start for each in dates]
    assert len(found) == len(set(found))
    for each in dates[:20]:
        assert meeting.dates.named(each.original_start) == each


@given(meetings(), st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(1, 90))
def test_a_window_shows_what_overlaps_it(meeting: Meeting, start: datetime, days: int) -> None:
    first = start.replace(tzinfo=UTC)
    last = first + timedelta(days=days)
    everything = meeting.dates.until(datetime(2030, 1, 1, tzinfo=UTC))
    overlapping = [e for e in everything if e.timing.slot.start < last and e.timing.slot.end > first]
    assert meeting.dates.between(first, last) == overlapping


@given(meetings())
def test_recurrence_reads_again_as_it_was_written(meeting: Meeting) -> None:
    start = meeting.timing.start
    if meeting.recurrence is not None:
        again = parse_recurrence(meeting.recurrence.written(start), start)
        assert again is not None
        window = datetime(2026, 1, 1), datetime(2029, 1, 1)
        assert again.dates_from(start).between(*window) == meeting.recurrence.dates_from(start).between(
            *window
        )


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ("FREQ=DAILY;BYHOUR=9,12,15", 0),
        ("FREQ=DAILY", 140),
        ("FREQ=DAILY;INTERVAL=2", 280),
        ("FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14,15;BYMINUTE=0,10,20,30,40,50", 0),
    ],
)
def test_a_series_larger_than_calendars_can_hold_is_refused(rule: str, people: int) -> None:
    guests = tuple(an_invitation(f"guest{number}") for number in range(people))
    with pytest.raises(TooManyDates) as refused:
        a_meeting(repeats=[f"RRULE:{rule}"], guests=guests)
    assert refused.value.field == ("recurrence",)
    meeting = a_meeting(repeats=["RRULE:FREQ=WEEKLY"], guests=guests)
    with pytest.raises(TooManyDates):
        series.change(meeting, Edit(recurrence=[f"RRULE:{rule}"]), Scope.ALL, by=HOST, now=NOW)


def test_a_guest_too_many_is_refused() -> None:
    guests = tuple(an_invitation(f"guest{number}") for number in range(136))
    meeting = a_meeting(repeats=["RRULE:FREQ=DAILY"], guests=guests[:-1])
    for invitation in (*guests[-1:], an_invitation("last"), an_invitation("least")):
        try:
            meeting.invite(invitation, by=HOST, now=NOW)
        except TooManyDates:
            break
    else:
        pytest.fail("nobody was one too many")
