from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import PasswordResets
from domain.identity.password_reset import PasswordReset
from domain.shared.event import DomainEvent


@dataclass
class MemoryPasswordResets(PasswordResets):
    tables: Tables
    events: list[DomainEvent]

    def of(self, person_id: UUID) -> PasswordReset | None:
        reset = self.tables.password_resets.get(person_id)
        return stored(reset) if reset else None

    def owner(self, digest: bytes) -> UUID | None:
        found = (each.person_id for each in self.tables.password_resets.values() if each.digest == digest)
        return next(found, None)

    def save(self, reset: PasswordReset) -> None:
        self.events += reset.events
        reset.events.clear()
        self.tables.password_resets[reset.person_id] = stored(reset)

    def remove(self, person_id: UUID) -> None:
        self.tables.password_resets.pop(person_id, None)
