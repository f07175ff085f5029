"""Rows of endless series end at the horizon, and the horizon moves on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from adapters.memory.clock import SettableClock
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.horizon import PostgresHorizon
from adapters.postgres.transactions import PostgresTransactions
from application.notification.remind_people import RemindPeople
from application.shared.ports import Viewer
from domain.identity.person import Person
from domain.meeting.details import Commitment
from domain.meeting.guest import Invitation
from domain.meeting.kept import EARLIEST_REMINDER
from domain.meeting.meeting import Meeting
from domain.meeting.room_booking import RoomBooking
from domain.notification.reminder import ReminderChoice
from tests.builders import NOW, a_meeting, a_person, a_room
from tests.contracts.test_calendars import entries, put, window
from tests.storage import LONG_ENOUGH, Storage, emptied, postgres_storage

HORIZON = timedelta(days=730)
LATER = NOW + timedelta(days=100)


@pytest.fixture
def storage(shared_engine: Engine, shared_database_url: str) -> Iterator[Storage]:
    built = postgres_storage(emptied(shared_engine), shared_database_url)
    with built.running:
        yield built


@pytest.fixture
def ana(storage: Storage) -> Person:
    person = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def horizon(storage: Storage) -> PostgresHorizon:
    assert isinstance(storage.transactions, PostgresTransactions)
    return PostgresHorizon(storage.transactions, horizon=HORIZON)


def rows(engine: Engine, meeting: Meeting) -> list[str]:
    query = text("SELECT original_start FROM occurrence WHERE meeting_id = :id ORDER BY starts_at")
    with engine.connect() as connection:
        return list(connection.execute(query, {"id": meeting.id}).scalars())


def reach(engine: Engine, meeting_id: UUID) -> datetime | None:
    query = text("SELECT materialised_until FROM meeting WHERE id = :id")
    with engine.connect() as connection:
        found: datetime | None = connection.execute(query, {"id": meeting_id}).scalar_one()
        return found


def a_series(ana: Person, rule: str = "FREQ=WEEKLY") -> Meeting:
    return a_meeting(host_id=ana.id, repeats=[f"RRULE:{rule}"], guests=(Invitation("x@example.org"),))


def test_an_endless_series_has_rows_up_to_the_horizon_which_rolls_on(
    storage: Storage, shared_engine: Engine, ana: Person
) -> None:
    series = a_series(ana)
    put(storage, series)
    assert rows(shared_engine, series) == [each.original_start for each in series.dates.until(NOW + HORIZON)]
    assert horizon(storage).roll(NOW) == 0
    assert horizon(storage).roll(LATER) == 1
    assert rows(shared_engine, series) == [
        each.original_start for each in series.dates.until(LATER + HORIZON)
    ]
    assert (reach(shared_engine, series.id), horizon(storage).roll(LATER)) == (LATER + HORIZON, 0)
    with storage.transactions.begin() as work:
        assert work.meetings.get(series.id).version == 1


def test_a_series_that_ends_needs_no_more_rows(storage: Storage, shared_engine: Engine, ana: Person) -> None:
    short = a_series(ana, "FREQ=WEEKLY;COUNT=10")
    ending = a_series(ana, "FREQ=WEEKLY;COUNT=110")
    put(storage, short, ending)
    assert (reach(shared_engine, short.id), reach(shared_engine, ending.id)) == (None, NOW + HORIZON)
    assert horizon(storage).roll(LATER) == 1
    assert (reach(shared_engine, ending.id), len(rows(shared_engine, ending))) == (None, 110)


def test_who_is_changing_a_series_is_not_waited_for(
    storage: Storage, shared_engine: Engine, ana: Person
) -> None:
    busy, idle = a_series(ana), a_series(ana)
    put(storage, busy, idle)
    with ThreadPoolExecutor(1) as pool, storage.transactions.begin() as work:
        work.meetings.get(busy.id)
        assert pool.submit(horizon(storage).roll, LATER).result(LONG_ENOUGH) == 1
    assert horizon(storage).roll(LATER) == 1


def test_several_may_roll_at_once(storage: Storage, shared_engine: Engine, ana: Person) -> None:
    many = [a_series(ana) for _ in range(12)]
    put(storage, *many)
    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(lambda _: horizon(storage).roll(LATER), range(3))) == 12
    assert {len(rows(shared_engine, each)) for each in many} == {len(many[0].dates.until(LATER + HORIZON))}


def test_a_calendar_beyond_the_horizon_is_computed(storage: Storage, ana: Person) -> None:
    put(storage, a_series(ana), a_series(ana, "FREQ=YEARLY"))
    there = window(datetime(2036, 11, 30, tzinfo=UTC), datetime(2036, 12, 14, tzinfo=UTC))
    found = entries(storage.calendars, there, people=[ana.id], viewer=Viewer(ana.id, True))
    assert [entry.original_start for entry in found] == [
        "20361201T083000Z",
        "20361202T083000Z",
        "20361209T083000Z",
    ]


def test_a_date_that_comes_into_reach_and_finds_its_room_taken_is_told(
    storage: Storage, shared_engine: Engine, ana: Person
) -> None:
    ben, blue = a_person("Ben"), a_room("Blue")
    series = a_meeting(host_id=ana.id, repeats=["RRULE:FREQ=WEEKLY"], commitment=Commitment.EXCLUSIVE)
    series.rooms = [RoomBooking(blue.id)]
    first, second = series.dates.between(NOW + HORIZON, NOW + HORIZON + timedelta(days=14))
    quicker = a_meeting("Quicker", host_id=ben.id, timing=first.timing)
    quicker.rooms = [RoomBooking(blue.id)]
    elsewhere = a_meeting("Elsewhere", host_id=ana.id, timing=second.timing, commitment=Commitment.EXCLUSIVE)
    with storage.transactions.begin() as work:
        work.people.add(ben)
        work.rooms.add(blue)
        for meeting in (series, quicker, elsewhere):
            work.meetings.add(meeting)
    assert [horizon(storage).roll(LATER) for _ in range(2)] == [1, 0]
    with storage.transactions.begin() as work:
        kept = work.meetings.get(series.id)
    lacking = {name: own.lacks for name, own in kept.overrides.items()}
    assert lacking == {first.original_start: {blue.id}, second.original_start: {ana.id}}
    assert (kept.version, kept.updated_at) == (2, LATER)
    told = [event for event in storage.events() if event.subject_id == series.id][1:]
    assert [(event.kind, event.version, event.data["original_start"]) for event in told] == [
        ("meeting.room_taken", 2, first.original_start),
        ("meeting.person_taken", 2, second.original_start),
    ]
    assert all(event.actor_id is None and event.at == LATER for event in told)
    assert horizon(storage).roll(LATER + timedelta(days=8)) == 1
    with storage.transactions.begin() as work:
        assert work.meetings.get(series.id).version == 2


def test_the_shortest_horizon_reaches_as_far_as_the_longest_reminder(
    storage: Storage, shared_engine: Engine, ana: Person
) -> None:
    shortest = timedelta(days=30)
    transactions = PostgresTransactions(PostgresDatabase(shared_engine), storage.wakeups, horizon=shortest)
    rolling, clock = PostgresHorizon(transactions, horizon=shortest), SettableClock(NOW)
    remind, chosen = RemindPeople(transactions, clock), ReminderChoice(ana.id)
    chosen.become([EARLIEST_REMINDER], [])
    with transactions.begin() as work:
        work.meetings.add(a_series(ana, "FREQ=DAILY"))
        work.reminders.save(chosen)
    remind()
    for step in range(1, 61):
        clock.moment = NOW + step * timedelta(hours=12)
        rolling.roll(clock.moment)
        while remind():
            pass
    told = [str(each.data["original_start"])[:8] for each in storage.events() if each.kind == "reminder.due"]
    first = NOW.date() + timedelta(days=28)
    assert told == [f"{first + timedelta(days=number):%Y%m%d}" for number in range(30)]
