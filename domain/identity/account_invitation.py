"""Asking somebody to make themselves an account, at an address that only they can read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.identity.email_address import email_address
from domain.identity.role import Role
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line

LIFETIME = timedelta(days=7)


class Registration(StrEnum):
    """Who can get an account: anybody who asks, whoever was invited, or nobody by themselves."""

    OPEN = "open"
    INVITE = "invite"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInvitationEvent(DomainEvent):
    """For whoever invited: who is asked is nobody else's business until they have joined."""

    subject_type: ClassVar[str] = "invitation"
    email: str
    role: Role

    def data(self) -> dict[str, object]:
        return {"email": self.email, "role": self.role.value}


class PersonInvited(AccountInvitationEvent):
    kind = "person.invited"


class AccountInvitationRevoked(AccountInvitationEvent):
    kind = "invitation.revoked"


@dataclass(slots=True)
class AccountInvitation:
    """Opens one account, once. Holds the digest of the token that was mailed, never the token.

    ``invited_by`` None: they asked for it themselves, while registration was open.
    """

    id: UUID
    email: str
    name: str
    role: Role
    digest: bytes
    invited_by: UUID | None
    invited_at: datetime
    expires_at: datetime
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def invite(
        cls, email: str, *, name: str = "", role: Role, digest: bytes, by: UUID | None, now: datetime
    ) -> "AccountInvitation":
        """Raises InvalidEmailAddress or InvalidText."""
        invitation = cls(
            id=new_id(now),
            email=email_address(email),
            name=one_line(name, name="name", longest=200) if name else "",
            role=role,
            digest=digest,
            invited_by=by,
            invited_at=now,
            expires_at=now + LIFETIME,
        )
        if by is not None:
            invitation._record(PersonInvited, by=by, now=now)
        return invitation

    def is_open(self, now: datetime) -> bool:
        return now < self.expires_at

    def revoke(self, *, by: UUID, now: datetime) -> None:
        self._record(AccountInvitationRevoked, by=by, now=now)

    def _record(self, happening: type[AccountInvitationEvent], *, by: UUID, now: datetime) -> None:
        self.events.append(
            happening(
                subject_id=self.id,
                version=1,
                actor_id=by,
                at=now,
                audience=frozenset({by, self.invited_by or by}),
                email=self.email,
                role=self.role,
            )
        )
