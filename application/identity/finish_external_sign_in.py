import hmac
from dataclasses import dataclass, field

from application.identity.external_accounts import ExternalAccounts
from application.identity.external_ports import (
    ExternalSignIn,
    IdentityProvider,
    ProviderAnswer,
    SignInSecrets,
)
from application.identity.external_signing_in import SIGN_IN_LASTS, second_step_of, secrets_of
from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens
from application.identity.signing_in import Device, SignedIn, open_session
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import ExternalSignInCancelled, ExternalSignInExpired, ExternalSignInFailed


@dataclass(frozen=True, slots=True)
class FinishExternalSignInCommand:
    """``key`` comes from the browser's cookie, the rest from the provider's redirect (RFC 6749 §4.1.2)."""

    key: str = field(repr=False)
    state: str = field(repr=False)
    answer: ProviderAnswer | None
    error: str = ""
    device: Device = field(default_factory=Device)


@dataclass(frozen=True, slots=True)
class AwaitsSecondFactor:
    """The provider vouched for them; ``FinishWithSecondFactor`` takes it from here."""


@dataclass(frozen=True, slots=True)
class FinishExternalSignIn:
    """Opens a session for whom the provider vouches, or links the account that asked for it: None then.

    Who has a second factor here and showed the provider none has to show it first.

    Raises ExternalSignInExpired unless this browser began it, less than ten minutes ago, and this is its
    first answer; ExternalSignInCancelled, ExternalSignInFailed, and what ``ExternalAccounts`` does.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    identity_provider: IdentityProvider
    external_accounts: ExternalAccounts
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, command: FinishExternalSignInCommand) -> SignedIn | AwaitsSecondFactor | None:
        secrets, now = secrets_of(command.key), self.clock.now()
        begun = self._taken(command, secrets)
        if command.error == "access_denied":
            raise ExternalSignInCancelled("you did not sign in there; try again, or sign in another way")
        if command.error or command.answer is None:
            raise ExternalSignInFailed("the identity provider did not sign you in; try again later")
        identity = self.identity_provider.identify(command.answer, secrets, now=now)
        with self.transactions.begin() as work:
            if begun.person_id is not None:
                self.external_accounts.link(work, begun.person_id, identity, now=now)
                return None
            person = self.external_accounts.whose(work, identity, now=now)
            if work.second_factors.get(person.id).are_asked_for and not identity.second_factor:
                digest = self.opaque_tokens.digest(second_step_of(command.key))
                work.external_sign_ins.add(digest, ExternalSignIn(now + SIGN_IN_LASTS, person.id))
                return AwaitsSecondFactor()
            # Who sits there may have shown the provider nothing but an old cookie: that proves no more here.
            return open_session(
                work, person, command.device, self.opaque_tokens, self.access_tokens, now, proved=False
            )

    def _taken(self, command: FinishExternalSignInCommand, secrets: SignInSecrets) -> ExternalSignIn:
        expired = ExternalSignInExpired("this took too long, or began in another browser; try again")
        sent = command.state.encode("utf-8", "surrogatepass")
        if not command.key or not hmac.compare_digest(secrets.state.encode(), sent):
            raise expired
        with self.transactions.begin() as work:
            begun = work.external_sign_ins.take(self.opaque_tokens.digest(secrets.state))
        if begun is None or self.clock.now() >= begun.expires_at:
            raise expired
        return begun
