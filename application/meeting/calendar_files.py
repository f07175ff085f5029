"""The port through which calendar files come in, and what such a file says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.meeting.details import Details
from domain.meeting.guest import GuestRole
from domain.meeting.timing import Timing

MOST_OCTETS = 5 * 2**20
MOST_EVENTS = 5_000


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody the file names as taking part. What it says they answered is not read: only they can say."""

    email: str
    name: str
    role: GuestRole


@dataclass(frozen=True, slots=True)
class SingleEvent:
    """A meeting as the file describes it. ``note``: in words what had to stay out, empty when nothing had."""

    sequence: int
    details: Details
    timing: Timing
    attendees: tuple[Attendee, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The file says that the event with this UID will not take place."""

    sequence: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unusable:
    """This event cannot become a meeting; ``code`` is stable, ``reason`` a sentence for people."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventInFile:
    """One VEVENT. ``number`` counts them, ``line`` is where it begins; both start at 1.

    ``uid`` and ``title`` are fit to be shown, even when ``content`` is Unusable.
    """

    number: int
    line: int
    uid: str
    title: str
    content: SingleEvent | Cancellation | Unusable


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """``others``: how many components of each kind are no events, and were passed over (VTODO, …)."""

    events: Sequence[EventInFile]
    others: Mapping[str, int]


class CalendarFiles(Protocol):
    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        """Every VEVENT of the file (RFC 5545), in its order; clock times without a zone are those of
        ``floating_zone``.

        Never reads anything but ``octets``. Takes time and memory in proportion to them, whatever they hold.
        Raises UnreadableCalendar when they are no calendar, break off in the middle of one, are larger than
        MOST_OCTETS, or hold more than MOST_EVENTS events.
        """
        ...
