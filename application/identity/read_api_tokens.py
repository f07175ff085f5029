from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Transactions
from domain.identity.api_token import ApiToken


@dataclass(frozen=True, slots=True)
class ReadApiTokens:
    """One's own, expired ones too, the newest first. Raises OnlyInPerson."""

    transactions: Transactions[IdentityWork]

    def __call__(self, caller: Caller) -> Sequence[ApiToken]:
        caller.must_be_signed_in()
        with self.transactions.begin() as work:
            return work.api_tokens.of(caller.person_id)
