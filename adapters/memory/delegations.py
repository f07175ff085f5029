from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import Delegations
from domain.identity.delegation import Delegation
from domain.shared.event import DomainEvent


@dataclass
class MemoryDelegations(Delegations):
    tables: Tables
    events: list[DomainEvent]

    def add(self, delegation: Delegation) -> None:
        self._recorded(delegation)
        self.tables.delegations[delegation.principal_id, delegation.delegate_id] = stored(delegation)

    def find(self, principal_id: UUID, delegate_id: UUID) -> Delegation | None:
        found = self.tables.delegations.get((principal_id, delegate_id))
        return stored(found) if found else None

    def of(self, principal_id: UUID) -> Sequence[Delegation]:
        found = [each for each in self.tables.delegations.values() if each.principal_id == principal_id]
        return [stored(each) for each in sorted(found, key=lambda each: (each.granted_at, each.delegate_id))]

    def involving(self, person_id: UUID) -> Sequence[Delegation]:
        return [stored(each) for key, each in sorted(self.tables.delegations.items()) if person_id in key]

    def remove(self, delegation: Delegation) -> None:
        self._recorded(delegation)
        del self.tables.delegations[delegation.principal_id, delegation.delegate_id]

    def _recorded(self, delegation: Delegation) -> None:
        self.events += delegation.events
        delegation.events.clear()
