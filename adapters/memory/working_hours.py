from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.availability.ports import WorkingHoursBook
from domain.availability.refusals import StaleWorkingHours
from domain.availability.working_hours import Hours, WorkingHours
from domain.identity.refusals import PersonNotFound
from domain.shared.event import DomainEvent


@dataclass
class MemoryWorkingHours(WorkingHoursBook):
    tables: Tables
    events: list[DomainEvent]

    def get(self, person_id: UUID) -> WorkingHours:
        found = self.find(person_id)
        if found is None:
            raise PersonNotFound("there is no such person")
        return found

    def find(self, person_id: UUID) -> WorkingHours | None:
        return hours_of(self.tables, person_id)

    def save(self, hours: WorkingHours) -> None:
        current = self.find(hours.person_id)
        if current is None or current.version != hours.version:
            raise StaleWorkingHours("somebody changed these working hours since you read them; look again")
        hours.version += 1
        self.events += hours.events
        hours.events.clear()
        self.tables.working_hours[hours.person_id] = stored(hours)


def hours_of(tables: Tables, person_id: UUID) -> WorkingHours | None:
    """What they said, or office hours; None without an active account."""
    person = tables.people.get(person_id)
    if person is None or not person.active:
        return None
    own = tables.working_hours.get(person_id)
    return stored(own) if own else WorkingHours(person_id, Hours(person.zone))
