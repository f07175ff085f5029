"""The entries of the audit trail, each sealed together with the one before it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from domain.shared.act import Act
from domain.shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry so far. Position 0: there is none."""

    position: int
    hash: bytes


EMPTY = Head(0, bytes(32))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, on what, from where, when. Positions are consecutive and start at 1.

    ``actor_id`` is who sat at the keyboard, ``on_behalf_of`` for whom they did it. ``hash`` seals everything
    else, ``previous_hash`` included, so that no entry can be changed, left out or moved unnoticed.
    """

    position: int
    id: UUID
    at: datetime
    kind: str
    actor_id: UUID | None
    on_behalf_of: UUID | None
    subject_type: str | None
    subject_id: UUID | None
    address: str
    request_id: str
    details: Mapping[str, object]
    previous_hash: bytes
    hash: bytes

    @classmethod
    def of(
        cls,
        act: Act,
        *,
        doers: tuple[UUID | None, UUID | None],
        address: str,
        request_id: str,
        after: Head,
    ) -> "AuditEntry":
        """The entry that follows ``after``; ``doers`` as ``Mark.doers`` says."""
        actor_id, on_behalf_of = doers
        unsealed = cls(
            position=after.position + 1,
            id=new_id(act.at),
            at=act.at.astimezone(UTC),
            kind=act.kind,
            actor_id=actor_id,
            on_behalf_of=on_behalf_of,
            subject_type=act.subject_type,
            subject_id=act.subject_id,
            address=address,
            request_id=request_id,
            details=_exact(act.details),
            previous_hash=after.hash,
            hash=b"",
        )
        return replace(unsealed, hash=unsealed.seal())

    @property
    def head(self) -> Head:
        return Head(self.position, self.hash)

    def seal(self) -> bytes:
        """What ``hash`` has to be: SHA-256 of the canonical form."""
        return sha256(self.canonical()).digest()

    def canonical(self) -> bytes:
        """Every member but the hash, as JSON in the form of RFC 8785, in UTF-8.

        Without fractions, and with names in ASCII, Python's own sorting, numbers and escapes are those of
        that form. docs/operating/audit.md tells outsiders how to make it.
        """
        members = {
            "position": self.position,
            "id": str(self.id),
            "at": written(self.at),
            "kind": self.kind,
            "actor_id": _text(self.actor_id),
            "on_behalf_of": _text(self.on_behalf_of),
            "subject_type": self.subject_type,
            "subject_id": _text(self.subject_id),
            "address": self.address,
            "request_id": self.request_id,
            "details": self.details,
            "previous_hash": self.previous_hash.hex(),
        }
        packed = json.dumps(members, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return packed.encode()


def written(at: datetime) -> str:
    """RFC 3339 in UTC with six decimals, always."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(identity: UUID | None) -> str | None:
    return None if identity is None else str(identity)


def _exact(value: Mapping[str, object]) -> dict[str, object]:
    """A copy that has but one way to be written: whatever JSON could write in two ways becomes text."""
    return {_name(key): _exact_value(each) for key, each in value.items()}


def _exact_value(value: object) -> object:
    if isinstance(value, Mapping):
        return _exact(value)
    if isinstance(value, list | tuple):
        return [_exact_value(each) for each in value]
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    return str(value)


def _name(key: str) -> str:
    return key if key.isascii() else key.encode("ascii", "backslashreplace").decode()
