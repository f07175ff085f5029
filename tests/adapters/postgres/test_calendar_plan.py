"""A week's calendar costs what the week holds, however many meetings there are beside it."""

from datetime import timedelta
from uuid import UUID

from psycopg import RawCursor
from sqlalchemy import Engine

from adapters.postgres.calendars import ENTRIES, KEYED_OF_ROOMS, parameters
from adapters.postgres.database import PostgresDatabase
from application.meeting.queries import CalendarWindow
from application.shared.ports import Viewer
from benchmarks.seeding import seed
from tests.adapters.postgres.scales import MANY
from tests.adapters.postgres.test_meeting_list_plan import explained, rows_read

DAY = timedelta(days=1)
_MANY_CLAIMS = """
    INSERT INTO claim (resource_id, starts_at, ends_at, meeting_id, original_start)
    SELECT gen_random_uuid(), starts_at, ends_at, meeting_id, original_start FROM occurrence
"""


def test_no_table_is_read_from_end_to_end(engine: Engine, database_url: str) -> None:
    world = seed(database_url, MANY)
    start, end = world.window
    person = world.people[0]
    window = CalendarWindow(start, end, start.date(), end.date())
    asked = parameters(window, [person], Viewer(person, in_organisation=True))
    with PostgresDatabase(engine).hot() as connection, RawCursor(connection) as cursor:
        lines = cursor.execute(f"EXPLAIN {ENTRIES}", asked).fetchall()
    plan = "\n".join(line for (line,) in lines)
    assert "Index Only Scan using ix_attendance_calendar" in plan, plan
    assert "Seq Scan" not in plan, plan


def test_one_plan_serves_every_request(engine: Engine, database_url: str) -> None:
    world = seed(database_url, MANY)
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    with PostgresDatabase(engine).hot() as connection, RawCursor(connection) as cursor:
        for person in world.people[:10]:
            asked = parameters(window, [person], Viewer(person, in_organisation=True))
            cursor.execute(ENTRIES, asked, prepare=True)
        cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE statement = $1", [ENTRIES])
        assert cursor.fetchall() == [(5,)]  # PostgreSQL makes five plans before it keeps one


def test_what_takes_a_room_is_found_by_the_room_and_when(engine: Engine, database_url: str) -> None:
    world = seed(database_url, MANY)
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    asked = parameters(window, [], Viewer(world.people[0], in_organisation=True), [UUID(int=0)])
    with PostgresDatabase(engine).hot() as connection, RawCursor(connection) as cursor:
        cursor.execute(_MANY_CLAIMS)
        cursor.execute("ANALYZE claim")
        lines = cursor.execute(f"EXPLAIN {KEYED_OF_ROOMS}", asked).fetchall()
    plan = "\n".join(line for (line,) in lines)
    assert "Index Scan using pk_claim on claim" in plan, plan
    assert "Seq Scan" not in plan, plan


def test_rows_are_read_in_proportion_to_the_week(engine: Engine, database_url: str) -> None:
    """Whoever has a hundred times as many dates reads as much for an equal week."""
    world = seed(database_url, MANY)
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    with PostgresDatabase(engine).hot() as connection:
        for dates, person in world.measured().items():
            asked = parameters(window, [person], Viewer(person, in_organisation=True))
            plan = explained(connection, ENTRIES, asked)
            read = rows_read(plan)
            print(f"{MANY.dates:,} dates, {dates:,} of them theirs: {read} rows read for {MANY.in_week}")
            # A place, its date, its meeting, and whether the viewer is a guest.
            assert MANY.in_week <= read <= 5 * MANY.in_week, (dates, read)
