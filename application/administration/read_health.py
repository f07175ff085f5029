from dataclasses import dataclass

from application.administration.health import Health, Installation
from application.administration.ports import StoreGauge
from application.identity.caller import Caller
from application.shared.background_work import JobBook, QueueLags
from application.shared.ports import Clock, Readiness, Wakeups
from domain.identity.role import Permission

ECHO = "health.echo"
LONGEST_ECHO = 2.0
"""Seconds after which a ring counts as lost."""


@dataclass(frozen=True, slots=True)
class ReadHealth:
    """How the whole installation does. ``clock`` is the store's: that is the one the job book goes by.

    Raises PermissionMissing, and StorageUnavailable when nothing can be known.
    """

    installation: Installation
    readiness: Readiness
    job_book: JobBook
    queue_lags: QueueLags
    wakeups: Wakeups
    store_gauge: StoreGauge
    clock: Clock

    def __call__(self, caller: Caller) -> Health:
        caller.must(Permission.READ_HEALTH)
        return Health(
            at=self.clock.now(),
            installation=self.installation,
            problems=self.readiness.problems(),
            jobs=self.job_book.records(),
            lags=self.queue_lags.lags(),
            bus_answers=self._bus_answers(),
            store=self.store_gauge.read(),
        )

    def _bus_answers(self) -> bool:
        with self.wakeups.listen([ECHO]) as bell:
            self.wakeups.ring(ECHO)
            return bool(bell.wait(LONGEST_ECHO))
