"""The role that serves reads and writes, and of the audit trail nothing but adds."""

import psycopg
import pytest
from psycopg import errors, sql
from sqlalchemy import make_url

from adapters.postgres.connections import create_engine
from adapters.postgres.serving_role import let_serve, may_rewrite_the_audit_trail
from tests.builders import NOW, a_person, an_act
from tests.storage import postgres_storage

WRITES = ["UPDATE audit_entry SET kind = ''", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]


@pytest.fixture
def serving_url(database_url: str) -> str:
    """Set up twice, as with every start."""
    url = make_url(database_url).set(username="convene_test").render_as_string(hide_password=False)
    let_serve(database_url, url)
    let_serve(database_url, url)
    return url


def test_it_does_all_that_use_cases_do(database_url: str, serving_url: str) -> None:
    engine = create_engine(serving_url)
    try:
        storage = postgres_storage(engine, serving_url)
        with storage.running:
            with storage.transactions.begin() as work:
                work.people.add(a_person("Ana"))
                work.audit.record(an_act())
            assert [event.kind for event in storage.events()] == ["person.joined"]
            assert storage.audit_entries.head().position == 2
            storage.event_log.forget_before(NOW)
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        *WRITES,
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TABLE audit_entry",
        "SET session_replication_role = replica",
        "UPDATE alembic_version SET version_num = 'x'",
        "SELECT add_week_of_history('2020-01-01')",
        "TRUNCATE event",
        "DROP SCHEMA history CASCADE",
        "CREATE TABLE audit_entry_two ()",
        "SET ROLE convene",
    ],
)
def test_it_cannot_touch_what_has_been_written(serving_url: str, statement: str) -> None:
    with (
        psycopg.connect(serving_url.replace("+psycopg", "")) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_the_doctor_knows_one_from_the_other(database_url: str, serving_url: str) -> None:
    assert not may_rewrite_the_audit_trail(serving_url)
    assert may_rewrite_the_audit_trail(database_url)


def test_rights_that_somebody_added_are_taken_back(database_url: str, serving_url: str) -> None:
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        connection.execute("GRANT ALL ON audit_entry TO convene_test")
        connection.execute(sql.SQL("REVOKE ALL ON person FROM convene_test"))
    assert may_rewrite_the_audit_trail(serving_url)
    let_serve(database_url, serving_url)
    assert not may_rewrite_the_audit_trail(serving_url)


def test_one_role_for_both_is_left_alone(database_url: str) -> None:
    let_serve(database_url, database_url)
    assert may_rewrite_the_audit_trail(database_url)
