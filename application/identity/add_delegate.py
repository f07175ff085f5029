from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.delegates import principal_for
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.delegation import Delegation
from domain.identity.refusals import PersonNotFound


@dataclass(frozen=True, slots=True)
class AddDelegate:
    """Lets somebody act for the principal; they may already. Raises PersonNotFound or InvalidDelegate."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, principal_id: UUID, delegate_id: UUID) -> None:
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            principal = principal_for(caller, principal_id, work)
            delegate = next((each for each in work.people.among([delegate_id], []) if each.active), None)
            if delegate is None:
                raise PersonNotFound("there is no such person")
            delegation = Delegation.grant(principal, delegate, by=caller.person_id, now=self.clock.now())
            if work.delegations.find(principal_id, delegate_id) is None:
                work.delegations.add(delegation)
