"""Several background processes beside each other, as `convene worker` starts them."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from entrypoints.worker.background import TIME_TO_STOP
from tests.builders import a_letter, a_person
from tests.entrypoints.worker.test_reminding import worker
from tests.storage import LONG_ENOUGH, Storage, postgres_storage, unnumbered

Processes = list["subprocess.Popen[bytes]"]


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Iterator[Storage]:
    built = postgres_storage(engine, database_url)
    with built.running:
        yield built


@pytest.fixture
def workers(storage: Storage, database_url: str, tmp_path: Path) -> Iterator[Processes]:
    """Three, all at work."""
    with ExitStack() as stack:
        started = [stack.enter_context(worker(tmp_path, database_url)) for _ in range(3)]
        wait_until(lambda: len(sequencers(storage)) == 3)
        yield started


def sequencers(storage: Storage) -> list[object]:
    assert storage.engine is not None
    with storage.engine.connect() as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'convene sequencer'"
        return list(connection.execute(text(asked)).scalars())


def wait_until(come_true: Callable[[], bool]) -> None:
    until = time.monotonic() + LONG_ENOUGH
    while not come_true():
        assert time.monotonic() < until
        time.sleep(0.02)


def letters_that_are(states: str, engine: Engine) -> int:
    """Counted at one moment; several states stand with spaces between."""
    with engine.connect() as connection:
        counted = text("SELECT count(*) FROM letter WHERE state = ANY(:states)")
        return int(connection.execute(counted, {"states": states.split()}).scalar_one())


def test_as_long_as_one_lives_events_are_numbered_and_letters_leave(
    storage: Storage, engine: Engine, workers: Processes, tmp_path: Path
) -> None:
    for number, doomed in enumerate((workers[0], workers[1], None)):
        with storage.transactions.begin() as work:
            work.people.add(a_person(f"Person{number}"))
            for each in range(10):
                work.letters.add(a_letter(f"p{number}{each}@example.org"))
        if doomed is not None:
            doomed.kill()  # somewhere in the middle of these
    wait_until(lambda: unnumbered(engine) == 0)
    # One that was being sent by somebody who died waits for its lease; it is not lost.
    wait_until(lambda: letters_that_are("sent", engine) >= 30 - 2)
    assert letters_that_are("sent waiting", engine) == 30
    positions = [event.position for event in storage.event_log.after(0, limit=100)]
    assert positions == list(range(1, len(positions) + 1))


def test_what_a_stopped_one_holds_passes_on_and_nothing_is_done_twice(
    storage: Storage, engine: Engine, database_url: str, tmp_path: Path
) -> None:
    """As when its machine is frozen for a while, and then goes on as if nothing had been."""
    with worker(tmp_path, database_url) as holder:
        wait_until(lambda: len(sequencers(storage)) == 1)
        with worker(tmp_path, database_url):
            wait_until(lambda: len(sequencers(storage)) == 2)
            for number, how in enumerate((signal.SIGSTOP, signal.SIGCONT)):
                with storage.transactions.begin() as work:
                    work.people.add(a_person(f"Person{number}"))
                    for each in range(10):
                        work.letters.add(a_letter(f"p{number}{each}@example.org"))
                holder.send_signal(how)
                stopped_at = time.monotonic()
                wait_until(lambda: unnumbered(engine) == 0)
                print(f"numbered {time.monotonic() - stopped_at:.1f} s after {how.name}")
            wait_until(lambda: letters_that_are("sent", engine) == 20)
            wait_until(lambda: len(sequencers(storage)) == 2)  # It stands by now.
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 20
    positions = [event.position for event in storage.event_log.after(0, limit=100)]
    assert positions == list(range(1, len(positions) + 1))
    assert len({event.id for event in storage.event_log.after(0, limit=100)}) == len(positions)


def test_the_workers_of_an_older_version_leave_everything_to_the_newer(
    storage: Storage, engine: Engine, database_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    with worker(tmp_path, database_url) as early:
        wait_until(lambda: len(sequencers(storage)) == 1)
        with engine.begin() as connection:
            ours = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            connection.execute(text("UPDATE alembic_version SET version_num = 'of a version to come'"))
        wait_until(lambda: "leaves all work" in log.read_text() and not sequencers(storage))
        with storage.transactions.begin() as work:
            work.people.add(a_person("Ana"))
            work.letters.add(a_letter("ana@example.org"))
        with worker(tmp_path, database_url) as late:
            wait_until(lambda: log.read_text().count("leaves all work") == 2)
            assert (early.poll(), late.poll()) == (None, None)  # else somebody would start them again
            early.terminate()
            assert early.wait(LONG_ENOUGH) == 0
    with engine.begin() as connection:
        assert unnumbered(engine) == 1
        assert connection.execute(text("SELECT state, attempts FROM letter")).one() == ("waiting", 0)
        connection.execute(text("UPDATE alembic_version SET version_num = :ours"), {"ours": ours})
    with worker(tmp_path, database_url):
        wait_until(lambda: unnumbered(engine) == 0 and letters_that_are("sent", engine) == 1)


def test_house_is_kept_by_one_and_then_by_none_for_an_hour(engine: Engine, workers: Processes) -> None:
    put_off = "free_at > now() + interval '50 minutes'"  # longer than a lease: it is done
    free_at = text(f"SELECT count(*) FROM background_job WHERE name = 'housekeeping' AND {put_off}")

    def kept() -> bool:
        with engine.connect() as connection:
            return bool(connection.execute(free_at).scalar_one())

    wait_until(kept)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_all_end_in_time_when_they_are_told_to(workers: Processes, how: signal.Signals) -> None:
    began = time.monotonic()
    for process in workers:
        process.send_signal(how)
    assert [process.wait(LONG_ENOUGH) for process in workers] == [0, 0, 0]
    assert time.monotonic() - began < TIME_TO_STOP
