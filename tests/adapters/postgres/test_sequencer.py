"""The proofs of the event log: nothing is lost, doubled, skipped or turned around, whoever dies when."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text

from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres.connections import connect
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.transactions import PostgresTransactions
from application.shared.ports import EVENTS_NUMBERED
from domain.identity.person import Person
from domain.meeting.details import Details
from domain.meeting.meeting import Meeting
from tests.builders import NOW, a_meeting, a_person
from tests.storage import LONG_ENOUGH, Storage, unnumbered

CHECKOUT = Path(__file__).resolve().parents[3]


def founded(storage: Storage, meetings: int = 1) -> tuple[Person, list[Meeting]]:
    ana = a_person("Ana")
    planned = [a_meeting(f"Meeting {number}", host_id=ana.id) for number in range(meetings)]
    with storage.transactions.begin() as work:
        work.people.add(ana)
        for meeting in planned:
            work.meetings.add(meeting)
    return ana, planned


def rename(storage: Storage, meeting: Meeting, title: str, before_commit: Callable[[], object]) -> None:
    with storage.transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        mine.describe(Details(title), by=meeting.host_id, now=NOW)
        work.meetings.save(mine)
        before_commit()


def titles(storage: Storage) -> list[Any]:
    return [event.data.get("title", event.data.get("name")) for event in storage.events()]


@contextmanager
def at_work(deed: Callable[[], object]) -> Iterator[Thread]:
    thread = Thread(target=deed)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(LONG_ENOUGH)
        assert not thread.is_alive()


def test_what_began_first_and_commits_last_is_neither_lost_nor_passed(storage: Storage) -> None:
    """A plain serial number would show the later event first, and readers would step over the earlier."""
    _, (slow, quick) = founded(storage, meetings=2)
    written, may_commit = Event(), Event()

    def hold() -> None:
        written.set()
        assert may_commit.wait(LONG_ENOUGH)

    with at_work(lambda: rename(storage, slow, "Began first", hold)):
        assert written.wait(LONG_ENOUGH)
        rename(storage, quick, "Committed first", lambda: None)
        storage.await_numbering()
        reached = storage.event_log.after(0, limit=50)[-1]
        assert (reached.position, reached.data["title"]) == (4, "Committed first")
        may_commit.set()
    storage.await_numbering()
    (late,) = storage.event_log.after(reached.position, limit=50)
    assert (late.position, late.data["title"]) == (5, "Began first")


def test_an_event_drawn_before_a_commit_that_lags_is_never_passed(storage: Storage, engine: Engine) -> None:
    """Even when the number was drawn long before: a reader who is at the end finds it behind that end."""
    _, (meeting,) = founded(storage)
    late = text(
        "INSERT INTO unnumbered_event SELECT nextval('event_drawn'), gen_random_uuid(), 'meeting.changed', "
        "'meeting', :id, 2, NULL, NULL, now(), NULL, '{}', true, jsonb_build_object('title', 'Drawn first')"
    )
    with engine.connect() as connection:
        connection.execute(late, {"id": meeting.id})
        rename(storage, meeting, "Drawn second", lambda: None)
        storage.await_numbering()
        reached = storage.event_log.bounds().latest
        connection.commit()
    assert titles(storage)[-2:] == ["Drawn second", "Drawn first"]
    assert storage.event_log.after(reached, limit=5)[0].data["title"] == "Drawn first"


def test_two_changes_of_one_meeting_keep_their_order_when_transaction_ids_are_reversed(
    storage: Storage, engine: Engine
) -> None:
    """The one with the older id changes the meeting second: it claimed a key before it won the lock."""
    _, (meeting,) = founded(storage)
    has_its_id, may_go_on = Event(), Event()
    ids: dict[str, int] = {}

    def transaction_id() -> int:
        database: PostgresDatabase = storage.transactions._database  # type: ignore[attr-defined]
        with database.reading() as connection:
            return int(connection.execute(text("SELECT pg_current_xact_id()::text")).scalar_one())

    def second_change() -> None:
        with storage.transactions.begin() as work:
            work.idempotency_keys.claim("ana", "key", b"print", now=NOW)
            ids["second change"] = transaction_id()
            has_its_id.set()
            assert may_go_on.wait(LONG_ENOUGH)
            rename(storage, meeting, "Second change", lambda: None)

    def first_change_has_its_id() -> None:
        ids["first change"] = transaction_id()

    with at_work(second_change):
        assert has_its_id.wait(LONG_ENOUGH)
        rename(storage, meeting, "First change", first_change_has_its_id)
        may_go_on.set()
    assert ids["second change"] < ids["first change"]
    versions = [event.version for event in storage.events() if event.subject_id == meeting.id]
    assert versions == [1, 2, 3]
    assert titles(storage)[-2:] == ["First change", "Second change"]


@contextmanager
def sequencer_process(url: str) -> Iterator[subprocess.Popen[bytes]]:
    program = [sys.executable, "-m", f"{__package__}.sequencing", url]
    with subprocess.Popen(program, cwd=CHECKOUT) as process:
        try:
            yield process
        finally:
            process.kill()


def await_row(connection: psycopg.Connection[Any], statement: str) -> Any:
    """The first answer that is a row. Polls: what is awaited lies inside another process."""
    pause = Event()
    for _ in range(int(LONG_ENOUGH / 0.01)):
        row = connection.execute(statement).fetchone()
        if row is not None:
            return row[0]
        pause.wait(0.01)
    raise AssertionError(f"in vain: {statement}")


HOLDER = (
    "SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted "
    "AND pg_stat_activity.datname = current_database()"
)
STAND_BY = "SELECT pid FROM pg_stat_activity WHERE application_name = 'convene sequencer' AND pid <> {}"
IN_MID_BATCH = (
    "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
)


# Numbering the fifth event takes as long as the test likes.
DAWDLE = """
    CREATE TABLE dawdling AS SELECT true;
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        WHILE NEW.position = 5 AND EXISTS (SELECT FROM dawdling) LOOP PERFORM pg_sleep(0.02); END LOOP;
        RETURN NEW;
    END $$;
    CREATE TRIGGER dawdle BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION dawdle();
"""


@pytest.mark.parametrize("session", ["dies with it", "finishes the batch"])
def test_a_sequencer_killed_in_mid_batch_leaves_each_event_once_and_no_gap(
    storage: Storage, engine: Engine, database_url: str, session: str
) -> None:
    """PostgreSQL may notice the death at once, or only when the statement has ended; both must do."""
    _, meetings = founded(storage, meetings=10)
    with connect(database_url, application_name="test") as connection:
        connection.execute(DAWDLE)
        with sequencer_process(database_url) as first:
            victim = await_row(connection, IN_MID_BATCH)
            with sequencer_process(database_url) as second:
                await_row(connection, STAND_BY.format(victim))
                first.send_signal(signal.SIGKILL)
                first.wait(LONG_ENOUGH)
                assert unnumbered(engine) == 11
                if session == "dies with it":
                    connection.execute("SELECT pg_terminate_backend(%s, 10000)", [victim])
                connection.execute("DELETE FROM dawdling")
                await_numbering(storage, engine)
                rename(storage, meetings[0], "Afterwards", lambda: None)
                await_numbering(storage, engine)
                second.terminate()
                assert second.wait(LONG_ENOUGH) == 0
    events = storage.event_log.after(0, limit=100)
    assert [event.position for event in events] == list(range(1, 13))
    assert len({event.id for event in events}) == 12
    assert [event.subject_id for event in events[1:11]] == [meeting.id for meeting in meetings]
    assert events[11].data["title"] == "Afterwards"


def await_numbering(storage: Storage, engine: Engine) -> None:
    """By a sequencer that runs elsewhere."""
    with storage.wakeups.listen([EVENTS_NUMBERED]) as bell:
        while unnumbered(engine):
            bell.wait(0.1)


def test_kills_at_any_moment_under_load_lose_and_double_nothing(
    storage: Storage, engine: Engine, database_url: str
) -> None:
    """Kill the one at work again and again while writers go on; there is always a stand-by."""
    _, meetings = founded(storage, meetings=4)
    done = Event()

    def write(meeting: Meeting) -> None:
        for step in range(60):
            rename(storage, meeting, f"{meeting.details.title}, step {step}", lambda: None)

    def write_all() -> None:
        threads = [Thread(target=write, args=[meeting]) for meeting in meetings]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG_ENOUGH)
        done.set()

    with at_work(write_all):
        for _ in range(3):
            with sequencer_process(database_url), storage.wakeups.listen([EVENTS_NUMBERED]) as bell:
                bell.wait(LONG_ENOUGH if not done.is_set() else 0)
                bell.wait(0.02)
    events = storage.events()
    assert [event.position for event in events] == list(range(1, 1 + 1 + 4 + 4 * 60))
    assert len({event.id for event in events}) == len(events)
    for meeting in meetings:
        versions = [event.version for event in events if event.subject_id == meeting.id]
        assert versions == list(range(1, 62))


def test_a_sequencer_whose_session_is_cut_comes_back_by_itself(storage: Storage, database_url: str) -> None:
    founded(storage)
    storage.await_numbering()
    with connect(database_url, application_name="test") as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", [await_row(connection, HOLDER)])
    with storage.transactions.begin() as work:
        work.people.add(a_person("Ben"))
    assert [event.position for event in storage.events()] == [1, 2, 3]


def test_rings_that_are_lost_only_cost_time(storage: Storage, engine: Engine) -> None:
    storage.await_numbering()
    # Rings of another world: nobody in this one hears them.
    founded(replace(storage, transactions=PostgresTransactions(PostgresDatabase(engine), MemoryWakeups())))
    while unnumbered(engine):
        Event().wait(0.01)
    assert [event.position for event in storage.event_log.after(0, limit=9)] == [1, 2]


def test_twenty_writers_and_all_readers_agree_on_one_order(storage: Storage) -> None:
    _, meetings = founded(storage, meetings=5)
    storage.await_numbering()
    expected = 1 + 5 + 20 * 10
    orders: list[list[int]] = []

    def write(number: int) -> None:
        for step in range(10):
            rename(storage, meetings[(number + step) % 5], f"By {number}, step {step}", lambda: None)

    def read(page: int) -> None:
        seen: list[int] = []
        with storage.wakeups.listen([EVENTS_NUMBERED]) as bell:
            while len(seen) < expected:
                found = storage.event_log.after(seen[-1] if seen else 0, limit=page)
                seen += [event.position for event in found]
                if not found:
                    bell.wait(0.25)
        orders.append(seen)

    threads = [Thread(target=read, args=[page]) for page in (1, 7, 1000)]
    threads += [Thread(target=write, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * LONG_ENOUGH)
    assert orders == [list(range(1, expected + 1))] * 3
    for meeting in meetings:
        versions = [event.version for event in storage.events() if event.subject_id == meeting.id]
        assert versions == list(range(1, len(versions) + 1))
