"""Rows that follow changed time zone rules are those that would be written by them, whoever does it when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from adapters.memory.clock import SettableClock
from adapters.postgres.horizon import PostgresHorizon
from application.meeting.follow_zone_rules import FollowZoneRules, Outcome
from application.shared.refusals import StorageUnavailable
from domain.identity.person import Person
from domain.meeting.details import Details
from domain.meeting.meeting import Meeting
from domain.meeting.room import Room
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import Timing, reading_of
from tests.builders import NOW, ZONES, a_meeting, a_person, a_room, meetings, timed
from tests.storage import Storage
from tests.zone_rules import WEEK, Reform, further_east, later_by, no_more_changes_from, reformed

REFORMS = (
    no_more_changes_from(2027),
    later_by(WEEK, since=2026),
    later_by(-WEEK, since=2027, until=2028),
    further_east(timedelta(hours=1), since=2027),
    further_east(-timedelta(minutes=30), since=2026),
    later_by(timedelta(hours=24), since=2020, until=2026),
)
FAR = datetime(2029, 1, 1, tzinfo=UTC)
HOURS = range(8, 18)


@pytest.fixture
def ana(storage: Storage) -> Person:
    person = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def blue(storage: Storage) -> Room:
    room = a_room("Blue")
    with storage.transactions.begin() as work:
        work.rooms.add(room)
    return room


def following(storage: Storage) -> FollowZoneRules:
    return FollowZoneRules(storage.transactions, SettableClock(NOW))


def put(storage: Storage, ana: Person, timing: Timing, *rooms: Room) -> Meeting:
    meeting = Meeting.schedule(
        host_id=ana.id,
        details=Details("Mine"),
        timing=timing,
        rooms=[RoomBooking(each.id) for each in rooms],
        now=NOW,
    )
    with storage.transactions.begin() as work:
        work.meetings.add(meeting)
    return meeting


def found(storage: Storage, meeting: Meeting) -> Meeting:
    with storage.transactions.begin() as work:
        kept = work.meetings.find(meeting.id)
    assert kept is not None
    return kept


def dates_stored(engine: Engine, meeting: Meeting) -> list[tuple[Any, ...]]:
    statements = (
        "SELECT * FROM occurrence WHERE meeting_id = :id ORDER BY original_start",
        "SELECT * FROM attendance WHERE meeting_id = :id ORDER BY original_start, person_id",
    )
    with engine.connect() as connection:
        return [
            tuple(row) for each in statements for row in connection.execute(text(each), {"id": meeting.id})
        ]


def by_reading(meeting: Meeting) -> dict[datetime, Any]:
    """What each date has of its own, by what the clocks show when it begins by the rule."""
    known: dict[datetime, Any] = {}
    for date in meeting.dates.until(FAR):
        name = date.original_start
        nominal, own = meeting.dates.nominal(name), meeting.overrides.get(name)
        assert nominal is not None
        known[reading_of(nominal.timing.start)] = (
            own and (own.details, own.cancelled, own.kept, own.timing and reading_of(own.timing.start)),
            [(guest.is_invited_on(name), guest.response_on(name)) for guest in meeting.guests],
        )
    return known


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    drawn=meetings(),
    reform=st.sampled_from(REFORMS),
    zones=st.sets(st.sampled_from(ZONES), min_size=1, max_size=3),
)
def test_what_follows_is_what_would_be_written(
    storage: Storage, ana: Person, tmp_path: Path, drawn: Meeting, reform: Reform, zones: set[str]
) -> None:
    assert storage.engine is not None
    drawn.host_id = ana.id
    before = by_reading(drawn)
    with storage.transactions.begin() as work:
        work.meetings.add(drawn)
    with reformed(tmp_path, reform, *zones):
        following(storage)(in_force=True)
        meeting = found(storage, drawn)
        after = by_reading(meeting)
        assert {reading: after[reading] for reading in before if reading in after} == {
            reading: what for reading, what in before.items() if reading in after
        }
        # A new gap can make two readings of one day one date, and an old one two.
        assert abs(len(after) - len(before)) <= len(before) // 10
        followed = dates_stored(storage.engine, meeting)
        with storage.transactions.begin() as work:
            work.meetings.remove(meeting)
            meeting.version = 0
            work.meetings.add(meeting)
        assert dates_stored(storage.engine, meeting) == followed
        with storage.transactions.begin() as work:
            work.meetings.remove(meeting)


def test_two_at_once_do_everything_once(storage: Storage, ana: Person, blue: Room, tmp_path: Path) -> None:
    day = [timed(f"2027-07-05 {hour:02}:00", f"2027-07-05 {hour + 1:02}:00") for hour in HOURS]
    kept = [put(storage, ana, each, blue) for each in day]
    with reformed(tmp_path, no_more_changes_from(2027), "Europe/Paris"):
        with ThreadPoolExecutor(3) as pool:
            outcomes = list(pool.map(lambda _: following(storage)(in_force=True), range(3)))
        assert [each.failed for each in outcomes] == [{}] * 3
        entries = following(storage).reported_after(None)
        assert sorted(each.meeting_id for each in entries) == sorted(each.id for each in kept)
        assert all(each.collisions == () and each.due == () for each in entries)
        assert [found(storage, each).version for each in kept] == [2] * len(kept)
    assert [each.kind for each in storage.events()].count("meeting.moved") == len(kept)


def test_whoever_holds_a_meeting_keeps_no_other_waiting(
    storage: Storage, ana: Person, tmp_path: Path, engine: Engine
) -> None:
    held, other = (put(storage, ana, timed("2027-07-05 09:00", "2027-07-05 10:00")) for _ in range(2))
    with reformed(tmp_path, no_more_changes_from(2027), "Europe/Paris"):
        with engine.begin() as connection:
            connection.execute(text("SELECT 1 FROM meeting WHERE id = :id FOR UPDATE"), {"id": held.id})
            outcome = following(storage)(in_force=True)
        assert outcome.followed == 1
        assert isinstance(outcome.failed[held.id], StorageUnavailable)
        assert (found(storage, held).version, found(storage, other).version) == (1, 2)
        assert following(storage)().followed == 1


def test_a_process_with_former_rules_touches_nothing_that_follows_newer_ones(
    storage: Storage, ana: Person, tmp_path: Path
) -> None:
    meeting = put(storage, ana, timed("2027-07-05 09:00", "2027-07-05 10:00"))
    with reformed(tmp_path, no_more_changes_from(2027), "Europe/Paris"):
        following(storage)(in_force=True)
        after = found(storage, meeting)
    assert found(storage, meeting).timing.slot == after.timing.slot
    with (
        pytest.raises(StorageUnavailable, match="Europe/Paris; restart"),
        storage.transactions.begin() as work,
    ):
        work.meetings.get(meeting.id)
    # Unless it is meant to: the new rules were withdrawn.
    assert following(storage)(in_force=True) == Outcome(1, {})
    assert found(storage, meeting).timing.slot == meeting.timing.slot


def test_meetings_from_before_rules_were_remembered_are_taken_as_they_are(
    storage: Storage, ana: Person, engine: Engine
) -> None:
    meeting = put(storage, ana, timed("2027-07-05 09:00", "2027-07-05 10:00"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE meeting SET zone_rules = '{}'"))
    assert following(storage)(in_force=True) == Outcome(1, {})
    assert following(storage)(in_force=True) == Outcome(0, {})
    assert found(storage, meeting).version == 1
    with engine.connect() as connection:
        (named,) = connection.execute(text("SELECT zone_rules FROM meeting")).scalar_one()
    assert named.startswith("Europe/Paris ")


def test_dates_that_come_into_reach_before_a_series_has_followed_do_so_by_its_rules(
    storage: Storage, ana: Person, engine: Engine, tmp_path: Path
) -> None:

    series = a_meeting(host_id=ana.id, repeats=["RRULE:FREQ=WEEKLY"])
    with storage.transactions.begin() as work:
        work.meetings.add(series)
    later = NOW + timedelta(days=100)
    with reformed(tmp_path, no_more_changes_from(2027), "Europe/Paris"):
        PostgresHorizon(storage.transactions, horizon=timedelta(days=730)).roll(later)
        FollowZoneRules(storage.transactions, SettableClock(later))(in_force=True)
        meeting = found(storage, series)
        followed = dates_stored(engine, meeting)
        expected = [each.original_start for each in meeting.dates.until(later + timedelta(days=730))]
    assert [row[1] for row in followed[: len(expected)]] == expected
