from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.identity.delegates import principal_for
from application.identity.looks import Looks
from application.identity.ports import IdentityWork, KnownPerson, PeopleDirectory
from application.shared.ports import Transactions


@dataclass(frozen=True, slots=True)
class Delegate:
    person: KnownPerson
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class ReadDelegates:
    """Who may act for the principal, those who may longest first.

    That an admin looked is an entry of the audit trail. Raises PersonNotFound or PermissionMissing.
    """

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory
    looks: Looks

    def __call__(self, caller: Caller, principal_id: UUID) -> Sequence[Delegate]:
        with self.transactions.begin() as work:
            principal_for(caller, principal_id, work)
            delegations = work.delegations.of(principal_id)
            people = self.people.named([each.delegate_id for each in delegations])
        if principal_id != caller.person_id:
            self.looks.enter(caller, "delegates.read", person_id=principal_id)
        return [Delegate(people[each.delegate_id], each.granted_at) for each in delegations]
