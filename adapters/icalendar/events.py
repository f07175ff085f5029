"""What one VEVENT says (RFC 5545 §3.6.1)."""

import re
from dataclasses import replace
from hashlib import sha256

from adapters.icalendar.attendees import attendance_of
from adapters.icalendar.components import MOST_LINES, RawCalendar, RawEvent
from adapters.icalendar.kept import kept_of
from adapters.icalendar.properties import NotImportable, Properties, Property, properties
from adapters.icalendar.recurrences import recurrence_of, repeats
from adapters.icalendar.time_zones import Zones
from adapters.icalendar.timings import timing_of, when
from adapters.icalendar.values import on_one_line
from application.meeting.calendar_files import Cancellation, EventInFile, PlannedEvent, Unusable
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.timing import Start
from domain.shared.refusal import Refusal
from domain.shared.text import one_line

NO_TITLE = "(no title)"
LONGEST_UID = 500
HIGHEST_SEQUENCE = 2**31 - 1

_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "URL")
_OF_TEXT = {"SUMMARY": re.compile(rb"(?i)SUMMARY[;:]"), "UID": re.compile(rb"(?i)UID[;:]")}


def event_in_file(raw: RawEvent, number: int, zones: Zones) -> EventInFile:
    """Never raises: what cannot become a meeting comes back as Unusable."""
    date: Start | None = None
    uid, title = _shown(raw, "UID", LONGEST_UID), _shown(raw, "SUMMARY", 300) or NO_TITLE
    try:
        calendar = _calendar_of(raw)
        event = properties(raw.lines)
        uid = _uid(event, raw)
        _refuse_foreign_methods(_printable(calendar.method)[:40])
        date = _date(event, zones)
        content = _content(event, raw, calendar, zones, date)
        return EventInFile(number, raw.line, uid, title, content, date)
    except NotImportable as problem:
        return EventInFile(number, raw.line, uid, title, Unusable(problem.code, problem.reason), date)
    except Refusal as refusal:
        return EventInFile(number, raw.line, uid, title, Unusable(refusal.code, refusal.message), date)


def _calendar_of(raw: RawEvent) -> RawCalendar:
    if raw.calendar is None:
        raise NotImportable("misplaced_event", "it does not stand directly inside a VCALENDAR")
    if not raw.ended:
        raise NotImportable("malformed_event", "its END:VEVENT is missing")
    if len(raw.lines) > MOST_LINES:
        raise NotImportable("malformed_event", f"it has more than {MOST_LINES:,} lines")
    return raw.calendar


def _date(event: Properties, zones: Zones) -> Start | None:
    """The date of a series that it speaks of, by its RECURRENCE-ID."""
    written = event.only("RECURRENCE-ID")
    if written is None:
        return None
    return when(written, zones, repeats=True)


def _content(
    event: Properties, raw: RawEvent, calendar: RawCalendar, zones: Zones, date: Start | None
) -> PlannedEvent | Cancellation:
    if any(each.parameters.get("RANGE") for each in event.every("RECURRENCE-ID")):
        reason = (
            "it changes a date and all that follow (RANGE); nobody writes that, so change the series here"
        )
        raise NotImportable("range_not_supported", reason)
    status = event.first_text("STATUS").strip().upper()
    if status == "CANCELLED":
        plan = _cancelled_plan(event, raw, zones, date) if calendar.method != "CANCEL" else None
        return Cancellation(_sequence(event), event.first_text("COMMENT")[:1_000], plan)
    if calendar.method == "CANCEL":
        reason = "it takes back single invitations (METHOD:CANCEL without STATUS:CANCELLED)"
        raise NotImportable("method_not_supported", reason)
    return _plan(event, raw, zones, date)


def _cancelled_plan(
    event: Properties, raw: RawEvent, zones: Zones, date: Start | None
) -> PlannedEvent | None:
    """What the date would have been. A message that cancels (METHOD:CANCEL) need not say, a calendar does."""
    if date is None or not (event.has("DTSTART") and event.has("SUMMARY")):
        return None
    reason = next(iter(event.every("COMMENT")), None)
    try:
        return _plan(Properties([each for each in event.all if each is not reason]), raw, zones, date)
    except (NotImportable, Refusal):
        return None


def _plan(event: Properties, raw: RawEvent, zones: Zones, date: Start | None) -> PlannedEvent:
    in_series = repeats(event) or date is not None
    timing = timing_of(event, zones, repeats=in_series)
    recurrence, periods = recurrence_of(event, timing.start, zones) if date is None else (None, ())
    attendance = attendance_of(event)
    details, also = _with_conference(_details(event), event)
    room_lines = [each.line for each in attendance.rooms]
    kept, kept_note = kept_of(raw, room_lines, also, timing, repeats=recurrence is not None)
    return PlannedEvent(
        _sequence(event),
        details,
        timing,
        attendance.attendees,
        attendance.organiser,
        attendance.rooms,
        recurrence,
        periods,
        kept,
        lists_guests=event.has("ATTENDEE"),
        note="; ".join(filter(None, (attendance.note, kept_note))),
    )


def _refuse_foreign_methods(method: str) -> None:
    """An import speaks for its owner alone: answers and proposals of others arrive from them, or not."""
    if method == "REPLY":
        raise NotImportable("reply_ignored", "it is somebody's answer; only they can give it, signed in")
    if method not in {"", "PUBLISH", "REQUEST", "CANCEL"}:
        raise NotImportable("method_not_supported", f"files with METHOD:{method} are not for importing")


def _details(event: Properties) -> Details:
    public = event.first_text("CLASS").strip().upper() == "PUBLIC"
    free = event.first_text("TRANSP").strip().upper() == "TRANSPARENT"
    return Details(
        title=on_one_line(event.first_text("SUMMARY")) or NO_TITLE,
        description=event.first_text("DESCRIPTION"),
        location=event.first_text("LOCATION"),
        visibility=Visibility.ORGANISATION if public else Visibility.PRIVATE,
        commitment=Commitment.FREE if free else Commitment.BUSY,
    )


def _with_conference(details: Details, event: Properties) -> tuple[Details, list[Property]]:
    """The first link that a browser may follow; other kinds of URI (tel:, file:) are no conference here.

    And what of these properties says something else.
    """
    links = [each for name in _LINKS for each in event.every(name)]
    for each in links:
        try:
            details = replace(details, conference_url=each.value.strip())
            break
        except Refusal:
            continue
    others = [each for each in links if each.value.strip() != details.conference_url]
    return details, [*others, *event.every("COMMENT")]


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
