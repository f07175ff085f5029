"""What comes due is found by what it is, however many dates there are beside it."""

import re
from itertools import count

import psycopg
import pytest
from sqlalchemy import Engine

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.reminder_statements import ENTER_TIMED, ENTER_WHOLE_DAYS, LEADS, TAKE
from benchmarks.seeding import seed
from benchmarks.world import Scale

THOUSANDS = Scale(people=60, dates=10_000, busy=(50, 100, 500), in_week=10)


@pytest.fixture
def connection(engine: Engine, database_url: str) -> psycopg.Connection[object]:
    seed(database_url, THOUSANDS)
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
