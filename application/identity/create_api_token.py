from dataclasses import dataclass
from datetime import datetime

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.signing_in import still_signed_in
from application.shared.ports import Clock, Transactions
from domain.identity.api_token import MOST_TOKENS, ApiToken, worded
from domain.identity.refusals import TooManyApiTokens
from domain.identity.role import Permission

HINT = 4
"""Characters."""


@dataclass(frozen=True, slots=True)
class CreateApiTokenCommand:
    caller: Caller
    name: str
    scopes: frozenset[Permission]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CreateApiToken:
    """A key for a program, and its secret, which nobody can read again.

    Raises OnlyInPerson, ProofNeeded, SessionEnded, SecondFactorNeeded, InvalidApiToken, InvalidText or
    TooManyApiTokens.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, command: CreateApiTokenCommand) -> tuple[ApiToken, str]:
        caller, now = command.caller, self.clock.now()
        caller.must_be_signed_in()
        caller.must_have_proved(now)
        caller.must_have_what_the_house_asks()
        secret = worded(self.opaque_tokens.new())
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            owner = still_signed_in(work, caller, now)
            if len(work.api_tokens.of(owner.id)) >= MOST_TOKENS:
                raise TooManyApiTokens(f"you have {MOST_TOKENS} tokens; delete some that you no longer need")
            token = ApiToken.create(
                owner,
                name=command.name,
                scopes=command.scopes,
                digest=self.opaque_tokens.digest(secret),
                hint=secret[-HINT:],
                expires_at=command.expires_at,
                now=now,
            )
            work.api_tokens.add(token)
        return token, secret
