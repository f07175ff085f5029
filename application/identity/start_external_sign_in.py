from dataclasses import dataclass, field

from application.identity.caller import Caller
from application.identity.external_ports import ExternalSignIn, IdentityProvider
from application.identity.external_signing_in import SIGN_IN_LASTS, secrets_of
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.signing_in import own_account, still_signed_in
from application.shared.ports import Clock, Transactions


@dataclass(frozen=True, slots=True)
class StartedSignIn:
    """Where the browser goes, and the secret it keeps meanwhile."""

    url: str = field(repr=False)
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StartExternalSignIn:
    """Sends a browser to the identity provider, to sign in, or to link the account of ``caller``.

    Raises ExternalSignInOff or ProviderUnavailable; when there is a caller OnlyInPerson, ProofNeeded or
    SessionEnded.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    identity_provider: IdentityProvider

    def __call__(self, caller: Caller | None = None) -> StartedSignIn:
        now, person_id = self.clock.now(), None
        if caller is not None:
            person_id = own_account(self.transactions, caller)[0].id
            caller.must_have_proved(now)
        key = self.opaque_tokens.new()
        secrets = secrets_of(key)
        url = self.identity_provider.sign_in_url(secrets, now=now)
        begun = ExternalSignIn(now + SIGN_IN_LASTS, person_id)
        with self.transactions.begin() as work:
            if caller is not None:
                still_signed_in(work, caller, now)
            work.external_sign_ins.add(self.opaque_tokens.digest(secrets.state), begun)
        return StartedSignIn(url, key)
