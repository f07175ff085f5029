from dataclasses import dataclass

from application.identity.external_signing_in import second_step_of
from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens
from application.identity.second_factor_check import SecondFactorCheck, SecondFactorSent
from application.identity.signing_in import Device, SignedIn, open_session
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import ExternalSignInExpired


@dataclass(frozen=True, slots=True)
class FinishWithSecondFactor:
    """Opens a session for who came back from the provider, once they show their second factor here.

    ``key`` comes from the cookie of the browser that was there. Raises ExternalSignInExpired unless it came
    back less than ten minutes ago and was let in by nothing yet, and what SecondFactorCheck does.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    second_factor_check: SecondFactorCheck
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, key: str, sent: SecondFactorSent | None, device: Device) -> SignedIn:
        digest = self.opaque_tokens.digest(second_step_of(key))
        with self.transactions.begin() as work:
            begun = work.external_sign_ins.find(digest)
            people = work.people.among([begun.person_id] if begun and begun.person_id else (), ())
        if begun is None or not people or self.clock.now() >= begun.expires_at:
            raise self._expired()
        self.second_factor_check(people[0], sent)
        with self.transactions.begin() as work:
            person = work.people.get(people[0].id)
            if work.external_sign_ins.take(digest) is None or not person.active:
                raise self._expired()
            now = self.clock.now()
            return open_session(
                work, person, device, self.opaque_tokens, self.access_tokens, now, proved=False
            )

    def _expired(self) -> ExternalSignInExpired:
        return ExternalSignInExpired("this took too long, or began in another browser; try again")
