from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.identity.refusals import PersonNotFound


@dataclass(frozen=True, slots=True)
class ReadMe:
    """The caller's own account."""

    people: PeopleDirectory

    def __call__(self, caller: Caller) -> KnownPerson:
        person = self.people.find(caller.person_id)
        if person is None:
            raise PersonNotFound("your account is no longer active")
        return person
