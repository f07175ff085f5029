from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import ApiTokenNotFound


@dataclass(frozen=True, slots=True)
class RevokeApiToken:
    """One's own opens nothing from the next request on. Raises OnlyInPerson or ApiTokenNotFound."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, token_id: UUID) -> None:
        caller.must_be_signed_in()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            owner = work.people.get(caller.person_id)
            token = next((each for each in work.api_tokens.of(owner.id) if each.id == token_id), None)
            if token is None:
                raise ApiTokenNotFound("you have no such API token")
            token.revoke(by=owner.id, now=self.clock.now())
            work.api_tokens.remove(token)
