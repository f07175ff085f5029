"""The benchmarks' database is one that the product could have written."""

from uuid import UUID

from sqlalchemy import Engine, Row, text

from adapters.postgres.calendars import PostgresCalendars
from adapters.postgres.database import PostgresDatabase
from application.meeting.queries import CalendarEntry, CalendarWindow
from application.shared.ports import Viewer
from benchmarks.seeding import TABLES, World, seed
from benchmarks.world import SMALL
from tests.storage import postgres_storage

SHAPE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    ORDER BY 1, 2, 3
"""


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


def test_meetings_are_as_the_product_reads_them(engine: Engine, database_url: str) -> None:
    world = seed(database_url, SMALL)
    person_id = world.people[0]
    with postgres_storage(engine, database_url).transactions.begin() as work:
        for entry in _week_of(person_id, world, engine):
            assert entry.summary is not None
            meeting = work.meetings.find(entry.summary.meeting_id)
            assert meeting is not None
            assert person_id in meeting.audience
            assert len(meeting.guests) == entry.summary.guest_count
            assert meeting.timing.slot.length == entry.timing.slot.length


def test_seeding_leaves_keys_and_indexes_as_they_were(engine: Engine, database_url: str) -> None:
    before = _shape(engine)
    seed(database_url, SMALL)
    assert _shape(engine) == before


def _week_of(person_id: UUID, world: World, engine: Engine) -> list[CalendarEntry]:
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    calendars = PostgresCalendars(PostgresDatabase(engine))
    return list(calendars.entries(window, people=[person_id], viewer=Viewer(person_id, in_organisation=True)))


def _shape(engine: Engine) -> list[Row[tuple[str, str, str]]]:
    with engine.connect() as connection:
        return list(connection.execute(text(SHAPE)).all())
