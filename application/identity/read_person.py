from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """A colleague's entry. Raises PermissionMissing, or PersonNotFound, also for a deactivated account."""

    people: PeopleDirectory

    def __call__(self, caller: Caller, person_id: UUID) -> KnownPerson:
        caller.must(Permission.READ_PEOPLE)
        person = self.people.find(person_id)
        if person is None:
            raise PersonNotFound("there is no such person")
        return person
