from collections.abc import Sequence
from dataclasses import dataclass

from adapters.memory.database import MemoryDatabase
from application.administration.ports import AuditEntries, AuditFilter
from domain.administration.audit_entry import EMPTY, AuditEntry, Head


@dataclass
class MemoryAuditEntries(AuditEntries):
    database: MemoryDatabase

    def search(self, wanted: AuditFilter, *, before: int | None, limit: int) -> Sequence[AuditEntry]:
        with self.database.lock:
            everything = self.database.audit_trail[: None if before is None else max(0, before - 1)]
        return [entry for entry in reversed(everything) if wanted.lets_through(entry)][:limit]

    def after(self, position: int, *, limit: int) -> Sequence[AuditEntry]:
        with self.database.lock:
            return self.database.audit_trail[position : position + limit]

    def head(self) -> Head:
        with self.database.lock:
            return self.database.audit_trail[-1].head if self.database.audit_trail else EMPTY
