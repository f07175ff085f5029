from collections.abc import Mapping
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.passkeys import challenge
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.second_factor_ports import PasskeyVerifier
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class OfferPasskey:
    """What a browser needs to make a passkey for the caller. Raises OnlyInPerson or ProofNeeded."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    passkey_verifier: PasskeyVerifier

    def __call__(self, caller: Caller) -> Mapping[str, object]:
        person, _ = own_account(self.transactions, caller)
        now = self.clock.now()
        caller.must_have_proved(now)
        with self.transactions.begin() as work:
            fresh = challenge(work, self.opaque_tokens, person_id=person.id, now=now)
            known = [each.credential_id for each in work.second_factors.find(person.id).passkeys]
        return self.passkey_verifier.creation_options(
            person.id, person.email, person.name, fresh, known=known
        )
