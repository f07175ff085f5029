"""Keys that programs hold in somebody's name, and what they open."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, TypedDict
from uuid import UUID
from zlib import crc32

from domain.identity.person import Person
from domain.identity.refusals import InvalidApiToken
from domain.identity.role import Permission
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line

PREFIX = "cvn_"
"""By it, and by the checksum at the end, scanners find tokens that were committed somewhere by mistake."""
LONGEST_LIFE = timedelta(days=366)
MOST_TOKENS = 100
"""A person's living and expired ones together."""
LAST_USE_IS_KEPT_TO = timedelta(minutes=1)

_FORM = re.compile(rf"{PREFIX}([A-Za-z0-9_-]{{43}})([0-9a-f]{{8}})", re.ASCII)


def worded(secret: str) -> str:
    """The token that is handed out for a fresh secret of 256 bits."""
    return f"{PREFIX}{secret}{_checksum(secret)}"


def is_api_token(text: str) -> bool:
    """Whether it has the form of one; nobody needs to look up what has not."""
    found = _FORM.fullmatch(text)
    return found is not None and _checksum(found[1]) == found[2]


def _checksum(secret: str) -> str:
    return f"{crc32(secret.encode()):08x}"


class _Facts(TypedDict):
    subject_id: UUID
    version: int
    actor_id: UUID
    at: datetime
    audience: frozenset[UUID]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenEvent(DomainEvent):
    subject_type: ClassVar[str] = "token"
    name: str

    def data(self) -> dict[str, object]:
        return {"name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenCreated(ApiTokenEvent):
    kind: ClassVar[str] = "token.created"
    scopes: tuple[Permission, ...]

    def data(self) -> dict[str, object]:
        return {"name": self.name, "scopes": [scope.value for scope in self.scopes]}


class ApiTokenRevoked(ApiTokenEvent):
    kind = "token.revoked"


@dataclass(slots=True)
class ApiToken:
    """Opens what its ``scopes`` and its owner's role both allow. Only its digest is known here.

    ``hint``: its last characters, by which its owner tells it from others.
    """

    id: UUID
    person_id: UUID
    name: str
    scopes: frozenset[Permission]
    digest: bytes
    hint: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    events: list[ApiTokenEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def create(
        cls,
        owner: Person,
        *,
        name: str,
        scopes: frozenset[Permission],
        digest: bytes,
        hint: str,
        expires_at: datetime,
        now: datetime,
    ) -> "ApiToken":
        """Scopes bring along what they include. Raises InvalidText, or InvalidApiToken for what cannot be."""
        if not scopes:
            raise InvalidApiToken("name at least one scope", field=("scopes",))
        scopes = frozenset().union(*(scope.included for scope in scopes))
        beyond = sorted(scopes - owner.role.permissions)
        if beyond:
            raise InvalidApiToken(f"your own role does not allow {', '.join(beyond)}", field=("scopes",))
        if not now < expires_at <= now + LONGEST_LIFE:
            raise InvalidApiToken(
                f"a token ends in the future, within {LONGEST_LIFE.days} days", field=("expires_at",)
            )
        token = cls(
            id=new_id(now),
            person_id=owner.id,
            name=one_line(name, name="name", longest=100),
            scopes=scopes,
            digest=digest,
            hint=hint,
            created_at=now,
            expires_at=expires_at,
        )
        token.events.append(ApiTokenCreated(**token._facts(owner.id, now), scopes=tuple(sorted(scopes))))
        return token

    def revoke(self, *, by: UUID, now: datetime) -> None:
        self.events.append(ApiTokenRevoked(**self._facts(by, now)))

    def _facts(self, by: UUID, now: datetime) -> _Facts:
        return {
            "subject_id": self.id,
            "version": 1,
            "actor_id": by,
            "at": now,
            "audience": frozenset({self.person_id}),
            "name": self.name,
        }
