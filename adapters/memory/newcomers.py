from dataclasses import dataclass
from datetime import datetime

from adapters.memory.tables import Tables
from application.meeting.ports import Newcomer, Newcomers


@dataclass
class MemoryNewcomers(Newcomers):
    """``tables.newcomers``: when each is due, and who it is."""

    tables: Tables

    def take(self, now: datetime, *, again_at: datetime) -> Newcomer | None:
        due = [(at, each.id) for at, each in self.tables.newcomers.values() if at <= now]
        if not due:
            return None
        _, newcomer = self.tables.newcomers[min(due)[1]]
        self.tables.newcomers[newcomer.id] = (again_at, newcomer)
        return newcomer

    def remove(self, newcomer: Newcomer) -> None:
        self.tables.newcomers.pop(newcomer.id, None)
