"""An event that could not be told yet. The line goes on without it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 12
"""Over some four hours. After these it stays aside, until somebody looks after it."""
LONGEST_ERROR = 500


@dataclass(slots=True)
class UntoldEvent:
    """``due_at``: when it is tried again; None: never by itself."""

    position: int
    attempts: int = 0
    due_at: datetime | None = None
    last_error: str = ""

    def fail(self, error: str, now: datetime) -> None:
        """After five seconds at first, then twice as long each time, up to an hour; then not any more."""
        self.attempts += 1
        self.last_error = error[:LONGEST_ERROR]
        pause = min(FIRST_PAUSE * 2 ** min(self.attempts - 1, 10), LONGEST_PAUSE)
        self.due_at = None if self.is_parked else now + pause

    def try_again(self, now: datetime) -> None:
        """Somebody has looked after it: from the beginning, with the same pauses."""
        self.attempts, self.due_at = 0, now

    @property
    def is_parked(self) -> bool:
        return self.attempts >= MOST_ATTEMPTS
