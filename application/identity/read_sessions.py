from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, OpenSession, PeopleDirectory
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class ReadSessions:
    """Where a person is signed in, as they themselves and admins may know.

    That an admin looked is an entry of the audit trail. Raises PermissionMissing or PersonNotFound.
    """

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory
    clock: Clock

    def __call__(self, caller: Caller, person_id: UUID) -> Sequence[OpenSession]:
        if person_id != caller.person_id:
            caller.must(Permission.MANAGE_PEOPLE)
            if not self.people.named([person_id]):
                raise PersonNotFound("there is no such person")
            self._enter(caller, person_id)
        return self.people.open_sessions(person_id, now=self.clock.now())

    def _enter(self, caller: Caller, person_id: UUID) -> None:
        looked = Act(
            kind="sessions.read",
            at=self.clock.now(),
            actor_id=caller.person_id,
            subject_type="person",
            subject_id=person_id,
        )
        with self.transactions.begin() as work:
            work.audit.record(looked)
