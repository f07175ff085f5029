from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import People
from application.meeting.ports import Newcomer
from domain.identity.person import Person
from domain.identity.refusals import EmailAlreadyTaken, PersonNotFound, StalePerson
from domain.identity.role import Role
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id


@dataclass
class MemoryPeople(People):
    tables: Tables
    events: list[DomainEvent]

    def add(self, person: Person) -> None:
        if self.by_email(person.email) is not None:
            raise EmailAlreadyTaken(f"{person.email} has an account already", field=("email",))
        self._keep(person)

    def get(self, person_id: UUID) -> Person:
        person = self.tables.people.get(person_id)
        if person is None:
            raise PersonNotFound("there is no such person")
        return stored(person)

    def by_email(self, email: str) -> Person | None:
        return next((stored(person) for person in self.tables.people.values() if person.email == email), None)

    def among(self, person_ids: Collection[UUID], emails: Collection[str]) -> Sequence[Person]:
        everybody = sorted(self.tables.people.values(), key=lambda person: person.id)
        return [stored(p) for p in everybody if p.id in person_ids or p.email in emails]

    def save(self, person: Person) -> None:
        if self.tables.people[person.id].version != person.version:
            raise StalePerson("somebody changed this person since you read it")
        if any(each.email == person.email and each.id != person.id for each in self.tables.people.values()):
            raise EmailAlreadyTaken(f"{person.email} has an account already", field=("email",))
        self._keep(person)

    def active_admins(self) -> Sequence[Person]:
        everybody = sorted(self.tables.people.values(), key=lambda person: person.id)
        return [stored(each) for each in everybody if each.active and each.role is Role.ADMIN]

    def none_yet(self) -> bool:
        return not self.tables.people

    def _keep(self, person: Person) -> None:
        person.version += 1
        if since := person.came_to_address_at:
            note = Newcomer(new_id(since), person.id, since)
            self.tables.newcomers[note.id] = (since, note)
        self.events += person.events
        person.events.clear()
        self.tables.people[person.id] = stored(person)
