"""The tables: founded, taken down, and the same as the code says."""

from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import psycopg
import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from adapters.postgres.connections import create_engine
from adapters.postgres.migrations import is_migrated, migrate
from adapters.postgres.tables import METADATA
from domain.meeting.edit import Edit
from domain.meeting.one_date import change_one
from domain.proceedings.entry import Content, EntryKind
from tests.builders import NOW, a_meeting, a_person
from tests.conftest import DatabaseServer
from tests.contracts.proceedings_house import FOURTH, SECOND, THIRD, a_house
from tests.storage import LONG_ENOUGH, postgres_storage

CHECKOUT = Path(__file__).resolve().parents[3]


def alembic_for(url: str) -> Config:
    """As on the command line: ``alembic -x url=…``."""
    return Config(str(CHECKOUT / "alembic.ini"), cmd_opts=Namespace(x=[f"url={url}"]))


def has_this_version(engine: Engine) -> bool:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        return is_migrated(driver)


def test_our_folder_of_migrations_does_not_hide_the_library() -> None:
    assert not (CHECKOUT / "alembic" / "__init__.py").exists()


def test_upgraded_from_empty_the_tables_are_those_of_the_code(engine: Engine) -> None:
    assert has_this_version(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        sequences = inspect(connection).get_sequence_names()
        assert set(METADATA._sequences) <= set(sequences)


def test_checks_are_those_of_the_code(engine: Engine) -> None:
    """Alembic does not compare CHECK constraints, so this does: by name and by what they say."""
    from_code = sqlalchemy.MetaData(schema="from_code")
    for table in METADATA.sorted_tables:
        table.to_metadata(from_code, schema="from_code")
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA from_code"))
        from_code.create_all(connection)
        says = text(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype IN ('c', 'x') AND connamespace = CAST(:schema AS regnamespace)"
        )
        migrated = {tuple(row) for row in connection.execute(says, {"schema": "public"})}
        expected = {
            (table.removeprefix("from_code."), name, definition)
            for table, name, definition in connection.execute(says, {"schema": "from_code"})
        }
        assert migrated == expected
        assert len(migrated) > 10


def test_alembic_check_finds_nothing_to_do(database_url: str) -> None:
    command.check(alembic_for(database_url))


def test_down_to_base_leaves_nothing(database_url: str, engine: Engine) -> None:
    command.downgrade(alembic_for(database_url), "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert inspect(connection).get_sequence_names() == []
    assert not has_this_version(engine)
    command.upgrade(alembic_for(database_url), "head")
    assert has_this_version(engine)


def test_processes_that_migrate_at_once_do_not_collide(database_server: DatabaseServer) -> None:
    url = database_server.blank()
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate(url)
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert failures == []
    engine = create_engine(url)
    assert has_this_version(engine)
    engine.dispose()


def test_only_what_changes_a_database_at_work_waits_for_older_workers(
    database_server: DatabaseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("adapters.postgres.migrations.sleep", waited.append)
    url = database_server.blank()
    migrate(url)
    migrate(url)
    assert waited == []
    command.downgrade(alembic_for(url), "-1")
    migrate(url)
    assert waited == [2.0]


def test_what_was_stored_before_is_found_by_words_and_by_address(database_url: str, engine: Engine) -> None:
    ana, series = a_person("Ana"), a_meeting("Café", repeats=["RRULE:FREQ=DAILY;COUNT=3"])
    series.host_id, name = ana.id, series.dates.until(NOW + timedelta(days=60))[1].original_start
    change_one(series, Edit({"location": "Größe"}), name, by=ana.id, now=NOW)
    storage = postgres_storage(engine, database_url)
    with storage.running:
        with storage.transactions.begin() as work:
            work.people.add(ana)
            work.meetings.add(series)
        command.downgrade(alembic_for(database_url), "0029")
        command.upgrade(alembic_for(database_url), "head")
        with engine.connect() as connection:
            sought = connection.execute(text("SELECT sought FROM meeting")).scalars().all()
            own = text("SELECT own_sought FROM occurrence WHERE own_sought IS NOT NULL")
            assert (sought, connection.execute(own).scalars().all()) == (["cafe\n\n"], ["cafe\n\ngrosse"])
        with storage.transactions.begin() as work:
            newcomer = work.newcomers.take(datetime.now(UTC), again_at=datetime.now(UTC))
            assert newcomer is not None
            assert newcomer.person_id == ana.id


def test_what_was_done_before_is_told_from_the_log(database_url: str, engine: Engine) -> None:
    storage = postgres_storage(engine, database_url)
    with storage.running:
        house = a_house(storage)
        house.clock.moment = NOW - timedelta(hours=1)
        with storage.transactions.begin() as work:
            meeting = work.meetings.get(house.meeting.id)
            for on in (SECOND, FOURTH):
                change_one(meeting, Edit({"title": on}), on, by=meeting.host_id, now=house.clock.now())
            work.meetings.save(meeting)
        house.item("Budget", FOURTH)
        house.entry(Content(EntryKind.DECISION, "x" * 500), FOURTH)
        house.entry(Content(EntryKind.NOTE, "A note"), SECOND)
        house.split(THIRD)
        told = (
            "SELECT meeting_id, original_start, kind, at, actor_id, circle, facts FROM deed ORDER BY position"
        )
        with engine.connect() as connection:
            before = connection.execute(text(told)).all()
        command.downgrade(alembic_for(database_url), "0038")
        command.upgrade(alembic_for(database_url), "head")
        with engine.connect() as connection:
            after = connection.execute(text(told)).all()
    assert len(before) == 8
    assert after == before
