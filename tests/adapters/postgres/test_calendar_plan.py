"""A week's calendar costs what the week holds, however many meetings there are beside it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, text

from adapters.postgres.calendars import ENTRIES
from adapters.postgres.database import PostgresDatabase
from tests.builders import a_meeting, a_person
from tests.storage import Storage

# Ten thousand half hours, one after the other, copied from one meeting that the domain has made.
MULTIPLY = (
    """
    CREATE TEMPORARY TABLE copied AS
        SELECT gen_random_uuid() AS id, timestamptz '2026-01-01Z' + number * interval '30 min' AS starts_at
        FROM generate_series(1, 10000) AS number
    """,
    """
    INSERT INTO meeting (id, uid, start_local, end_local, host_id, title, description, location, visibility,
        commitment, anchor_local, anchor_zone, overrides, rooms, created_at, updated_at, state,
        cancellation_reason, sequence, revised_in, version, guest_count, start_zone, end_zone)
    SELECT copied.id, copied.id, copied.starts_at AT TIME ZONE 'UTC',
        copied.starts_at AT TIME ZONE 'UTC' + interval '30 min', host_id, title, description, location,
        visibility, commitment, anchor_local, anchor_zone, overrides, rooms, created_at, updated_at, state,
        '', 0, 1, 1, 0, 'UTC', 'UTC'
    FROM meeting, copied
    """,
    """
    INSERT INTO occurrence (meeting_id, original_start, starts_at, ends_at, cancelled, start_local,
        start_zone, end_local, end_zone)
    SELECT id, 'only', starts_at, starts_at + interval '30 min', false, start_local, start_zone, end_local,
        end_zone
    FROM meeting JOIN copied USING (id)
    """,
    """
    INSERT INTO attendance (meeting_id, person_id, original_start, starts_at, ends_at, response)
    SELECT id, host_id, 'only', starts_at, starts_at + interval '30 min', 'accepted'
    FROM meeting JOIN copied USING (id)
    """,
    """
    INSERT INTO guest (id, meeting_id, place, email, name, role, response, comment, responses, not_on)
    SELECT gen_random_uuid(), id, 0, 'x@example.org', '', 'required', 'accepted', '', '{}', '{}' FROM meeting
    """,
    "ANALYZE",
)


def test_no_table_is_read_from_end_to_end(storage: Storage, engine: Engine) -> None:
    ana = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add(a_meeting(host_id=ana.id))
    start = datetime(2026, 3, 2, tzinfo=UTC)
    end = start + timedelta(days=7)
    parameters = {"viewer": ana.id, "in_organisation": True, "people": [ana.id]}
    instants = {"start": start, "end": end, "earliest": start, "latest": end}
    days = {"first": start.date(), "until": end.date()}
    with engine.begin() as connection:
        for statement in MULTIPLY:
            connection.execute(text(statement))
    with PostgresDatabase(engine).hot() as driver:
        lines = driver.execute(f"EXPLAIN {ENTRIES}", parameters | instants | days).fetchall()
    plan = "\n".join(line for (line,) in lines)
    assert "Index Only Scan using ix_attendance_calendar" in plan, plan
    assert "Seq Scan" not in plan, plan
