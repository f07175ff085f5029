"""How a process counts what it does of a job, until the shared book has it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from application.shared.background_work import JobTally


@dataclass(slots=True)
class Counting:
    """Used by the thread that does the job, and by the one that keeps the book."""

    job: str
    _runs: int = 0
    _failures: int = 0
    _seconds: float = 0.0
    _well_at: float | None = None
    _ill_at: float | None = None
    _trouble: str = ""
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def run(self) -> Iterator[None]:
        """Count what happens in the block, whichever way it ends."""
        began, trouble = time.monotonic(), ""
        try:
            yield
        except Exception as error:
            trouble = type(error).__name__
            raise
        finally:
            now = time.monotonic()
            with self._lock:
                self._runs += 1
                self._seconds += now - began
                if trouble:
                    self._failures, self._ill_at, self._trouble = self._failures + 1, now, trouble
                else:
                    self._well_at = now

    def take(self) -> JobTally:
        """What was counted since the last call."""
        with self._lock:
            taken = JobTally(
                self.job,
                self._runs,
                self._failures,
                self._seconds,
                _ago(self._well_at),
                _ago(self._ill_at),
                self._trouble,
            )
            self._runs, self._failures, self._seconds = 0, 0, 0.0
            return taken

    def put_back(self, taken: JobTally) -> None:
        """The book could not be reached."""
        with self._lock:
            self._runs += taken.runs
            self._failures += taken.failures
            self._seconds += taken.seconds


def _ago(moment: float | None) -> timedelta | None:
    return None if moment is None else timedelta(seconds=time.monotonic() - moment)
