from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.signing_in import own_account
from application.shared.ports import Transactions
from domain.identity.second_factors import SecondFactors


@dataclass(frozen=True, slots=True)
class ReadSecondFactors:
    """One's own. Raises OnlyInPerson."""

    transactions: Transactions[IdentityWork]

    def __call__(self, caller: Caller) -> SecondFactors:
        person, _ = own_account(self.transactions, caller)
        with self.transactions.begin() as work:
            return work.second_factors.find(person.id)
