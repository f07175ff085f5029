"""A new password by mail, for whoever has forgotten theirs."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from domain.identity.person import Person
from domain.identity.refusals import ResetTokenInvalid
from domain.shared.event import DomainEvent

LIFETIME = timedelta(minutes=30)
MOST_LETTERS = 3
WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetRequested(DomainEvent):
    """By somebody who knows the address; we cannot know who."""

    kind: ClassVar[str] = "password.reset_requested"
    subject_type: ClassVar[str] = "person"


@dataclass(slots=True)
class PasswordReset:
    """The one token of a person that is good just now, as a digest, and when they were sent one of late."""

    person_id: UUID
    digest: bytes
    expires_at: datetime
    mailed_at: tuple[datetime, ...] = ()
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def of(cls, person: Person) -> "PasswordReset":
        """Nothing was asked for yet."""
        return cls(person.id, b"", person.created_at)

    def request(self, person: Person, digest: bytes, *, now: datetime) -> bool:
        """Replace the token by one with that ``digest``; False, and nothing is changed, after three letters
        in half an hour: the one that was sent last still works.
        """
        recent = tuple(moment for moment in self.mailed_at if now - moment < WITHIN)
        if len(recent) >= MOST_LETTERS:
            return False
        self.digest, self.expires_at, self.mailed_at = digest, now + LIFETIME, (*recent, now)
        self.events.append(
            ResetRequested(
                subject_id=person.id,
                version=person.version,
                actor_id=None,
                at=now,
                audience=frozenset({person.id}),
            )
        )
        return True

    def check(self, digest: bytes, *, now: datetime) -> None:
        """Raises ResetTokenInvalid."""
        if digest != self.digest or now >= self.expires_at:
            raise ResetTokenInvalid("this link is unknown, used, replaced or expired; ask for a new one")
