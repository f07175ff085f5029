from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.recovery_codes import fresh_codes
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class RenewRecoveryCodes:
    """Ten fresh ones; the earlier ones are void. Raises OnlyInPerson, ProofNeeded or SecondFactorMissing."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, caller: Caller) -> Sequence[str]:
        person, _ = own_account(self.transactions, caller)
        now = self.clock.now()
        caller.must_have_proved(now)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.people.get(person.id)
            factors = work.second_factors.get(person.id)
            codes = fresh_codes(factors, self.opaque_tokens, now=now)
            work.second_factors.save(factors)
        return codes
