from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.signing_in import own_account
from application.shared.ports import Transactions
from domain.identity.external_identity import ExternalIdentity


@dataclass(frozen=True, slots=True)
class ReadLinks:
    """Which identities elsewhere open the caller's account. Raises OnlyInPerson."""

    transactions: Transactions[IdentityWork]

    def __call__(self, caller: Caller) -> Sequence[ExternalIdentity]:
        person, _ = own_account(self.transactions, caller)
        with self.transactions.begin() as work:
            return work.external_identities.of(person.id)
