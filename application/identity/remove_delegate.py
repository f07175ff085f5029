from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.delegates import principal_for
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import DelegateNotFound


@dataclass(frozen=True, slots=True)
class RemoveDelegate:
    """From now on they act for the principal no more. Raises DelegateNotFound."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, principal_id: UUID, delegate_id: UUID) -> None:
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            principal = principal_for(caller, principal_id, work)
            delegation = work.delegations.find(principal_id, delegate_id)
            if delegation is None:
                raise DelegateNotFound("they are not a delegate of this person")
            (delegate,) = work.people.among([delegate_id], [])
            delegation.revoke(principal, delegate, by=caller.person_id, now=self.clock.now())
            work.delegations.remove(delegation)
