from collections.abc import Sequence
from dataclasses import dataclass, field

from application.identity.caller import Caller
from application.identity.passkeys import taken
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.recovery_codes import fresh_codes
from application.identity.second_factor_ports import PasskeyVerifier
from application.identity.signing_in import own_account, still_signed_in
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import InvalidPasskey
from domain.identity.second_factors import Passkey


@dataclass(frozen=True, slots=True)
class AddPasskeyCommand:
    """``credential`` is what the browser answered, as JSON text."""

    caller: Caller
    name: str
    credential: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddPasskey:
    """Keeps the public key of a passkey that was made just now, for the challenge given to the caller.

    Returns recovery codes to whoever has none yet. Raises OnlyInPerson, ProofNeeded, SessionEnded,
    InvalidPasskey, SecondFactorExists or InvalidText.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    passkey_verifier: PasskeyVerifier

    def __call__(self, command: AddPasskeyCommand) -> tuple[Passkey, Sequence[str]]:
        caller, now = command.caller, self.clock.now()
        person, _ = own_account(self.transactions, caller)
        caller.must_have_proved(now)
        _, claimed = self.passkey_verifier.claimed(command.credential)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            still_signed_in(work, caller, now)
            known = taken(work, self.opaque_tokens, claimed, person_id=person.id, now=now)
            made = self.passkey_verifier.verify_new(command.credential, known)
            if work.second_factors.owner_of(made.credential_id) not in {None, person.id}:
                raise InvalidPasskey("this passkey belongs to somebody else")
            factors = work.second_factors.get(person.id)
            passkey = factors.add_passkey(
                made.credential_id, made.public_key, made.sign_count, name=command.name, now=now
            )
            codes = fresh_codes(factors, self.opaque_tokens, now=now) if not factors.recovery_codes else ()
            work.second_factors.save(factors)
        return passkey, codes
