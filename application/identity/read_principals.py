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
class Principal:
    person: KnownPerson
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class ReadPrincipals:
    """For whom somebody may act, those for whom they may longest first; people who are active.

    That an admin looked is an entry of the audit trail.
    """

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory
    looks: Looks

    def __call__(self, caller: Caller, delegate_id: UUID) -> Sequence[Principal]:
        """They themselves and admins may ask. Raises PersonNotFound or PermissionMissing."""
        with self.transactions.begin() as work:
            principal_for(caller, delegate_id, work)
            granted = [
                each for each in work.delegations.involving(delegate_id) if each.delegate_id == delegate_id
            ]
            people = self.people.named([each.principal_id for each in granted])
        if delegate_id != caller.person_id:
            self.looks.enter(caller, "principals.read", person_id=delegate_id)
        granted.sort(key=lambda each: (each.granted_at, each.principal_id))
        return [
            Principal(people[each.principal_id], each.granted_at)
            for each in granted
            if people[each.principal_id].active
        ]
