"""How Convene does, and what of that somebody should look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from application.shared.background_work import JobRecord

SILENT_AFTER = timedelta(minutes=1)
"""Background processes say every few seconds that they are at it."""

FAILING_AFTER = timedelta(minutes=15)
"""Mail servers make letters wait for a few minutes as a matter of course (greylisting)."""

LATE_AFTER = 60.0
"""Seconds by which a queue may be late in a busy moment."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What stands fixed while a process runs. ``mail`` and ``bus``: by which way letters and rings go."""

    version: str
    mail: Literal["smtp", "file", "memory"]
    bus: Literal["redis", "postgres", "memory"]


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """What the store holds. Sizes are bytes on its disc, those of tables with their indexes.

    ``letters_failing``: waiting, and tried in vain for ``FAILING_AFTER``. ``letters_given_up``: within a day.
    ``events_put_aside``: people will be told of them later; ``events_parked``: nobody will.
    """

    size: int = 0
    largest_tables: Mapping[str, int] = field(default_factory=dict)
    letters_waiting: int = 0
    letters_failing: int = 0
    letters_given_up: int = 0
    events_put_aside: int = 0
    events_parked: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """``part``: what it is about, such as ``jobs/letters``."""

    part: str
    detail: str


@dataclass(frozen=True, slots=True)
class Health:
    """``problems``: why processes count as unready. ``lags``: seconds by queue."""

    at: datetime
    installation: Installation
    problems: Mapping[str, str]
    jobs: Sequence[JobRecord]
    lags: Mapping[str, float]
    bus_answers: bool
    store: StoreFigures

    def troubles(self) -> Iterator[Trouble]:
        for part, detail in self.problems.items():
            yield Trouble(part, detail)
        if not any(self.at - job.seen_at <= SILENT_AFTER for job in self.jobs):
            yield Trouble("worker", "no background process is at work; is `convene worker` running?")
        for job in self.jobs:
            if _fails(job):
                yield Trouble(f"jobs/{job.job}", f"the last time it was tried it failed: {job.last_trouble}")
        for queue, seconds in self.lags.items():
            if seconds > LATE_AFTER:
                yield Trouble(f"queues/{queue}", f"what has waited longest is {seconds:.0f} seconds late")
        if failing := self.store.letters_failing:
            yield Trouble(
                "mail", f"{failing} could not be sent for a quarter of an hour; they are tried again"
            )
        if not self.bus_answers:
            yield Trouble("bus", "a ring was not heard; changes arrive by looking, seconds later")
        if self.store.events_parked:
            yield Trouble("events", f"{self.store.events_parked} could not be told to anybody; see the log")


def _fails(job: JobRecord) -> bool:
    return job.last_ill_at is not None and (job.last_well_at is None or job.last_well_at < job.last_ill_at)
