from collections.abc import Mapping
from dataclasses import dataclass

from application.identity.passkeys import challenge
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.second_factor_ports import PasskeyVerifier
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class ChallengePasskey:
    """What a browser needs to sign somebody in with a passkey: alike for everybody, so it tells nothing."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    passkey_verifier: PasskeyVerifier

    def __call__(self) -> Mapping[str, object]:
        with self.transactions.begin() as work:
            fresh = challenge(work, self.opaque_tokens, person_id=None, now=self.clock.now())
        return self.passkey_verifier.request_options(fresh)
