"""Ways out for whoever asked for time that is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.meeting.edit import Edit
from domain.meeting.guest import GuestRole
from domain.meeting.timing import Timing


class OfferKind(StrEnum):
    SKIP = "skip"
    MOVE = "move"
    ANOTHER_ROOM = "another_room"
    OPTIONAL = "optional"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to invite: exactly one of a person, an address and a team."""

    role: GuestRole
    person_id: UUID | None = None
    email: str | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What to ask for instead; only what is given replaces what was asked for.

    ``exceptions``: all single dates that are to differ, those of the request too. ``declined_on``: dates on
    which the answer is to be no. ``instead_of_any``: those rooms, and none besides. ``guests``: all whom to
    invite. ``proposal``: a no, and the time to propose with it.
    """

    kind: OfferKind
    timing: Timing | None = None
    rooms: tuple[UUID, ...] = ()
    exceptions: Mapping[str, Edit] = field(default_factory=dict)
    declined_on: tuple[str, ...] = ()
    instead_of_any: bool = False
    guests: tuple[Asked, ...] = ()
    proposal: Timing | None = None
