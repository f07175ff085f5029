import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from application.identity.passkeys import PasskeyUse
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.second_factor_ports import OneTimeCodes
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person
from domain.identity.recovery_code import plain
from domain.identity.refusals import InvalidPasskey, SecondFactorRequired, WrongCode
from domain.identity.second_factors import SecondFactors


@dataclass(frozen=True, slots=True)
class SecondFactorSent:
    """One of the three. ``passkey`` is what the browser answered, as JSON text."""

    code: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    passkey: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SecondFactorCheck:
    """Takes a second factor from somebody whose password was right, each code once.

    Wrong ones are counted and bounded as passwords are, whatever the address, by the transaction that looks
    at them. Raises SecondFactorRequired when there should be one and none was sent, WrongCode, InvalidPasskey
    or TooManyAttempts.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    one_time_codes: OneTimeCodes
    passkey_use: PasskeyUse

    def __call__(self, person: Person, sent: SecondFactorSent | None) -> None:
        subject, now = hashlib.sha256(b"second factor:" + person.id.bytes).digest(), self.clock.now()
        with self.transactions.begin() as work:
            factors = work.second_factors.find(person.id)
            if not factors.are_asked_for:
                return
            if sent is None:
                raise SecondFactorRequired(factors.ways)
            factors = work.second_factors.get(person.id)
            wrong = work.attempts.get(subject)
            wrong.refuse_if_spent(now)
            try:
                self._use(factors, sent, work, now)
                work.second_factors.save(factors)
                return
            except (WrongCode, InvalidPasskey) as refusal:
                refused = refusal
                work.attempts.save(subject, wrong.and_one_at(now))
        raise refused

    def _use(self, factors: SecondFactors, sent: SecondFactorSent, work: IdentityWork, now: datetime) -> None:
        if sent.code is not None:
            totp = factors.totp
            factors.use_totp(self.one_time_codes.step_of(totp.sealed, sent.code, now=now) if totp else None)
        elif sent.recovery_code is not None:
            digest = self.opaque_tokens.digest(plain(sent.recovery_code))
            factors.use_recovery_code(digest, now=now)
        else:
            self.passkey_use(factors, sent.passkey or "", work, now=now, alone=False)
