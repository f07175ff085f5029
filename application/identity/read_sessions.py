from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.looks import Looks
from application.identity.ports import OpenSession, PeopleDirectory
from application.shared.ports import Clock
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadSessions:
    """Where a person is signed in, as they themselves and admins may know.

    That an admin looked is an entry of the audit trail. Raises PermissionMissing or PersonNotFound.
    """

    people: PeopleDirectory
    clock: Clock
    looks: Looks

    def __call__(self, caller: Caller, person_id: UUID) -> Sequence[OpenSession]:
        if person_id != caller.person_id:
            caller.must(Permission.MANAGE_PEOPLE)
            if not self.people.named([person_id]):
                raise PersonNotFound("there is no such person")
            self.looks.enter(caller, "sessions.read", person_id=person_id)
        return self.people.open_sessions(person_id, now=self.clock.now())
