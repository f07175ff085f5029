from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from adapters.memory.database import MemoryDatabase
from application.shared.background_work import JobBook, JobRecord, JobTally, QueueLags
from application.shared.ports import Clock


class MemoryJobBook(JobBook):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._records: dict[str, JobRecord] = {}
        self._free_at: dict[str, datetime] = {}
        self._lock = Lock()

    def add(self, tallies: Collection[JobTally]) -> None:
        now = self._clock.now()
        with self._lock:
            for tally in tallies:
                before = self._records.get(tally.job, JobRecord(tally.job, 0, 0, 0.0, now, None, None, ""))
                self._records[tally.job] = _added(before, tally, now)

    def records(self) -> Sequence[JobRecord]:
        with self._lock:
            return [self._records[name] for name in sorted(self._records)]

    def claim(self, job: str, lease: timedelta) -> bool:
        now = self._clock.now()
        with self._lock:
            if self._free_at.get(job, now) > now:
                return False
            self._free_at[job] = now + lease
            return True

    def put_off(self, job: str, pause: timedelta) -> None:
        with self._lock:
            self._free_at[job] = self._clock.now() + pause


def _added(before: JobRecord, tally: JobTally, now: datetime) -> JobRecord:
    return replace(
        before,
        runs=before.runs + tally.runs,
        failures=before.failures + tally.failures,
        seconds=before.seconds + tally.seconds,
        seen_at=now,
        last_well_at=_later(before.last_well_at, tally.well_for, now),
        last_ill_at=_later(before.last_ill_at, tally.ill_for, now),
        last_trouble=tally.trouble or before.last_trouble,
    )


def _later(before: datetime | None, ago: timedelta | None, now: datetime) -> datetime | None:
    if ago is None:
        return before
    return now - ago if before is None else max(before, now - ago)


@dataclass
class NothingWaits(QueueLags):
    """In memory everything is done with the commit itself, or cannot be done."""

    database: MemoryDatabase

    def lags(self) -> Mapping[str, float]:
        return {}

    def parked(self) -> Mapping[str, int]:
        with self.database.lock:
            untold = list(self.database.tables.untold_events.values())
        return {"notifications": sum(each.is_parked for each in untold)}
