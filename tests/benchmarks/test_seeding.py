"""The benchmarks' database is one that the product could have written."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, Row, text

from adapters.postgres.calendars import PostgresCalendars
from adapters.postgres.database import PostgresDatabase
from application.meeting.queries import CalendarEntry, CalendarWindow
from application.shared.ports import Viewer
from benchmarks.seeding import TABLES, World, seed
from benchmarks.world import SMALL
from tests.entries import entries
from tests.storage import postgres_storage

SHAPE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    ORDER BY 1, 2, 3
"""
ATTENDANCES = text("""
    SELECT original_start, starts_at, ends_at, person_id, response FROM attendance
    WHERE meeting_id = :meeting_id
""")


def test_people_have_as_many_dates_as_planned(engine: Engine, database_url: str) -> None:
    world = seed(database_url, SMALL)
    with engine.connect() as connection:
        rows = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES
        }
        attendances = connection.execute(
            text("SELECT person_id, count(*) AS dates FROM attendance GROUP BY 1")
        )
        dates = {row.person_id: row.dates for row in attendances}
    assert (rows["person"], rows["occurrence"]) == (SMALL.people, SMALL.dates)
    assert {number: dates[person_id] for number, person_id in world.measured().items()} == {
        number: number for number in SMALL.busy
    }
    for person_id in world.measured().values():
        assert len(_week_of(person_id, world, engine)) == SMALL.in_week


def test_dates_and_answers_are_those_that_the_product_computes(engine: Engine, database_url: str) -> None:
    world = seed(database_url, SMALL)
    with postgres_storage(engine, database_url).transactions.begin() as work:
        entries = _week_of(world.people[0], world, engine)
        assert any(entry.summary.repeats for entry in entries if entry.summary)
        for entry in entries:
            assert entry.summary is not None
            meeting = work.meetings.find(entry.summary.meeting_id)
            assert meeting is not None
            assert len(meeting.guests) == entry.summary.guest_count
            computed = meeting.dates.until(world.window[1] + timedelta(days=700))
            attendances = {
                (each.original_start, each.timing.slot.start, each.timing.slot.end, person_id, response)
                for each in computed
                for person_id, response in meeting.attendance(each.original_start).items()
            }
            with engine.connect() as connection:
                rows = connection.execute(ATTENDANCES, {"meeting_id": meeting.id})
                assert {tuple(row) for row in rows} == attendances


def test_seeding_leaves_keys_and_indexes_as_they_were(engine: Engine, database_url: str) -> None:
    before = _shape(engine)
    seed(database_url, SMALL)
    assert _shape(engine) == before


def _week_of(person_id: UUID, world: World, engine: Engine) -> list[CalendarEntry]:
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    calendars = PostgresCalendars(PostgresDatabase(engine))
    return entries(calendars, window, people=[person_id], viewer=Viewer(person_id, in_organisation=True))


def _shape(engine: Engine) -> list[Row[tuple[str, str, str]]]:
    with engine.connect() as connection:
        return list(connection.execute(text(SHAPE)).all())
