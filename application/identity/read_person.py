from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """A colleague's entry. Deactivated accounts are there only for those who manage people.

    Raises PermissionMissing or PersonNotFound.
    """

    people: PeopleDirectory

    def __call__(self, caller: Caller, person_id: UUID) -> KnownPerson:
        caller.must(Permission.READ_PEOPLE)
        person = self.people.named([person_id]).get(person_id)
        if person is None or not (person.active or caller.may(Permission.MANAGE_PEOPLE)):
            raise PersonNotFound("there is no such person")
        return person
