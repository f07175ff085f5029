from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from adapters.postgres.connections import create_engine
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.readiness import PostgresReadiness
from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment
from tests.conftest import DatabaseServer
from tests.contracts.reminder_house import House
from tests.storage import LONG_ENOUGH, Storage


def problems(url: str) -> dict[str, str]:
    engine = create_engine(url)
    found = dict(PostgresReadiness(PostgresDatabase(engine)).problems())
    engine.dispose()
    return found


def join(storage: Storage, name: str, now: datetime) -> None:
    person = Person.join(
        email=f"{name}@example.org",
        name=name,
        time_zone="UTC",
        role=Role.MEMBER,
        password_hash=None,
        now=now,
    )
    with storage.transactions.begin() as work:
        work.people.add(person)


def test_all_is_well(storage: Storage, database_url: str) -> None:
    join(storage, "Ana", datetime.now(UTC))
    assert problems(database_url) == {}


def test_an_event_that_nobody_numbers_is_noticed(storage: Storage, database_url: str) -> None:
    join(storage, "Ana", datetime.now(UTC) - timedelta(seconds=30))
    assert problems(database_url).keys() == {"event_log"}
    storage.await_numbering()
    assert problems(database_url) == {}


def test_tables_of_another_version_are_noticed(database_server: DatabaseServer) -> None:
    assert problems(database_server.blank()).keys() == {"migrations"}


def test_a_newer_version_is_told_from_an_older_one(
    storage: Storage, engine: Engine, database_url: str, database_server: DatabaseServer
) -> None:
    def stands_at(revision: str) -> bool:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        return storage.readiness.is_left_behind()

    assert not stands_at("0001")
    assert stands_at("of a version to come")
    blank = create_engine(database_server.blank())
    assert not PostgresReadiness(PostgresDatabase(blank)).is_left_behind()
    blank.dispose()


def test_a_database_that_is_away_is_noticed() -> None:
    assert problems("postgresql://nobody@127.0.0.1:1/nothing").keys() == {"database"}


def test_reminders_that_nobody_looks_for_or_tells_are_a_queue_that_lags(storage: Storage) -> None:
    now = datetime.now(UTC)
    house = House(storage)
    start = (now + timedelta(minutes=10, seconds=-40)).replace(tzinfo=None)
    house.meeting(Timed(Moment(start, ZoneInfo("UTC")), Moment(start + timedelta(hours=1), ZoneInfo("UTC"))))

    def look(until: datetime) -> float:
        with storage.transactions.begin() as work:
            work.reminders.note_due(until)
        return storage.queue_lags.lags()["reminders"]

    assert 90 <= look(now - timedelta(seconds=90)) < 90 + LONG_ENOUGH
    assert 40 <= look(now) < 40 + LONG_ENOUGH
    house.pass_until(now)
    assert house.told() != []
    assert look(now) < LONG_ENOUGH


def test_newcomers_whom_nobody_looks_for_are_a_queue_that_lags(storage: Storage) -> None:
    now = datetime.now(UTC)
    assert storage.queue_lags.lags()["newcomers"] == 0
    join(storage, "Ana", now - timedelta(seconds=30))
    assert 30 <= storage.queue_lags.lags()["newcomers"] < 30 + LONG_ENOUGH
    with storage.transactions.begin() as work:
        work.newcomers.take(now, again_at=now + timedelta(minutes=1))
    assert storage.queue_lags.lags()["newcomers"] == 0
