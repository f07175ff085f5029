from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.conversation.people_in_sight import PeopleInSight
from application.conversation.presence_ports import PresenceLeases
from application.identity.caller import Caller
from domain.conversation.presence import Sighting, Standing, own_place, standing

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

    Whoever is not in sight is left out. Raises PermissionMissing or StorageUnavailable.
    """

    leases: PresenceLeases
    in_sight: PeopleInSight

    def __call__(self, caller: Caller, person_ids: Collection[UUID]) -> Sequence[PersonPresence]:
        in_sight = self.in_sight.of(caller, person_ids)
        found: dict[UUID, list[Sighting]] = {person_id: [] for person_id in in_sight}
        for sighting in self.leases.found_in([own_place(person_id) for person_id in in_sight]):
            found[sighting.lease.person_id].append(sighting)
        standings = {person_id: standing(sightings) for person_id, sightings in found.items()}
        offline = [each for each in in_sight if standings[each] is Standing.OFFLINE]
        seen = self.leases.last_seen(offline)
        return [
            PersonPresence(person_id, standings[person_id], _to_the_minute(seen.get(person_id)))
            for person_id in sorted(in_sight)
        ]


def _to_the_minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)
