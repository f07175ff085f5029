from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.memory.database import MemoryDatabase
from application.shared.ports import EventLog, LogBounds, LoggedEvent, Viewer
from application.shared.refusals import ResyncRequired


@dataclass
class MemoryEventLog(EventLog):
    """Numbered as they are committed: with one lock around all transactions the two are the same."""

    database: MemoryDatabase

    def after(self, position: int, *, limit: int, viewer: Viewer | None = None) -> Sequence[LoggedEvent]:
        with self.database.lock:
            if position < self.database.forgotten:
                raise ResyncRequired("the history since this cursor is no longer kept; read everything anew")
            behind = self.database.log[position - self.database.forgotten :]
        return [event for event in behind if viewer is None or event.is_for(viewer)][:limit]

    def bounds(self) -> LogBounds:
        with self.database.lock:
            forgotten, kept = self.database.forgotten, len(self.database.log)
        return LogBounds(oldest=forgotten + 1, latest=forgotten + kept)

    def forget_before(self, moment: datetime) -> int:
        with self.database.lock:
            return self.database.forget_before(moment)
