from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from application.identity.ports import IdentityWork
from application.shared.ports import Transactions

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class ActOnBehalf:
    """Runs whatever a delegate does for somebody, so that all of it is recorded as the delegate's deed.

    It surrounds the use cases, for none of them could forget it then.
    """

    transactions: Transactions[IdentityWork]

    def __call__(self, delegate_id: UUID, act: Callable[[], Outcome]) -> Outcome:
        with self.transactions.begin(delegate_id=delegate_id):
            return act()
