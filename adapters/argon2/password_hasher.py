"""Passwords by argon2id (RFC 9106)."""

from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher as Argon2
from argon2 import Type
from argon2.exceptions import InvalidHashError, VerificationError

from application.identity.ports import PasswordHasher

Answer = TypeVar("Answer")
Elsewhere = Callable[[Callable[[], Answer]], Answer]


def _here(work: Callable[[], Answer]) -> Answer:
    return work()


class Argon2PasswordHasher(PasswordHasher):
    """argon2id with 19 MiB, two passes, one lane: OWASP's minimum, about 20 ms on one core.

    ``elsewhere`` runs a function where it does not stall others: under gevent a real thread of the hub's
    pool, since argon2 releases the interpreter but not the event loop.
    """

    def __init__(
        self,
        *,
        memory_kib: int = 19_456,
        passes: int = 2,
        elsewhere: Callable[[Callable[[], object]], object] = _here,
    ) -> None:
        self._argon2 = Argon2(time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID)
        self._elsewhere = elsewhere
        # Composed, not computed: of this salt and result no password is known. Refusing it takes as long.
        self._nobody = f"$argon2id$v=19$m={memory_kib},t={passes},p=1${'A' * 22}${'A' * 43}"

    def hash(self, password: str) -> str:
        return str(self._elsewhere(lambda: self._argon2.hash(password)))

    def verify(self, password_hash: str | None, password: str) -> bool:
        right = self._elsewhere(lambda: self._matches(password_hash or self._nobody, password))
        return bool(right) and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        return self._argon2.check_needs_rehash(password_hash)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
