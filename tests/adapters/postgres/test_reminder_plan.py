"""What comes due is found by what it is, however many dates there are beside it."""

import re
from datetime import timedelta
from itertools import count
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.reminder_statements import ENTER_TIMED, ENTER_WHOLE_DAYS, LEADS, TAKE
from benchmarks.seeding import seed
from tests.adapters.postgres.scales import MANY
from tests.adapters.postgres.test_meeting_list_plan import rows_read


@pytest.fixture
def connection(engine: Engine, database_url: str) -> psycopg.Connection[object]:
    seed(database_url, MANY)
    with PostgresDatabase(engine).hot() as found:
        found.execute("ANALYZE")
    return psycopg.connect(database_url.replace("+psycopg", "", 1))


def plan(connection: psycopg.Connection[object], statement: str) -> str:
    """The one for whatever parameters may come."""
    asked = re.sub("%s", lambda _, number=count(1): f"${next(number)}", statement)  # type: ignore[misc]
    lines = connection.execute(f"EXPLAIN (GENERIC_PLAN) {asked}").fetchall()
    return "\n".join(str(line[0]) for line in lines)  # type: ignore[index]


@pytest.mark.parametrize("statement", [ENTER_TIMED, ENTER_WHOLE_DAYS])
def test_what_comes_due_is_a_range_of_an_index(
    connection: psycopg.Connection[object], statement: str
) -> None:
    with connection:
        told = plan(connection, statement)
    assert "ix_attendance_starts_at" in told, told
    # Nobody has chosen anything here, and an empty table is read as fast as an index.
    assert "Seq Scan" not in told.replace("Seq Scan on reminder_choice", ""), told


@pytest.mark.parametrize("statement", [LEADS, TAKE])
def test_leads_in_use_and_what_waits_are_read_from_indices(
    connection: psycopg.Connection[object], statement: str
) -> None:
    with connection:
        connection.execute("SET enable_seqscan = off")  # the tables are empty here; is there a way around?
        told = plan(connection, statement)
    assert "Seq Scan" not in told, told


def test_what_is_read_grows_with_what_is_due_and_not_with_what_stands_beside_it(
    connection: psycopg.Connection[Any],
) -> None:
    with connection:
        row = connection.execute(
            "SELECT starts_at, count(*) FROM attendance WHERE NOT whole_days"
            " GROUP BY starts_at ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        every = connection.execute("SELECT count(*) FROM attendance").fetchone()
        assert row is not None
        assert every is not None
        due = row[0] - timedelta(minutes=10)
        asked = [[10], due - timedelta(seconds=1), due, [10]]
        explained = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {ENTER_TIMED}", asked).fetchone()
        entered = connection.execute("SELECT count(*) FROM reminder").fetchone()
    assert explained is not None
    assert entered is not None
    read = rows_read(explained[0][0]["Plan"])
    print(f"{MANY.dates:,} dates, {row[1]} places come due: {read} rows read for {entered[0]} reminders")
    assert 0 < entered[0] <= row[1]
    # Of each that is due: who comes, the date, the meeting, the person, and what they chose, twice.
    assert read <= 6 * row[1], (read, row[1], every[0])
    assert read < every[0] / 20
