from dataclasses import dataclass

from application.identity.passkeys import PasskeyUse
from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens
from application.identity.second_factor_ports import PasskeyVerifier
from application.identity.signing_in import Device, SignedIn, open_session
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import InvalidPasskey


@dataclass(frozen=True, slots=True)
class SignInWithPasskey:
    """Opens a session for whoever holds a passkey and showed their face, finger or PIN: two factors in one.

    Raises InvalidPasskey, alike for keys that are unknown, wrong, or of somebody deactivated.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    passkey_use: PasskeyUse
    passkey_verifier: PasskeyVerifier
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, credential: str, device: Device) -> SignedIn:
        credential_id, _ = self.passkey_verifier.claimed(credential)
        unknown = InvalidPasskey("this passkey is not known here")
        now = self.clock.now()
        with self.transactions.begin() as work:
            owner_id = work.second_factors.owner_of(credential_id)
            if owner_id is None:
                raise unknown
            person = work.people.get(owner_id)
            factors = work.second_factors.get(owner_id)
            self.passkey_use(factors, credential, work, now=now, alone=True)
            if not person.active:
                raise unknown
            work.second_factors.save(factors)
            return open_session(work, person, device, self.opaque_tokens, self.access_tokens, now)
