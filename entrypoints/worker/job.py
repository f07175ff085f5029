"""One thing that the background process does over and over, and the thread that sees to it."""

import logging
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Event

from application.shared.ports import Bell, Wakeups
from application.shared.refusals import MailServerFailed, StorageUnavailable
from entrypoints.worker.tally import Counting

SHORTEST_PAUSE = 0.25
LONGEST_PAUSE = 8.0
"""Seconds between a failure and the next try; doubled at each failure in a row. Short enough that what a
database's absence held up is under way again within ten seconds of its return."""

LOOK_UP_EVERY = 1.0
"""Seconds within which a thread that listens notices that it is to stop."""

log = logging.getLogger("convene.worker")


@dataclass(frozen=True, slots=True)
class Job:
    """Done at the start, then ``every`` so many seconds, and sooner when one of the ``woken_by`` rings.

    ``do`` does it once and says whether there may be more to do at once. It is handed the event that is set
    when the process is to stop; what it has under way then, it finishes or takes back soon. Several processes
    do the same job at the same time, and one may die in the middle of it: it must bear both.
    """

    name: str
    do: Callable[[Event], bool]
    every: float
    woken_by: Collection[str] = ()

    def keep_at_it(self, wakeups: Wakeups, stop: Event, counting: Counting) -> None:
        """Return when ``stop`` is set. Nothing that goes wrong with this job is any other's concern."""
        failures = 0
        while not stop.is_set():
            try:
                with self._bell(wakeups) as bell:
                    while not stop.is_set():
                        with counting.run():
                            more = self.do(stop)
                        failures = 0
                        if not more:
                            self._rest(bell, stop)
            except (StorageUnavailable, MailServerFailed) as error:
                log.warning("%s has to wait: %s", self.name, error)
            except Exception:
                log.exception("%s failed", self.name)
            if not stop.is_set():
                stop.wait(min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** min(failures, 10)))
                failures += 1

    def _bell(self, wakeups: Wakeups) -> AbstractContextManager[Bell | None]:
        return wakeups.listen(self.woken_by) if self.woken_by else nullcontext()

    def _rest(self, bell: Bell | None, stop: Event) -> None:
        """On a clock that nobody sets."""
        until = time.monotonic() + self.every
        while not stop.is_set() and (left := until - time.monotonic()) > 0:
            if bell is None:
                stop.wait(left)
            elif bell.wait(min(left, LOOK_UP_EVERY)):
                return
