"""What one VEVENT says (RFC 5545 §3.6.1)."""

import re
from dataclasses import replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from adapters.icalendar.attendees import attendees_of
from adapters.icalendar.components import MOST_LINES, RawCalendar, RawEvent
from adapters.icalendar.properties import NotImportable, Properties, properties
from adapters.icalendar.timings import Zones, timing_of
from application.meeting.calendar_files import Cancellation, EventInFile, SingleEvent, Unusable
from domain.meeting.details import Details, Visibility
from domain.shared.refusal import Refusal
from domain.shared.text import one_line

NO_TITLE = "(no title)"
LONGEST_UID = 500
HIGHEST_SEQUENCE = 2**31 - 1

_RECURRENCE = ("RRULE", "RDATE", "EXDATE", "EXRULE")
_OF_TEXT = {"SUMMARY": re.compile(rb"(?i)SUMMARY[;:]"), "UID": re.compile(rb"(?i)UID[;:]")}


def event_in_file(raw: RawEvent, number: int, floating_zone: ZoneInfo) -> EventInFile:
    """Never raises: what cannot become a meeting comes back as Unusable."""
    uid, title = _shown(raw, "UID", LONGEST_UID), _shown(raw, "SUMMARY", 300) or NO_TITLE
    try:
        calendar = _calendar_of(raw)
        event = properties(raw.lines)
        uid = _uid(event, raw)
        return EventInFile(number, raw.line, uid, title, _content(event, calendar, floating_zone))
    except NotImportable as problem:
        return EventInFile(number, raw.line, uid, title, Unusable(problem.code, problem.reason))
    except Refusal as refusal:
        return EventInFile(number, raw.line, uid, title, Unusable(refusal.code, refusal.message))


def _calendar_of(raw: RawEvent) -> RawCalendar:
    if raw.calendar is None:
        raise NotImportable("misplaced_event", "it does not stand directly inside a VCALENDAR")
    if not raw.ended:
        raise NotImportable("malformed_event", "its END:VEVENT is missing")
    if len(raw.lines) > MOST_LINES:
        raise NotImportable("malformed_event", f"it has more than {MOST_LINES:,} lines")
    return raw.calendar


def _content(event: Properties, calendar: RawCalendar, floating_zone: ZoneInfo) -> SingleEvent | Cancellation:
    method = _printable(calendar.method)[:40]
    status = event.first_text("STATUS").strip().upper()
    _refuse_foreign_methods(method)
    if event.has("RECURRENCE-ID"):
        raise NotImportable("override_not_supported", "it changes one date of a series; series come later")
    if any(event.has(name) for name in _RECURRENCE):
        raise NotImportable("recurrence_not_supported", "it repeats; only single events are imported so far")
    if status == "CANCELLED":
        return Cancellation(_sequence(event), event.first_text("COMMENT")[:1_000])
    if method == "CANCEL":
        reason = "it takes back single invitations (METHOD:CANCEL without STATUS:CANCELLED)"
        raise NotImportable("method_not_supported", reason)
    timing = timing_of(event, Zones(floating_zone, calendar.places))
    attendees, note = attendees_of(event)
    return SingleEvent(_sequence(event), _details(event), timing, attendees, note)


def _refuse_foreign_methods(method: str) -> None:
    """An import speaks for its owner alone: answers and proposals of others arrive from them, or not."""
    if method == "REPLY":
        raise NotImportable("reply_ignored", "it is somebody's answer; only they can give it, signed in")
    if method not in {"", "PUBLISH", "REQUEST", "CANCEL"}:
        raise NotImportable("method_not_supported", f"files with METHOD:{method} are not for importing")


def _details(event: Properties) -> Details:
    public = event.first_text("CLASS").strip().upper() == "PUBLIC"
    details = Details(
        title=" ".join(event.first_text("SUMMARY").split()) or NO_TITLE,
        description=event.first_text("DESCRIPTION").strip(),
        location=event.first_text("LOCATION").strip(),
        visibility=Visibility.ORGANISATION if public else Visibility.PRIVATE,
    )
    return _with_conference(details, event)


def _with_conference(details: Details, event: Properties) -> Details:
    """The first link that a browser may follow; other kinds of URI (tel:, file:) are no conference here."""
    for name in ("CONFERENCE", "X-GOOGLE-CONFERENCE", "URL"):
        for each in event.every(name):
            try:
                return replace(details, conference_url=each.value.strip())
            except Refusal:
                continue
    return details


def _sequence(event: Properties) -> int:
    written = event.only("SEQUENCE")
    value = written.value.strip() if written else "0"
    if not (value.isascii() and value.isdigit() and len(value) <= 10 and int(value) <= HIGHEST_SEQUENCE):
        raise NotImportable("malformed_property", f"SEQUENCE {value[:40]!r} is no revision number")
    return int(value)


def _uid(event: Properties, raw: RawEvent) -> str:
    """Its UID. Without one (RFC 2445 allowed that) the content names it: the same event, the same UID."""
    written = event.only("UID")
    uid = written.text.strip() if written else ""
    if uid:
        return one_line(uid, name="UID", longest=LONGEST_UID)
    content = b"\n".join(sorted(raw.lines))
    return f"{sha256(content).hexdigest()[:32]}@without-uid"


def _shown(raw: RawEvent, name: str, longest: int) -> str:
    """The property for a report: one line, printable, whatever the file holds."""
    line = next((line for line in raw.lines if _OF_TEXT[name].match(line)), b"")
    try:
        text = properties([line]).all[0].text if line else ""
    except NotImportable:
        text = line.partition(b":")[2].decode(errors="replace")
    return _printable(" ".join(text[: 4 * longest].split()))[:longest]


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
