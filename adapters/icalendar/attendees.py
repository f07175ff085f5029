"""Who takes part in an event (RFC 5545 §3.8.4.1, §3.8.4.3)."""

from collections import Counter
from collections.abc import Sequence

from adapters.icalendar.properties import Properties, Property
from adapters.icalendar.values import on_one_line
from application.meeting.calendar_files import Attendee
from domain.identity.email_address import email_address
from domain.identity.refusals import InvalidEmailAddress
from domain.meeting.guest import GuestRole
from domain.meeting.meeting import MOST_GUESTS
from domain.meeting.refusals import TooManyGuests
from domain.shared.text import InvalidText, one_line

_ROLES = {"CHAIR": GuestRole.CHAIR, "OPT-PARTICIPANT": GuestRole.OPTIONAL}
_PLURAL = {"address that is none": "addresses that are none"}


def attendees_of(event: Properties) -> tuple[tuple[Attendee, ...], str]:
    """Those who take part, each once, and a note about who had to stay out.

    An organiser who is not among the attendees takes part as chair. What PARTSTAT claims is not read: an
    answer counts when its owner gives it. Raises TooManyGuests.
    """
    found: dict[str, Attendee] = {}
    left_out: Counter[str] = Counter()
    for each in event.every("ATTENDEE"):
        reason = _reason_to_stay_out(each)
        attendee = None if reason else _attendee(each, _ROLES.get(_upper(each, "ROLE"), GuestRole.REQUIRED))
        if attendee:
            found.setdefault(attendee.email, attendee)
        else:
            left_out[reason or "address that is none"] += 1
    for each in event.every("ORGANIZER")[:1]:
        organiser = _attendee(each, GuestRole.CHAIR)
        if organiser:
            found.setdefault(organiser.email, organiser)
    if len(found) > MOST_GUESTS + 1:  # one of them may be the host
        raise TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most")
    return tuple(found.values()), _note(left_out)


def _reason_to_stay_out(attendee: Property) -> str:
    if _upper(attendee, "CUTYPE") in {"ROOM", "RESOURCE"}:
        return "room"
    return "observer" if _upper(attendee, "ROLE") == "NON-PARTICIPANT" else ""


def _upper(written: Property, parameter: str) -> str:
    return written.parameters.get(parameter, "").strip().upper()


def _attendee(written: Property, role: GuestRole) -> Attendee | None:
    """None without a usable address."""
    value = written.value.strip()
    address = value[7:] if value[:7].lower() == "mailto:" else value
    for candidate in (written.parameters.get("EMAIL", ""), address):
        try:
            return Attendee(email_address(candidate), _name(written), role)
        except InvalidEmailAddress:
            continue
    return None


def _name(written: Property) -> str:
    """The common name, if it can stand on a page."""
    try:
        return one_line(on_one_line(written.parameters.get("CN", "")), name="name", longest=200)
    except InvalidText:
        return ""


def _note(left_out: Counter[str]) -> str:
    parts: Sequence[str] = [
        f"{count} {what if count == 1 else _PLURAL.get(what, what + 's')}" for what, count in left_out.items()
    ]
    return f"left out of the guests: {', '.join(parts)}" if parts else ""
