"""The port through which calendar files come in and go out, and what such a file says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from application.identity.ports import KnownPerson
from domain.meeting.details import Details
from domain.meeting.guest import Guest, GuestRole, Response
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.recurrence import Recurrence
from domain.meeting.room import Room
from domain.meeting.timing import Start, Timing

MOST_OCTETS = 5 * 2**20
MOST_EVENTS = 5_000

NOTHING_KEPT = KeptProperties()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody the file names as taking part. ``answer``: what it says of it, None when it says nothing."""

    email: str
    name: str
    role: GuestRole
    answer: Response | None = None


@dataclass(frozen=True, slots=True)
class RoomInFile:
    """A room, or another thing, that takes part (CUTYPE). ``room_id``: what it is called in the file, if it
    came from here. ``line``: all that the file says of it, as it is kept when there is no such room.
    """

    name: str
    line: str
    room_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """A meeting, or one date of a series, as the file describes it.

    ``organiser``: the address of whoever the file calls so, empty without one. ``periods``: added dates with
    an end of their own. ``rooms``: their lines stand in ``kept``, too. ``lists_guests``: whoever is not among
    the attendees does not take part. ``note``: in words what had to stay out, empty when nothing had.
    """

    sequence: int
    details: Details
    timing: Timing
    attendees: tuple[Attendee, ...] = ()
    organiser: str = ""
    rooms: tuple[RoomInFile, ...] = ()
    recurrence: Recurrence | None = None
    periods: tuple[Timing, ...] = ()
    kept: KeptProperties = NOTHING_KEPT
    lists_guests: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The file says that the event with this UID will not take place.

    ``plan``: what the date would have been, where the file describes it.
    """

    sequence: int
    reason: str = ""
    plan: PlannedEvent | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """This event cannot become a meeting; ``code`` is stable, ``reason`` a sentence for people."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventInFile:
    """One VEVENT. ``number`` counts them, ``line`` is where it begins; both start at 1.

    ``uid`` and ``title`` are fit to be shown, even when ``content`` is Unusable. ``date``: the start by the
    rule of the one date that it speaks of; None when it speaks of the whole.
    """

    number: int
    line: int
    uid: str
    title: str
    content: PlannedEvent | Cancellation | Unusable
    date: Start | None = None

    @property
    def plan(self) -> PlannedEvent | None:
        """What it describes, cancelled or not."""
        if isinstance(self.content, PlannedEvent):
            return self.content
        return self.content.plan if isinstance(self.content, Cancellation) else None


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """``others``: how many components of each kind are no events, and were passed over (VTODO, …)."""

    events: Sequence[EventInFile]
    others: Mapping[str, int]


class Method(StrEnum):
    """What a file that is sent to somebody asks of them (RFC 5546 §1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class CalendarFiles(Protocol):
    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        """Every VEVENT of the file (RFC 5545), in its order; clock times without a zone are those of
        ``floating_zone``.

        Never reads anything but ``octets``. Takes time and memory in proportion to them, whatever they hold.
        Raises UnreadableCalendar when they are no calendar, break off in the middle of one, are larger than
        MOST_OCTETS, or hold more than MOST_EVENTS events.
        """
        ...

    def write(
        self,
        meeting: Meeting,
        *,
        people: Mapping[UUID, KnownPerson],
        guests: Sequence[Guest],
        rooms: Collection[Room] = (),
        method: Method | None = None,
        only: Collection[str] | None = None,
    ) -> bytes:
        """The meeting as a calendar file that ``read`` understands again.

        With ``method`` it is a message to ``guests``, of the dates ``only``, or of all; when one is uninvited
        from a meeting that takes place, CANCEL says no more than that (RFC 5546 §3.2.5).

        ``people`` knows the host; of all guests only ``guests`` are named, with their answers, and of what
        it booked only ``rooms``. Nothing that somebody wrote can end its line or become another property.
        """
        ...
