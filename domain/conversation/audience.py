"""Who may see who is in a meeting."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Onlooker:
    """``in_organisation``: whether they know everybody here, and may see what is open to all of them."""

    person_id: UUID
    in_organisation: bool


@dataclass(frozen=True, slots=True)
class MeetingAudience:
    """What a meeting says about that. ``guest_ids``: those of its guests who have accounts.

    ``is_open``: to the whole organisation. Of a draft there are no guests yet.
    """

    host_id: UUID
    guest_ids: frozenset[UUID]
    guests_see_guests: bool
    is_open: bool

    def admits(self, onlooker: Onlooker) -> bool:
        """Whether they may see the meeting at all."""
        is_invited = onlooker.person_id == self.host_id or onlooker.person_id in self.guest_ids
        return is_invited or (self.is_open and onlooker.in_organisation)

    def shows(self, person_id: UUID, onlooker: Onlooker) -> bool:
        """Whether somebody who is there may be seen by somebody whom the meeting admits."""
        if person_id in {onlooker.person_id, self.host_id}:
            return True
        if person_id in self.guest_ids:
            return self.guests_see_guests or onlooker.person_id == self.host_id
        return onlooker.in_organisation

    def circle(self, onlooker: Onlooker) -> tuple[bool, UUID | None]:
        """Onlookers of one circle see the same people."""
        sees_all_guests = self.guests_see_guests or onlooker.person_id == self.host_id
        return onlooker.in_organisation, None if sees_all_guests else onlooker.person_id
