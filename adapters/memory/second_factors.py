from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.second_factor_ports import ManySecondFactors, PasskeyChallenge, PasskeyChallenges
from domain.identity.role import Role
from domain.identity.second_factors import SecondFactors
from domain.shared.event import DomainEvent


@dataclass
class MemorySecondFactors(ManySecondFactors):
    tables: Tables
    events: list[DomainEvent]

    def get(self, person_id: UUID) -> SecondFactors:
        return self.find(person_id)

    def find(self, person_id: UUID) -> SecondFactors:
        found = self.tables.second_factors.get(person_id)
        return stored(found) if found else SecondFactors(person_id)

    def owner_of(self, credential_id: bytes) -> UUID | None:
        for person_id, factors in self.tables.second_factors.items():
            if any(each.credential_id == credential_id for each in factors.passkeys):
                return person_id
        return None

    def without(self, roles: Collection[Role]) -> frozenset[UUID]:
        people = self.tables.people.values()
        return frozenset(
            each.id
            for each in people
            if each.active and each.role in roles and not self.find(each.id).are_asked_for
        )

    def save(self, factors: SecondFactors) -> None:
        factors.version += 1
        self.events += factors.events
        factors.events.clear()
        self.tables.second_factors[factors.person_id] = stored(factors)


@dataclass
class MemoryPasskeyChallenges(PasskeyChallenges):
    tables: Tables

    def add(self, digest: bytes, challenge: PasskeyChallenge) -> None:
        self.tables.passkey_challenges[digest] = challenge

    def take(self, digest: bytes) -> PasskeyChallenge | None:
        return self.tables.passkey_challenges.pop(digest, None)
