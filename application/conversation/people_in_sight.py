"""Whose presence somebody may know of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from application.conversation.presence_ports import MeetingAudiences
from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class PeopleInSight:
    """Whoever belongs to the organisation sees everybody, a guest the people of their meetings.

    Nobody is told apart who does not exist, is deactivated, or is not to be seen. Raises StorageUnavailable.
    """

    audiences: MeetingAudiences
    people: PeopleDirectory

    def of(self, caller: Caller, person_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of them. Raises PermissionMissing."""
        caller.must(Permission.READ_PRESENCE)
        return self.known_to(caller, self.active(person_ids).keys())

    def expect(self, caller: Caller, person_id: UUID) -> None:
        """Raises PersonNotFound or PermissionMissing."""
        if not self.of(caller, {person_id}):
            raise PersonNotFound("there is no such person")

    def active(self, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        """Those who can be seen by anybody."""
        return {each.id: each for each in self.people.named(set(person_ids)).values() if each.active}

    def known_to(self, caller: Caller, person_ids: Collection[UUID]) -> frozenset[UUID]:
        """Of people who are active. What the caller may do at all is not asked here."""
        if caller.role.in_organisation:
            return frozenset(person_ids)
        return self.audiences.met_by(caller.person_id, person_ids) | ({caller.person_id} & set(person_ids))
