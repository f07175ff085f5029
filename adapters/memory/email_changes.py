from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables
from application.identity.ports import EmailChanges
from domain.identity.email_change import EmailChange


@dataclass
class MemoryEmailChanges(EmailChanges):
    tables: Tables

    def replace(self, change: EmailChange) -> None:
        self.tables.email_changes[change.person_id] = change

    def by_digest(self, digest: bytes) -> EmailChange | None:
        return next((each for each in self.tables.email_changes.values() if each.digest == digest), None)

    def remove(self, person_id: UUID) -> None:
        self.tables.email_changes.pop(person_id, None)
