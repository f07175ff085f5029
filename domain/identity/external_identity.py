"""Whom an identity provider knows somebody as."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.identity.person import Person
from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIdentityLinked(DomainEvent):
    kind: ClassVar[str] = "person.identity_linked"
    subject_type: ClassVar[str] = "person"
    issuer: str

    def data(self) -> dict[str, object]:
        return {"issuer": self.issuer}


@dataclass(slots=True)
class ExternalIdentity:
    """``subject`` is the name that the provider ``issuer`` gave somebody for ever (OpenID Connect Core §2).

    It opens their account. A person has one of each provider at the most.
    """

    issuer: str
    subject: str
    person_id: UUID
    linked_at: datetime
    events: list[PersonIdentityLinked] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def link(cls, issuer: str, subject: str, person: Person, *, now: datetime) -> "ExternalIdentity":
        identity = cls(issuer, subject, person.id, now)
        linked = PersonIdentityLinked(
            subject_id=person.id,
            version=person.version,
            actor_id=person.id,
            at=now,
            audience=frozenset({person.id}),
            issuer=issuer,
        )
        identity.events.append(linked)
        return identity
