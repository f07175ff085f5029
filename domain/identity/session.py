"""A signed-in device, kept alive by a chain of refresh tokens (RFC 9700 §4.14)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import ClassVar
from uuid import UUID

from domain.identity.refusals import SessionEnded
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id

LIFETIME = timedelta(days=30)
# An answer can be lost on the way, and several tabs share one cookie: for this long the token just replaced
# is answered again, with the same successor.
GRACE = timedelta(seconds=10)
MOST = 100
"""That one person has open at a time."""
PROOF_LASTS = timedelta(minutes=10)
"""How long after a password was typed in the session may do what needs one (ASVS 5.0 7.5.1)."""


class Ending(StrEnum):
    """Why a session ended before its time."""

    SIGNED_OUT = "signed_out"
    ENDED_BY_OWNER = "ended_by_owner"
    ENDED_BY_ADMIN = "ended_by_admin"
    TOO_MANY = "too_many"
    TOKEN_REUSED = "token_reused"
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_RESET = "password_reset"
    EMAIL_CHANGED = "email_changed"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionWasEnded(DomainEvent):
    kind: ClassVar[str] = "session.ended"
    subject_type: ClassVar[str] = "session"
    because: Ending

    def data(self) -> dict[str, object]:
        return {"because": self.because.value}


class Rotation(Enum):
    """What presenting a refresh token came to."""

    ROTATED = auto()
    ANSWERED_AGAIN = auto()
    REUSED = auto()


@dataclass(slots=True)
class Session:
    """One sign-in. Holds digests of its newest refresh token and of the one before, never a token.

    ``device_digest`` is of the secret by which the device is known again at the next sign-in.
    """

    id: UUID
    person_id: UUID
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current_digest: bytes
    device: str = ""
    address: str = ""
    previous_digest: bytes | None = None
    rotated_at: datetime | None = None
    ended_at: datetime | None = None
    proved_at: datetime | None = None
    device_digest: bytes | None = None
    version: int = 0
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def start(
        cls,
        person_id: UUID,
        digest: bytes,
        *,
        device: str,
        address: str,
        now: datetime,
        device_digest: bytes | None = None,
        proved: bool = True,
    ) -> "Session":
        """``proved``: a password or a passkey opened it, which counts as a proof."""
        return cls(
            id=new_id(now),
            person_id=person_id,
            created_at=now,
            last_used_at=now,
            expires_at=now + LIFETIME,
            current_digest=digest,
            device=device[:300],
            address=address,
            proved_at=now if proved else None,
            device_digest=device_digest,
        )

    def is_alive(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def rotate(self, presented: bytes, successor: bytes, *, now: datetime) -> Rotation:
        """Replace the refresh token whose digest is ``presented`` by its one successor.

        A token older than the grace ends the session: either the owner or a thief holds a stale copy, and
        we cannot know which. Raises SessionEnded when the session is over already.
        """
        if not self.is_alive(now):
            raise SessionEnded("this session has ended; sign in again")
        if presented == self.current_digest:
            self.previous_digest, self.current_digest = presented, successor
            self.rotated_at = self.last_used_at = now
            return Rotation.ROTATED
        in_grace = self.rotated_at is not None and now - self.rotated_at <= GRACE
        if presented == self.previous_digest and in_grace:
            return Rotation.ANSWERED_AGAIN
        self.end(Ending.TOKEN_REUSED, by=None, now=now)
        return Rotation.REUSED

    def prove(self, *, now: datetime) -> None:
        """Whoever sits there has just shown that they are the owner."""
        self.proved_at = now

    def renew(self, digest: bytes, *, now: datetime) -> None:
        """Begin a new chain of refresh tokens; whoever presents one of the old ends the session."""
        self.current_digest, self.previous_digest, self.rotated_at = digest, None, None
        self.last_used_at = self.proved_at = now

    def end(self, because: Ending, *, by: UUID | None, now: datetime) -> None:
        """End it for good; ending it twice is the same as once."""
        if self.ended_at is not None:
            return
        self.ended_at = now
        self.events.append(
            SessionWasEnded(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({self.person_id}),
                because=because,
            )
        )
