"""A week's calendar costs what the week holds, however many meetings there are beside it."""

from sqlalchemy import Engine

from adapters.postgres.calendars import ENTRIES
from adapters.postgres.database import PostgresDatabase
from benchmarks.seeding import seed
from benchmarks.world import Scale

THOUSANDS = Scale(people=60, dates=10_000, busy=(50, 100, 500), in_week=10)


def test_no_table_is_read_from_end_to_end(engine: Engine, database_url: str) -> None:
    world = seed(database_url, THOUSANDS)
    start, end = world.window
    person = world.people[0]
    parameters = {"viewer": person, "in_organisation": True, "people": [person]}
    instants = {"start": start, "end": end, "earliest": start, "latest": end}
    days = {"first": start.date(), "until": end.date()}
    with PostgresDatabase(engine).hot() as connection:
        lines = connection.execute(f"EXPLAIN {ENTRIES}", parameters | instants | days).fetchall()
    plan = "\n".join(line for (line,) in lines)
    assert "Index Only Scan using ix_attendance_calendar" in plan, plan
    assert "Seq Scan" not in plan, plan
