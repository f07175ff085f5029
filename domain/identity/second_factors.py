"""What somebody shows besides their password, or instead of it (ASVS 5.0 6.5, 6.6)."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.identity.refusals import (
    InvalidPasskey,
    PasskeyNotFound,
    SecondFactorExists,
    SecondFactorMissing,
    WrongCode,
)
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line

RECOVERY_CODES = 10
MOST_PASSKEYS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorEvent(DomainEvent):
    """``factor``: totp, recovery_codes or passkey."""

    subject_type: ClassVar[str] = "person"
    factor: str

    def data(self) -> dict[str, object]:
        return {"factor": self.factor}


class SecondFactorAdded(SecondFactorEvent):
    kind = "second_factor.added"


class SecondFactorRemoved(SecondFactorEvent):
    kind = "second_factor.removed"


class RecoveryCodeUsed(SecondFactorEvent):
    kind = "second_factor.recovery_code_used"


@dataclass(frozen=True, slots=True)
class Totp:
    """Codes from an app (RFC 6238). ``sealed`` is the secret, readable by our own keys only.

    ``last_step`` is the half minute whose code was taken last: it and all before are void.
    """

    sealed: str
    confirmed: bool = False
    last_step: int = 0


@dataclass(frozen=True, slots=True)
class Passkey:
    """A public key whose private half never leaves its owner's device (WebAuthn level 3)."""

    id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    last_used_at: datetime | None = None


@dataclass(slots=True)
class SecondFactors:
    """All that one person has. Recovery codes are known by their digests, and gone once used."""

    person_id: UUID
    totp: Totp | None = None
    recovery_codes: frozenset[bytes] = frozenset()
    passkeys: tuple[Passkey, ...] = ()
    version: int = 0
    events: list[SecondFactorEvent] = field(default_factory=list, repr=False, compare=False)

    @property
    def has_totp(self) -> bool:
        return self.totp is not None and self.totp.confirmed

    @property
    def are_asked_for(self) -> bool:
        """Whether a password alone signs nobody in."""
        return self.has_totp or bool(self.passkeys)

    @property
    def ways(self) -> tuple[str, ...]:
        """By which their owner can pass."""
        has = {"totp": self.has_totp, "passkey": self.passkeys, "recovery_code": self.recovery_codes}
        return tuple(way for way, stands in has.items() if stands)

    def begin_totp(self, sealed: str) -> None:
        """Counts from its first right code on; until then another may begin. Raises SecondFactorExists."""
        if self.has_totp:
            raise SecondFactorExists("an authenticator app is set up already; remove it first")
        self.totp = Totp(sealed)

    def confirm_totp(self, step: int | None, *, now: datetime) -> None:
        """Raises SecondFactorMissing when none was begun, SecondFactorExists, or WrongCode."""
        if self.has_totp:
            raise SecondFactorExists("this authenticator app is set up already")
        self._take(step)
        self._record(SecondFactorAdded, "totp", now)

    def use_totp(self, step: int | None) -> None:
        """``step`` is the half minute to which the code belongs, None for none. Raises WrongCode."""
        if not self.has_totp:
            raise WrongCode("this code is not right")
        self._take(step)

    def remove_totp(self, *, now: datetime) -> None:
        """Raises SecondFactorMissing."""
        if not self.has_totp:
            raise SecondFactorMissing("no authenticator app is set up")
        self.totp = None
        self._removed("totp", now)

    def renew_recovery_codes(self, digests: frozenset[bytes], *, now: datetime) -> None:
        """The earlier ones are void. Raises SecondFactorMissing: alone they would be no second factor."""
        if not self.are_asked_for:
            raise SecondFactorMissing("set up an authenticator app or a passkey first")
        self.recovery_codes = digests
        self._record(SecondFactorAdded, "recovery_codes", now)

    def use_recovery_code(self, digest: bytes, *, now: datetime) -> None:
        """Raises WrongCode."""
        if digest not in self.recovery_codes:
            raise WrongCode("this code is not right, or was used already")
        self.recovery_codes -= {digest}
        self._record(RecoveryCodeUsed, "recovery_codes", now)

    def add_passkey(
        self, credential_id: bytes, public_key: bytes, sign_count: int, *, name: str, now: datetime
    ) -> Passkey:
        """Raises InvalidText, SecondFactorExists, or InvalidPasskey when there are enough."""
        if any(each.credential_id == credential_id for each in self.passkeys):
            raise SecondFactorExists("this passkey is set up already")
        if len(self.passkeys) >= MOST_PASSKEYS:
            raise InvalidPasskey(f"you have {MOST_PASSKEYS} passkeys; remove some that you no longer use")
        name = one_line(name, name="name", longest=100)
        passkey = Passkey(new_id(now), credential_id, public_key, sign_count, name, now)
        self.passkeys += (passkey,)
        self._record(SecondFactorAdded, "passkey", now)
        return passkey

    def use_passkey(self, credential_id: bytes, sign_count: int, *, now: datetime) -> None:
        """Raises InvalidPasskey when a counter went back: then somebody has a copy (WebAuthn §6.1.1)."""
        passkey = self.passkey(credential_id)
        if max(sign_count, passkey.sign_count) > 0 and sign_count <= passkey.sign_count:
            raise InvalidPasskey("this passkey seems to have been copied; use another way in and remove it")
        used = replace(passkey, sign_count=sign_count, last_used_at=now)
        self.passkeys = tuple(used if each is passkey else each for each in self.passkeys)

    def passkey(self, credential_id: bytes) -> Passkey:
        """Raises InvalidPasskey."""
        for passkey in self.passkeys:
            if passkey.credential_id == credential_id:
                return passkey
        raise InvalidPasskey("this passkey is not known here")

    def remove_passkey(self, passkey_id: UUID, *, now: datetime) -> None:
        """Raises PasskeyNotFound."""
        kept = tuple(each for each in self.passkeys if each.id != passkey_id)
        if len(kept) == len(self.passkeys):
            raise PasskeyNotFound("you have no such passkey")
        self.passkeys = kept
        self._removed("passkey", now)

    def _take(self, step: int | None) -> None:
        if self.totp is None:
            raise SecondFactorMissing("begin with POST /auth/totp")
        if step is None or step <= self.totp.last_step:
            raise WrongCode("this code is not right, or was used already; wait for the next one")
        self.totp = replace(self.totp, confirmed=True, last_step=step)

    def _removed(self, factor: str, now: datetime) -> None:
        if not self.are_asked_for:
            self.recovery_codes = frozenset()
        self._record(SecondFactorRemoved, factor, now)

    def _record(self, happening: type[SecondFactorEvent], factor: str, now: datetime) -> None:
        self.events.append(
            happening(
                subject_id=self.person_id,
                version=self.version + 1,
                actor_id=self.person_id,
                at=now,
                audience=frozenset({self.person_id}),
                factor=factor,
            )
        )
