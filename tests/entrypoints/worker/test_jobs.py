"""Jobs: each goes its own way, whatever becomes of the others."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.mail.memory_mailer import MemoryMailer
from adapters.memory.job_book import MemoryJobBook
from adapters.memory.wakeups import MemoryWakeups
from adapters.system.clock import SystemClock
from application.shared.background_work import JobBook
from application.shared.ports import LETTERS_WRITTEN, Wakeups
from application.shared.refusals import MailServerUnreachable, StorageUnavailable
from entrypoints.container import Container
from entrypoints.settings import Settings
from entrypoints.worker.background import do_all
from entrypoints.worker.job import LONGEST_PAUSE, Job
from entrypoints.worker.jobs import by_one, letters
from tests.builders import a_letter
from tests.storage import LONG_ENOUGH

A_DAY = 86_400.0


class TroubledMailer(MemoryMailer):
    """Breaks once in a way that nobody foresaw."""

    def __init__(self, arrived: threading.Event) -> None:
        super().__init__(trouble=RuntimeError("a mistake of ours"))
        self.arrived = arrived

    def send(self, letter: object) -> None:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble
        self.arrived.set()


@contextmanager
def at_work(
    *jobs: Job, wakeups: Wakeups, book: JobBook | None = None, within: float = LONG_ENOUGH
) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(
        target=do_all,
        args=(jobs, wakeups, book or MemoryJobBook(SystemClock()), stop),
        kwargs={"within": within},
    )
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(LONG_ENOUGH)
        assert not thread.is_alive()


def counted(enough: int, reached: threading.Event) -> Callable[[threading.Event], bool]:
    """Sets ``reached`` when it is done ``enough`` times."""
    times: list[float] = []

    def do(_: threading.Event) -> bool:
        times.append(time.monotonic())
        if len(times) >= enough:
            reached.set()
        return False

    return do


def failing(_: threading.Event) -> bool:
    raise RuntimeError("a mistake of ours")


def test_letters_leave_as_they_are_written_and_a_mistake_does_not_end_it(tmp_path: Path) -> None:
    container = Container(settings=Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path)}))
    arrived = threading.Event()
    container.mailer.override(TroubledMailer(arrived))
    with at_work(letters(container), wakeups=container.wakeups()):
        for _ in range(2):
            with container.transactions().begin() as work:
                work.letters.add(a_letter())
            container.wakeups().ring(LETTERS_WRITTEN)
        assert arrived.wait(LONG_ENOUGH)


def test_a_job_that_fails_each_time_keeps_no_other_from_its_own() -> None:
    reached = threading.Event()
    with at_work(
        Job("broken", failing, every=0.001),
        Job("well", counted(20, reached), every=0.001),
        wakeups=MemoryWakeups(),
    ):
        assert reached.wait(LONG_ENOUGH)


def test_a_job_that_fails_waits_longer_each_time_and_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    began, third, times = time.monotonic(), threading.Event(), list[float]()

    def fail(_: threading.Event) -> bool:
        times.append(time.monotonic() - began)
        if len(times) == 3:
            third.set()
        raise RuntimeError("a mistake of ours")

    with (
        caplog.at_level(logging.WARNING, "convene.worker"),
        at_work(Job("broken", fail, every=0.001), wakeups=MemoryWakeups()),
    ):
        assert third.wait(LONG_ENOUGH)
    assert times[1] - times[0] >= 0.25
    assert times[2] - times[1] >= 0.5
    assert "broken failed" in caplog.text


def test_no_job_rests_for_ten_seconds_once_its_database_is_back() -> None:
    assert LONGEST_PAUSE < 10.0


@pytest.mark.parametrize(
    "away",
    [
        StorageUnavailable("the database cannot be reached; try again in a moment"),
        MailServerUnreachable("ConnectionRefusedError: [Errno 111] Connection refused"),
    ],
)
def test_what_is_away_is_told_of_in_a_line_and_not_in_a_page(
    away: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    told = threading.Event()

    def fail(_: threading.Event) -> bool:
        if told.is_set():
            return False
        told.set()
        raise away

    with (
        caplog.at_level(logging.WARNING, "convene.worker"),
        at_work(Job("letters", fail, every=0.001), wakeups=MemoryWakeups()),
    ):
        assert told.wait(LONG_ENOUGH)
    assert f"letters has to wait: {away}" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_ring_wakes_a_job_long_before_its_time() -> None:
    first, second, wakeups = threading.Event(), threading.Event(), MemoryWakeups()

    def do(_: threading.Event) -> bool:
        (second if first.is_set() else first).set()
        return False

    with at_work(Job("rung for", do, every=A_DAY, woken_by=["bell"]), wakeups=wakeups):
        assert first.wait(LONG_ENOUGH)
        wakeups.ring("bell")
        assert second.wait(LONG_ENOUGH)


def test_a_job_goes_on_at_once_as_long_as_there_is_more_to_do() -> None:
    left, done = [3], threading.Event()

    def do(_: threading.Event) -> bool:
        left[0] -= 1
        if left[0] == 0:
            done.set()
        return left[0] > 0

    with at_work(Job("heap", do, every=A_DAY), wakeups=MemoryWakeups()):
        assert done.wait(LONG_ENOUGH)
    assert left == [0]


def test_resting_jobs_end_at_once() -> None:
    reached = threading.Event()
    with at_work(
        Job("by the day", counted(1, reached), every=A_DAY),
        Job("by the bell", counted(1, reached), every=A_DAY, woken_by=["bell"]),
        wakeups=MemoryWakeups(),
    ) as stop:
        assert reached.wait(LONG_ENOUGH)
        began = time.monotonic()
        stop.set()
    assert time.monotonic() - began < 5


def test_a_job_that_does_not_end_is_left_behind_when_time_is_up(caplog: pytest.LogCaptureFixture) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hang(_: threading.Event) -> bool:
        entered.set()
        leave.wait(LONG_ENOUGH)
        return False

    with caplog.at_level(logging.WARNING, "convene.worker"):
        with at_work(Job("hangs", hang, every=A_DAY), wakeups=MemoryWakeups(), within=0.1):
            assert entered.wait(LONG_ENOUGH)
        assert "ended in the middle of: hangs" in caplog.text
    leave.set()


def test_what_was_done_stands_in_the_book_at_the_end() -> None:
    book, reached = MemoryJobBook(SystemClock()), threading.Event()
    with at_work(
        Job("well", counted(3, reached), every=0.001),
        Job("broken", failing, every=A_DAY),
        wakeups=MemoryWakeups(),
        book=book,
    ):
        assert reached.wait(LONG_ENOUGH)
    broken, well = book.records()
    assert (well.job, well.runs >= 3, well.failures, well.last_ill_at) == ("well", True, 0, None)
    assert (broken.job, broken.failures, broken.last_trouble) == ("broken", broken.runs, "RuntimeError")
    assert well.last_well_at is not None
    assert broken.last_well_at is None


def test_what_is_done_in_turn_is_done_by_one_of_many() -> None:
    book, done, looked = MemoryJobBook(SystemClock()), list[int](), list[int]()

    def process(number: int) -> Job:
        def do(_: threading.Event) -> bool:
            done.append(number)
            return False

        return by_one(book, "house", do, timedelta(hours=1))

    for number in range(3):
        looked.append(number)
        process(number).do(threading.Event())
    assert (looked, done) == ([0, 1, 2], [0])


def test_what_failed_in_turn_is_free_for_the_next_at_once() -> None:
    book, done = MemoryJobBook(SystemClock()), threading.Event()
    with pytest.raises(RuntimeError, match="a mistake"):
        by_one(book, "house", failing, timedelta(hours=1)).do(threading.Event())
    by_one(book, "house", counted(1, done), timedelta(hours=1)).do(threading.Event())
    assert done.is_set()
