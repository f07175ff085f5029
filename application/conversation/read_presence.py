from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.conversation.presence_ports import MeetingAudiences, PresenceLeases
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from domain.conversation.presence import Sighting, Standing, own_place, standing
from domain.identity.role import Permission

MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class PersonPresence:
    """``last_seen``, to the minute: of somebody who is offline, and was connected once."""

    person_id: UUID
    standing: Standing
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class ReadPresence:
    """Who of them can be reached just now, ordered by id.

    Nobody is told apart who does not exist, is deactivated, or is not to be seen: they are left out. Whoever
    belongs to the organisation sees everybody, a guest the people of their meetings.
    Raises PermissionMissing or StorageUnavailable.
    """

    leases: PresenceLeases
    audiences: MeetingAudiences
    people: PeopleDirectory

    def __call__(self, caller: Caller, person_ids: Collection[UUID]) -> Sequence[PersonPresence]:
        caller.must(Permission.READ_PRESENCE)
        active = {each.id for each in self.people.named(set(person_ids)).values() if each.active}
        if not caller.role.in_organisation:
            active &= {caller.person_id, *self.audiences.met_by(caller.person_id, active)}
        found: dict[UUID, list[Sighting]] = {person_id: [] for person_id in active}
        for sighting in self.leases.found_in([own_place(person_id) for person_id in active]):
            found[sighting.lease.person_id].append(sighting)
        standings = {person_id: standing(sightings) for person_id, sightings in found.items()}
        offline = [each for each in active if standings[each] is Standing.OFFLINE]
        seen = self.leases.last_seen(offline)
        return [
            PersonPresence(person_id, standings[person_id], _to_the_minute(seen.get(person_id)))
            for person_id in sorted(active)
        ]


def _to_the_minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)
