from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from application.shared.ports import Clock


@dataclass
class SettableClock(Clock):
    """Stands still until it is told otherwise."""

    moment: datetime = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> None:
        self.moment += by
