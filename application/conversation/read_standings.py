from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.conversation.people_in_sight import PeopleInSight
from application.conversation.presence_ports import PresenceLeases
from application.identity.caller import Caller
from application.identity.ports import KnownPerson
from domain.conversation.presence import Sighting, Standing, own_place, standing
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class Standings:
    """How people were found. ``met``: whom of them each of those outside the organisation knows, by who asks.

    ``changes_in``: how long after it was read it looks different by itself; None: not at all.
    """

    people: Mapping[UUID, KnownPerson]
    found: Mapping[UUID, Standing]
    met: Mapping[UUID, Collection[UUID]]
    changes_in: timedelta | None

    def shows(self, person_id: UUID, caller: Caller) -> bool:
        """Whether they may know of that person, or still may."""
        if person_id not in self.people or not caller.may(Permission.READ_PRESENCE):
            return False
        return caller.role.in_organisation or person_id in self.met.get(caller.person_id, ())


@dataclass(frozen=True, slots=True)
class ReadStandings:
    """Who is online, of the people whom each of these callers asks for, in all processes.

    Two short statements, and one for each person who asks and does not belong to the organisation.
    Raises StorageUnavailable.
    """

    leases: PresenceLeases
    in_sight: PeopleInSight

    def __call__(self, asked: Mapping[Caller, Collection[UUID]]) -> Standings:
        people = self.in_sight.active({each for wanted in asked.values() for each in wanted})
        found: dict[UUID, list[Sighting]] = {person_id: [] for person_id in people}
        for sighting in self.leases.found_in([own_place(person_id) for person_id in people]):
            found[sighting.lease.person_id].append(sighting)
        outside = {each.person_id: each for each in asked if not each.role.in_organisation}
        met = {each.person_id: self.in_sight.known_to(each, people.keys()) for each in outside.values()}
        changes = [each.changes_in for sightings in found.values() for each in sightings]
        return Standings(
            people,
            {person_id: standing(sightings) for person_id, sightings in found.items()},
            met,
            min((each for each in changes if each is not None), default=None),
        )
