"""Whom an identity provider knows somebody as."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.identity.person import Person
from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentityEvent(DomainEvent):
    subject_type: ClassVar[str] = "person"
    issuer: str

    def data(self) -> dict[str, object]:
        return {"issuer": self.issuer}


class PersonIdentityLinked(ExternalIdentityEvent):
    kind = "person.identity_linked"


class PersonIdentityUnlinked(ExternalIdentityEvent):
    kind = "person.identity_unlinked"


@dataclass(slots=True)
class ExternalIdentity:
    """``subject`` is the name that the provider ``issuer`` gave somebody for ever (OpenID Connect Core §2).

    It opens their account. A person has one of each provider at the most.
    """

    issuer: str
    subject: str
    person_id: UUID
    linked_at: datetime
    events: list[ExternalIdentityEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def link(cls, issuer: str, subject: str, person: Person, *, now: datetime) -> "ExternalIdentity":
        identity = cls(issuer, subject, person.id, now)
        identity._record(PersonIdentityLinked, person, now)
        return identity

    @property
    def id(self) -> UUID:
        """Tells it from the other links of the same person."""
        return uuid5(NAMESPACE_URL, self.issuer)

    def unlink(self, person: Person, *, now: datetime) -> None:
        self._record(PersonIdentityUnlinked, person, now)

    def _record(self, happening: type[ExternalIdentityEvent], person: Person, now: datetime) -> None:
        self.events.append(
            happening(
                subject_id=person.id,
                version=person.version,
                actor_id=person.id,
                at=now,
                audience=frozenset({person.id}),
                issuer=self.issuer,
            )
        )
