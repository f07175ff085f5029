"""History stands in weeks: they are there when they are needed, go as a whole, and leave nobody a hole."""

import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from alembic import command
from sqlalchemy import Engine, text

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.event_log import AFTER, AFTER_FOR
from adapters.postgres.serving_role import let_serve
from adapters.postgres.store_gauge import PostgresStoreGauge
from application.shared.ports import LogBounds
from application.shared.refusals import ResyncRequired
from tests.adapters.postgres.test_migrations import alembic_for
from tests.builders import a_person
from tests.storage import LONG_ENOUGH, Storage, postgres_storage

WEEK = timedelta(weeks=1)

FILL = """
    INSERT INTO event (position, id, kind, subject_type, subject_id, version, at, audience, to_organisation,
        data, filed_at)
    SELECT n, gen_random_uuid(), 'person.joined', 'person', gen_random_uuid(), 1, now(), '{}', true,
        '{"name": "Ana"}', now() - (%(weeks)s - (n - 1) / %(each)s) * interval '7 days'
    FROM generate_series(1, %(weeks)s * %(each)s) AS n
"""


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Iterator[Storage]:
    built = postgres_storage(engine, database_url)
    with built.running:
        yield built


def plainly(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def fill(connection: psycopg.Connection[Any], *, weeks: int, each: int) -> None:
    """So many events in each of the last weeks, this one not among them."""
    back = "SELECT add_week_of_history(now() - n * interval '7 days') FROM generate_series(1, %s) AS n"
    connection.execute(back, [weeks])
    connection.execute(FILL, {"weeks": weeks, "each": each})
    connection.execute("UPDATE event_sequence SET last_position = %s, filed_at = now()", [weeks * each])


def weeks_of(connection: psycopg.Connection[Any]) -> list[str]:
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'history'::regnamespace AND relkind = 'r' "
        "ORDER BY relname"
    )
    return [name for (name,) in found]


def name_of(moment: datetime) -> str:
    monday = moment.date() - timedelta(days=moment.weekday())
    return f"event_{monday:%Y_%m_%d}"


def test_there_is_room_for_the_weeks_to_come(database_url: str) -> None:
    now = datetime.now(UTC)
    with plainly(database_url) as connection:
        assert weeks_of(connection) == [name_of(now + ahead * WEEK) for ahead in range(5)]
        connection.execute("SELECT prepare_history()")
        assert len(weeks_of(connection)) == 5


def test_processes_that_make_room_at_once_do_not_collide(database_url: str) -> None:
    failures: list[BaseException] = []

    def prepare() -> None:
        try:
            with plainly(database_url) as connection:
                connection.execute("SELECT prepare_history()")
        except BaseException as failure:
            failures.append(failure)

    with plainly(database_url) as connection:
        for week in weeks_of(connection):
            connection.execute(f"DROP TABLE history.{week}")
        threads = [Thread(target=prepare) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG_ENOUGH)
        assert failures == []
        assert len(weeks_of(connection)) == 5


@pytest.mark.parametrize("sleeps", ["before it takes office", "in office"])
def test_who_has_slept_past_all_room_makes_more(storage: Storage, database_url: str, sleeps: str) -> None:
    if sleeps == "in office":
        storage.await_numbering()
    with plainly(database_url) as connection:
        for week in weeks_of(connection):
            connection.execute(f"DROP TABLE history.{week}")
    with storage.transactions.begin() as work:
        work.people.add(a_person("Ana"))
    assert [event.position for event in storage.events()] == [1]


def test_a_clock_that_was_set_back_turns_nothing_around(storage: Storage, database_url: str) -> None:
    with plainly(database_url) as connection:
        connection.execute("UPDATE event_sequence SET filed_at = now() + interval '60 days'")
        for name in ("Ana", "Ben"):
            with storage.transactions.begin() as work:
                work.people.add(a_person(name))
            storage.await_numbering()
        filed = connection.execute("SELECT filed_at - now() > interval '59 days' FROM event").fetchall()
        assert filed == [(True,), (True,)]
    assert storage.forget_what_is_older_than(WEEK) == 0


def test_weeks_go_as_a_whole_and_the_last_one_never(storage: Storage, database_url: str) -> None:
    with plainly(database_url) as connection:
        fill(connection, weeks=6, each=10)
        assert storage.event_log.forget_before(datetime.now(UTC) - 4 * WEEK) == 20
        assert weeks_of(connection)[0] == name_of(datetime.now(UTC) - 4 * WEEK)
        assert storage.event_log.forget_before(datetime.max.replace(tzinfo=UTC)) == 30
        assert storage.event_log.bounds() == LogBounds(oldest=51, latest=60)
        assert weeks_of(connection)[0] == name_of(datetime.now(UTC) - WEEK)


def test_a_copy_under_way_holds_it_up_and_nobody_else(storage: Storage, database_url: str) -> None:
    with plainly(database_url) as connection, plainly(database_url) as copying:
        fill(connection, weeks=3, each=10)
        with copying.transaction():
            copying.execute("SELECT FROM event LIMIT 1")
            assert storage.forget_what_is_older_than(WEEK) == 0
            assert len(storage.event_log.after(0, limit=50)) == 30
        assert storage.forget_what_is_older_than(WEEK) == 20


def test_readers_and_writers_go_on_while_weeks_are_dropped(
    storage: Storage, engine: Engine, database_url: str
) -> None:
    """Whoever reads on from anywhere gets position after position, or is told that history is gone."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    weeks, each = 8, 400
    with plainly(database_url) as connection:
        fill(connection, weeks=weeks, each=each)
    storage.await_numbering()
    finished, failures, told = Event(), list[BaseException](), list[int]()
    starts = [chance.randrange(weeks * each) for _ in range(40)]

    def follow(some: list[int]) -> None:
        try:
            while not finished.is_set():
                for start in some:
                    position = start
                    try:
                        while events := storage.event_log.after(position, limit=150):
                            assert [e.position for e in events] == list(
                                range(position + 1, position + 1 + len(events))
                            )
                            position = events[-1].position
                    except ResyncRequired:
                        told.append(start)
        except BaseException as failure:
            failures.append(failure)

    def write(writer: int) -> None:
        try:
            for number in range(25):
                with storage.transactions.begin() as work:
                    work.people.add(a_person(f"W{writer}N{number}"))
        except BaseException as failure:
            failures.append(failure)

    readers = [Thread(target=follow, args=[starts[number::4]]) for number in range(4)]
    writers = [Thread(target=write, args=[number]) for number in range(2)]
    for thread in readers + writers:
        thread.start()
    dropped = 0
    for age in range(weeks - 1, 0, -1):
        while not (now_dropped := storage.forget_what_is_older_than(age * WEEK)):
            pass  # somebody read for longer than it waits
        dropped += now_dropped
    for thread in writers:
        thread.join(LONG_ENOUGH)
    storage.await_numbering()
    finished.set()
    for thread in readers:
        thread.join(LONG_ENOUGH)
    assert failures == []
    assert dropped == (weeks - 1) * each
    assert storage.event_log.bounds() == LogBounds(oldest=dropped + 1, latest=weeks * each + 50)
    assert told


MAINTAINING = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as connection:
    connection.execute("SELECT prepare_history()")
    print(connection.execute("SELECT forget_history(now() - interval '14 days')").fetchone()[0], flush=True)
    sys.stdin.read()
"""


def test_killed_in_the_middle_of_it_all_is_as_before(storage: Storage, database_url: str) -> None:
    with plainly(database_url) as connection:
        fill(connection, weeks=4, each=10)
        before = weeks_of(connection)
        program = [sys.executable, "-c", MAINTAINING, database_url.replace("+psycopg", "")]
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "20\n"
            process.send_signal(signal.SIGKILL)
        assert [event.position for event in storage.event_log.after(0, limit=50)] == list(range(1, 41))
        assert storage.event_log.bounds() == LogBounds(oldest=1, latest=40)
        assert weeks_of(connection) == before
    assert storage.forget_what_is_older_than(2 * WEEK) == 20


def plan(connection: psycopg.Connection[Any], statement: str) -> str:
    """The one for whatever parameters may come."""
    asked = re.sub("%s", lambda _, number=count(1): f"${next(number)}", statement)  # type: ignore[misc]
    lines = connection.execute(f"EXPLAIN (GENERIC_PLAN) {asked}").fetchall()
    return "\n".join(str(line[0]) for line in lines)


@pytest.mark.parametrize("statement", [AFTER, AFTER_FOR], ids=["everything", "for one person"])
def test_a_page_is_read_from_the_index_of_each_week(database_url: str, statement: str) -> None:
    with plainly(database_url) as connection:
        fill(connection, weeks=5, each=4_000)
        connection.execute("ANALYZE event")
        told = plan(connection, statement)
    assert "Merge Append" in told, told
    assert told.count("Index Scan using event_") >= 5, told
    assert "Seq Scan on event_2" not in told, told


def test_a_page_is_found_without_reading_the_weeks_before_it(database_url: str) -> None:
    with plainly(database_url) as connection:
        fill(connection, weeks=5, each=4_000)
        connection.execute("ANALYZE event")
        asked = AFTER.replace("%s", "{}").format(19_900, 50)
        explained = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) {asked}").fetchall()
    told = "\n".join(line[0] for line in explained)
    pages = int(re.search(r"Buffers: shared hit=(\d+)", told)[1])  # type: ignore[index]
    assert pages < 60, told


def test_what_there_was_moves_into_weeks_and_back(database_url: str, engine: Engine) -> None:
    """The second one tells of what happened before the first; the last one, of the future."""
    command.downgrade(alembic_for(database_url), "0030")
    old = """
        INSERT INTO event (position, id, kind, subject_type, subject_id, version, at, audience,
            to_organisation, data)
        SELECT 4 + n, gen_random_uuid(), 'person.joined', 'person', gen_random_uuid(), 1,
            now() - days[n] * interval '1 day', '{}', true, jsonb_build_object('number', n)
        FROM (SELECT ARRAY[45, 60, 20, 21, 0, -3] AS days) AS made, generate_series(1, 6) AS n
    """
    rows = text("SELECT position, id, at, data FROM event ORDER BY position")
    with engine.begin() as connection:
        connection.execute(text(old))
        connection.execute(text("UPDATE event_sequence SET last_position = 10"))
        before = connection.execute(rows).fetchall()
    command.upgrade(alembic_for(database_url), "head")
    with engine.begin() as connection:
        assert connection.execute(rows).fetchall() == before
        filed = connection.execute(text("SELECT filed_at, now() FROM event ORDER BY position")).fetchall()
        ages = [(now - filed_at).days for filed_at, now in filed]
        assert ages == [45, 45, 20, 20, 0, 0]
        assert connection.execute(
            text("SELECT first_position, last_position, filed_at <= now() FROM event_sequence")
        ).one() == (5, 10, True)
    storage = postgres_storage(engine, database_url)
    with storage.running:
        assert storage.event_log.bounds() == LogBounds(oldest=5, latest=10)
        assert storage.forget_what_is_older_than(5 * WEEK) == 2
        with storage.transactions.begin() as work:
            work.people.add(a_person("Ana"))
        storage.await_numbering()
    command.downgrade(alembic_for(database_url), "0030")
    with engine.begin() as connection:
        kept = connection.execute(rows).fetchall()
        assert (kept[:-1], kept[-1].position) == (before[2:], 11)


def test_history_is_as_large_as_all_its_weeks(database_url: str, engine: Engine) -> None:
    with plainly(database_url) as connection:
        fill(connection, weeks=3, each=4_000)
        (bare,) = connection.execute("SELECT pg_total_relation_size('event')").fetchone()  # type: ignore[misc]
    largest = PostgresStoreGauge(PostgresDatabase(engine)).read().largest_tables
    assert next(iter(largest)) == "event"
    assert largest["event"] > bare + 12_000 * 100


def test_the_role_that_serves_forgets_no_week_that_is_promised(database_url: str) -> None:
    serving = database_url.replace("://convene", "://convene_history", 1)
    let_serve(database_url, serving)
    with plainly(database_url) as connection:
        fill(connection, weeks=3, each=10)
    with plainly(serving) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("convene_history",)
        connection.execute("SELECT prepare_history()")
        assert connection.execute("SELECT forget_history('infinity')").fetchone() == (20,)
        week = name_of(datetime.now(UTC))
        for forbidden in (f"DROP TABLE history.{week}", f"DELETE FROM history.{week}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)
