"""The background process: every job on a thread of its own."""

import logging
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread

from application.shared.background_work import JobBook
from application.shared.ports import Wakeups
from application.shared.refusals import StorageUnavailable
from entrypoints.container import container_for
from entrypoints.log_lines import log_to
from entrypoints.settings import Settings
from entrypoints.worker.job import Job
from entrypoints.worker.jobs import jobs_of, succession
from entrypoints.worker.tally import Counting

TIME_TO_STOP = 10.0
"""Seconds that all jobs get to finish what is under way; what is cut off then is done again later."""

BOOK_EVERY = 5.0
"""Seconds between two notes of what was done; they are the sign of life, too."""

log = logging.getLogger("convene.worker")


def work(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; idle once a job has said that there is nothing left to do for this one."""
    # Waited for, not handled: a handler that sets an event hangs when a second signal comes meanwhile.
    asked_to_end = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, asked_to_end)  # before there is any other thread
    log_to("stdout", settings.log_level)
    container = container_for(settings)
    stop, end = Event(), Event()

    def listen() -> None:
        signal.sigwait(asked_to_end)
        end.set()
        stop.set()

    Thread(target=listen, name="signals", daemon=True).start()
    with suppress(StorageUnavailable):
        succession(container).do(stop)  # before any other begins
    do_all(jobs_of(container), container.wakeups(), container.background.job_book(), stop)
    container.wakeups().close()
    end.wait()
    return 0


def do_all(
    jobs: Sequence[Job], wakeups: Wakeups, job_book: JobBook, stop: Event, *, within: float = TIME_TO_STOP
) -> None:
    """Until ``stop`` is set and every job has ended, or the seconds to do so are over."""
    countings = [Counting(job.name) for job in jobs]
    bookkeeping = Job("bookkeeping", lambda _: keep_book(job_book, countings), BOOK_EVERY)
    threads = [
        Thread(target=job.keep_at_it, args=(wakeups, stop, counting), name=job.name, daemon=True)
        for job, counting in zip((*jobs, bookkeeping), (*countings, Counting("bookkeeping")), strict=True)
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    until = time.monotonic() + within
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    if late := [thread.name for thread in threads if thread.is_alive()]:
        log.warning("ended in the middle of: %s", ", ".join(late))
    with suppress(StorageUnavailable):
        keep_book(job_book, countings)


def keep_book(job_book: JobBook, countings: Sequence[Counting]) -> bool:
    taken = [counting.take() for counting in countings]
    try:
        job_book.add(taken)
    except BaseException:
        for counting, tally in zip(countings, taken, strict=True):
            counting.put_back(tally)
        raise
    return False
