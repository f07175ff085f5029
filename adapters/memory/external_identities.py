from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.external_ports import ExternalIdentities, ExternalSignIn, ExternalSignIns
from domain.identity.external_identity import ExternalIdentity
from domain.identity.refusals import IdentityAlreadyLinked
from domain.shared.event import DomainEvent


@dataclass
class MemoryExternalIdentities(ExternalIdentities):
    tables: Tables
    events: list[DomainEvent]

    def add(self, identity: ExternalIdentity) -> None:
        name = (identity.issuer, identity.subject)
        if name in self.tables.external_identities or self.has_one(identity.person_id, identity.issuer):
            raise IdentityAlreadyLinked("it was linked just now; try again")
        self.events += identity.events
        identity.events.clear()
        self.tables.external_identities[name] = stored(identity)

    def owner_of(self, issuer: str, subject: str) -> UUID | None:
        found = self.tables.external_identities.get((issuer, subject))
        return found.person_id if found else None

    def has_one(self, person_id: UUID, issuer: str) -> bool:
        known = self.tables.external_identities.values()
        return any((each.person_id, each.issuer) == (person_id, issuer) for each in known)

    def of(self, person_id: UUID) -> Sequence[ExternalIdentity]:
        theirs = (each for each in self.tables.external_identities.values() if each.person_id == person_id)
        return [stored(each) for each in sorted(theirs, key=lambda each: each.issuer)]

    def remove(self, identity: ExternalIdentity) -> None:
        self.events += identity.events
        identity.events.clear()
        del self.tables.external_identities[identity.issuer, identity.subject]


@dataclass
class MemoryExternalSignIns(ExternalSignIns):
    tables: Tables

    def add(self, digest: bytes, begun: ExternalSignIn) -> None:
        self.tables.external_sign_ins[digest] = begun

    def find(self, digest: bytes) -> ExternalSignIn | None:
        return self.tables.external_sign_ins.get(digest)

    def remove_of(self, person_id: UUID) -> None:
        begun = self.tables.external_sign_ins
        for digest in [digest for digest, each in begun.items() if each.person_id == person_id]:
            del begun[digest]

    def take(self, digest: bytes) -> ExternalSignIn | None:
        return self.tables.external_sign_ins.pop(digest, None)
