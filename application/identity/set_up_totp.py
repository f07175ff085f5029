from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.second_factor_ports import OneTimeCodes
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class SetUpTotp:
    """A fresh secret for an authenticator app, as the URI in its QR code; it counts once confirmed.

    Raises OnlyInPerson, ProofNeeded or SecondFactorExists.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    one_time_codes: OneTimeCodes

    def __call__(self, caller: Caller) -> str:
        person, _ = own_account(self.transactions, caller)
        caller.must_have_proved(self.clock.now())
        sealed = self.one_time_codes.new_secret()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.people.get(person.id)  # two enrolments of one person wait for each other
            factors = work.second_factors.get(person.id)
            factors.begin_totp(sealed)
            work.second_factors.save(factors)
        return self.one_time_codes.uri(sealed, account=person.email)
