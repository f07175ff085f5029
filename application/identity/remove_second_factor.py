from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class RemoveSecondFactor:
    """Takes away a passkey, or the authenticator app when none is named.

    With the last of them the recovery codes go too. Raises OnlyInPerson, ProofNeeded, SecondFactorMissing or
    PasskeyNotFound.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, passkey_id: UUID | None = None) -> None:
        person, _ = own_account(self.transactions, caller)
        now = self.clock.now()
        caller.must_have_proved(now)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.people.get(person.id)
            factors = work.second_factors.get(person.id)
            if passkey_id is None:
                factors.remove_totp(now=now)
            else:
                factors.remove_passkey(passkey_id, now=now)
            work.second_factors.save(factors)
