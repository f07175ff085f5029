"""What adding a passkey and signing in with one have in common: the challenge, used once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.second_factor_ports import PasskeyChallenge, PasskeyVerifier
from domain.identity.refusals import InvalidPasskey
from domain.identity.second_factors import SecondFactors

CHALLENGE_LASTS = timedelta(minutes=5)


def challenge(
    work: IdentityWork, opaque_tokens: OpaqueTokens, *, person_id: UUID | None, now: datetime
) -> str:
    """A fresh one, remembered by its digest."""
    fresh = opaque_tokens.new()
    work.passkey_challenges.add(
        opaque_tokens.digest(fresh), PasskeyChallenge(now + CHALLENGE_LASTS, person_id)
    )
    return fresh


def taken(
    work: IdentityWork, opaque_tokens: OpaqueTokens, claimed: str, *, person_id: UUID | None, now: datetime
) -> str:
    """The challenge, if it is ours, unused, and was given for this. Raises InvalidPasskey."""
    known = work.passkey_challenges.take(opaque_tokens.digest(claimed))
    if known is None or now >= known.expires_at or known.person_id != person_id:
        raise InvalidPasskey("this took too long, or was used already; try again")
    return claimed


@dataclass(frozen=True, slots=True)
class PasskeyUse:
    """Takes what a browser signed with a passkey; the factors are still to be saved."""

    opaque_tokens: OpaqueTokens
    passkey_verifier: PasskeyVerifier

    def __call__(
        self, factors: SecondFactors, credential: str, work: IdentityWork, *, now: datetime, alone: bool
    ) -> None:
        """``alone``: without a password, so its owner must have shown a face, finger or PIN.

        Raises InvalidPasskey.
        """
        credential_id, claimed = self.passkey_verifier.claimed(credential)
        known = taken(work, self.opaque_tokens, claimed, person_id=None, now=now)
        passkey = factors.passkey(credential_id)
        sign_count = self.passkey_verifier.verify_use(credential, known, passkey, alone=alone)
        factors.use_passkey(credential_id, sign_count, now=now)
