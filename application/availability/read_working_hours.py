from dataclasses import dataclass
from uuid import UUID

from application.availability.ports import AvailabilityWork
from application.identity.caller import Caller
from application.shared.ports import Transactions
from domain.availability.working_hours import WorkingHours
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadWorkingHours:
    """One's own, or those of somebody whom one may look up. Raises PermissionMissing or PersonNotFound."""

    transactions: Transactions[AvailabilityWork]

    def __call__(self, caller: Caller, person_id: UUID) -> WorkingHours:
        caller.must(Permission.READ_HOURS)
        known = person_id == caller.person_id or caller.may(Permission.READ_PEOPLE)
        with self.transactions.begin() as work:
            hours = work.working_hours.find(person_id) if known else None
        if hours is None:
            raise PersonNotFound("there is no such person")
        return hours
