"""The keys with which access tokens are signed, and how one follows another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 12
ROOT = "root"
"""The id of the one that never signs: long-lived derivations hang on it, so that keys can come and go."""


class WeakKey(ValueError):
    """Its message never holds the secret."""


class CannotChangeKeys(Exception):
    """The message says what to do instead."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """``since`` is when it began to sign; None: before anybody noted it. Raises WeakKey."""

    id: str
    secret: str = field(repr=False)
    since: datetime | None = None

    def __post_init__(self) -> None:
        if not self.id or len(self.secret) < SHORTEST_SECRET or len(set(self.secret)) < FEWEST_CHARACTERS:
            raise WeakKey(
                f"each key is written id:secret, the secret random and {SHORTEST_SECRET} characters or longer"
            )


@dataclass(frozen=True, slots=True)
class Keyring:
    """The newest first. Raises WeakKey when there is none that signs, or two have one id."""

    keys: Sequence[SigningKey]

    def __post_init__(self) -> None:
        if len({key.id for key in self.keys}) < len(self.keys):
            raise WeakKey("two keys have the same id")
        if not self.signing:
            raise WeakKey("there is no key that signs")

    @property
    def signing(self) -> Sequence[SigningKey]:
        return [key for key in self.keys if key.id != ROOT]

    @property
    def newest(self) -> SigningKey:
        return self.signing[0]

    @property
    def root(self) -> SigningKey:
        """Without one of that name it is the oldest."""
        return next((key for key in self.keys if key.id == ROOT), self.keys[-1])

    def find(self, key_id: str) -> tuple[SigningKey, datetime | None]:
        """The key that signs, and since when a newer one does so in its place. Raises KeyError."""
        replaced_at = None
        for key in self.signing:
            if key.id == key_id:
                return key, replaced_at
            replaced_at = key.since
        raise KeyError(key_id)


ROTATED, RETIRED = "signing_key.rotated", "signing_key.retired"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What an auditor has to know: ``kind`` is that of its entry in the audit trail, ``at`` to the second.

    ``key_id`` is the key that signs since then, or the one of which nothing is accepted since then.
    """

    kind: str
    key_id: str
    at: datetime


class SigningKeys(Protocol):
    def ring(self) -> Keyring:
        """As it is now: a key that was added or retired elsewhere is noticed at the next call."""
        ...

    def rotate(self, now: datetime, *, dead_after: timedelta) -> SigningKey:
        """Let a new key sign; forget those that were replaced longer than ``dead_after`` ago.

        Raises CannotChangeKeys.
        """
        ...

    def retire(self, key_id: str, now: datetime) -> None:
        """Forget a key that was replaced. Raises CannotChangeKeys."""
        ...

    def changes(self) -> Sequence[KeyChange]:
        """The last ones that were made here, oldest first; each is noted if and only if it was made."""
        ...
