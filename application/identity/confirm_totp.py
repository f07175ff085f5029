from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.recovery_codes import fresh_codes
from application.identity.second_factor_ports import OneTimeCodes
from application.identity.signing_in import own_account, still_signed_in
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class ConfirmTotp:
    """From its first right code on an app is asked for. Returns recovery codes to whoever has none yet.

    Raises OnlyInPerson, ProofNeeded, SessionEnded, SecondFactorMissing, SecondFactorExists or WrongCode.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    one_time_codes: OneTimeCodes

    def __call__(self, caller: Caller, code: str) -> Sequence[str]:
        person, _ = own_account(self.transactions, caller)
        now = self.clock.now()
        caller.must_have_proved(now)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            still_signed_in(work, caller, now)
            factors = work.second_factors.get(person.id)
            totp = factors.totp
            factors.confirm_totp(
                self.one_time_codes.step_of(totp.sealed, code, now=now) if totp else None, now=now
            )
            codes = fresh_codes(factors, self.opaque_tokens, now=now) if not factors.recovery_codes else ()
            work.second_factors.save(factors)
        return codes
