from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.conversation.presence_ports import MeetingAudiences, PresenceLeases
from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.conversation.audience import MeetingAudience, Onlooker
from domain.conversation.presence import Attendee, Sighting, attendees
from domain.identity.role import Permission, Role


def place_of_meeting(meeting_id: UUID) -> str:
    return f"meeting:{meeting_id}"


@dataclass(frozen=True, slots=True)
class MeetingPresence:
    """Who was found looking at a meeting."""

    audience: MeetingAudience
    sightings: Sequence[Sighting]
    people: Mapping[UUID, KnownPerson]

    def circle(self, caller: Caller) -> Hashable:
        """Callers of one circle see the same; None: those who may see nothing of it, or not any more."""
        onlooker = _onlooker(caller.person_id, caller.role)
        if not (caller.may(Permission.READ_PRESENCE) and self.audience.admits(onlooker)):
            return None
        return self.audience.circle(onlooker)

    def as_seen_by(self, caller: Caller) -> Sequence[Attendee]:
        """Never anybody who may not see the meeting themself. The caller is of some circle."""
        onlooker = _onlooker(caller.person_id, caller.role)
        return [
            each
            for each in attendees(self.sightings)
            if self._is_let_in(each.person_id) and self.audience.shows(each.person_id, onlooker)
        ]

    @property
    def changes_in(self) -> timedelta | None:
        """How long after it was read it looks different by itself; None: not at all."""
        changes = (sighting.changes_in for sighting in self.sightings)
        return min((each for each in changes if each is not None), default=None)

    def _is_let_in(self, person_id: UUID) -> bool:
        person = self.people.get(person_id)
        if person is None or not person.active:
            return False
        return self.audience.admits(_onlooker(person_id, person.role))


def _onlooker(person_id: UUID, role: Role) -> Onlooker:
    return Onlooker(person_id, role.in_organisation)


@dataclass(frozen=True, slots=True)
class ReadMeetingPresence:
    """Who looks at those meetings, in all processes; nothing of meetings that do not exist.

    Three short statements, however many meetings. Raises StorageUnavailable.
    """

    leases: PresenceLeases
    audiences: MeetingAudiences
    people: PeopleDirectory

    def __call__(self, meeting_ids: Collection[UUID]) -> Mapping[UUID, MeetingPresence]:
        found: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in self.leases.found_in([place_of_meeting(each) for each in meeting_ids]):
            found[sighting.lease.place].append(sighting)
        there = {sighting.lease.person_id for sightings in found.values() for sighting in sightings}
        people = self.people.named(there) if there else {}
        return {
            meeting_id: MeetingPresence(audience, found[place_of_meeting(meeting_id)], people)
            for meeting_id, audience in self.audiences.of(meeting_ids).items()
        }
