"""Ways out for whoever asked for time that is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.meeting.edit import Edit
from domain.meeting.timing import Timing


class OfferKind(StrEnum):
    SKIP = "skip"
    MOVE = "move"
    ANOTHER_ROOM = "another_room"


@dataclass(frozen=True, slots=True)
class Offer:
    """What to ask for instead; only what is given replaces what was asked for.

    ``exceptions``: all single dates that are to differ, those of the request too. ``declined_on``: dates on
    which the answer for a room is to be no.
    """

    kind: OfferKind
    timing: Timing | None = None
    rooms: tuple[UUID, ...] = ()
    exceptions: Mapping[str, Edit] = field(default_factory=dict)
    declined_on: tuple[str, ...] = ()
