"""Who takes part in an event (RFC 5545 §3.8.4.1, §3.8.4.3)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.icalendar.properties import Properties, Property
from adapters.icalendar.values import on_one_line
from application.meeting.calendar_files import Attendee, RoomInFile
from domain.identity.email_address import email_address
from domain.identity.refusals import InvalidEmailAddress
from domain.meeting.guest import GuestRole, Response, ResponseStatus
from domain.meeting.meeting import MOST_GUESTS
from domain.meeting.refusals import TooManyGuests
from domain.shared.text import InvalidText, one_line, prose

COMMENT = "X-RESPONSE-COMMENT"
"""Where several calendars write what somebody said beside their answer; no RFC has a place for it."""

_ROLES = {"CHAIR": GuestRole.CHAIR, "OPT-PARTICIPANT": GuestRole.OPTIONAL}
_ANSWERS = {
    "NEEDS-ACTION": ResponseStatus.NEEDS_ACTION,
    "ACCEPTED": ResponseStatus.ACCEPTED,
    "TENTATIVE": ResponseStatus.TENTATIVE,
    "DECLINED": ResponseStatus.DECLINED,
}
_PLURAL = {"address that is none": "addresses that are none"}


@dataclass(frozen=True, slots=True)
class Attendance:
    """``organiser``: an address, or empty. ``note``: who had to stay out."""

    attendees: tuple[Attendee, ...]
    organiser: str
    rooms: tuple[RoomInFile, ...]
    note: str


def attendance_of(event: Properties) -> Attendance:
    """Those who take part, each once. An organiser who is not among the attendees takes part as chair.

    Raises TooManyGuests.
    """
    found: dict[str, Attendee] = {}
    rooms: list[RoomInFile] = []
    left_out: Counter[str] = Counter()
    for each in event.every("ATTENDEE"):
        if _upper(each, "CUTYPE") in {"ROOM", "RESOURCE"}:
            rooms.append(RoomInFile(_name(each), each.line, _room_id(each.value)))
            continue
        reason = _reason_to_stay_out(each)
        attendee = None if reason else _attendee(each, _ROLES.get(_upper(each, "ROLE"), GuestRole.REQUIRED))
        if attendee:
            found.setdefault(attendee.email, attendee)
        else:
            left_out[reason or "address that is none"] += 1
    organiser = next((_attendee(each, GuestRole.CHAIR) for each in event.every("ORGANIZER")), None)
    if organiser:
        found.setdefault(organiser.email, organiser)
    if len(found) > MOST_GUESTS + 1:  # one of them may be the host
        raise TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most")
    return Attendance(
        tuple(found.values()), organiser.email if organiser else "", tuple(rooms), _note(left_out)
    )


def _reason_to_stay_out(attendee: Property) -> str:
    return "observer" if _upper(attendee, "ROLE") == "NON-PARTICIPANT" else ""


def _upper(written: Property, parameter: str) -> str:
    return written.parameters.get(parameter, "").strip().upper()


def _attendee(written: Property, role: GuestRole) -> Attendee | None:
    """None without a usable address."""
    value = written.value.strip()
    address = value[7:] if value[:7].lower() == "mailto:" else value
    for candidate in (written.parameters.get("EMAIL", ""), address):
        try:
            return Attendee(email_address(candidate), _name(written), role, _answer(written))
        except InvalidEmailAddress:
            continue
    return None


def _answer(written: Property) -> Response | None:
    """When it was given, no file says. Answers of other kinds count as none yet (RFC 5545 §3.2.12)."""
    if "PARTSTAT" not in written.parameters:
        return None
    status = _ANSWERS.get(_upper(written, "PARTSTAT"), ResponseStatus.NEEDS_ACTION)
    try:
        comment = prose(written.parameters.get(COMMENT, ""), name="comment", longest=1_000)
    except InvalidText:
        comment = ""
    return Response(status, comment)


def _room_id(value: str) -> UUID | None:
    try:
        return UUID(value.strip()) if value.strip().lower().startswith("urn:uuid:") else None
    except ValueError:
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
