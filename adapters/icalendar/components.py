"""The structure of a calendar file (RFC 5545 §3.4, §3.6): which lines belong to which event.

The structure is read here and not by the ``icalendar`` package because a report needs line numbers, one
broken event must not take the others with it, and alarms, unknown components and nesting cost nothing when
nobody builds objects for them.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from adapters.icalendar.content_lines import content_lines
from application.meeting.calendar_files import MOST_EVENTS
from domain.meeting.refusals import UnreadableCalendar

DEEPEST = 50
MOST_LINES = 4_000
_NAME = re.compile(rb"[A-Za-z0-9-]+")

# The properties of an event that decide anything. The rest is not kept, not even while reading.
WANTED = frozenset(
    b"ATTENDEE CLASS COMMENT CONFERENCE DESCRIPTION DTEND DTSTART DURATION EXDATE EXRULE LOCATION ORGANIZER "
    b"RDATE RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY UID URL X-GOOGLE-CONFERENCE".split()
)


@dataclass(slots=True)
class RawCalendar:
    """What one VCALENDAR says to all its events. ``places`` maps its zones to their X-LIC-LOCATION."""

    method: str = ""
    places: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RawEvent:
    """``calendar`` is None unless the event stands directly inside a VCALENDAR.

    ``lines`` are those of WANTED properties; no more than one over MOST_LINES are kept.
    """

    line: int
    calendar: RawCalendar | None
    lines: list[bytes] = field(default_factory=list)
    ended: bool = False


@dataclass(slots=True)
class _Open:
    """A component whose END has not come yet."""

    name: bytes
    calendar: RawCalendar | None = None
    event: RawEvent | None = None
    zone: str = ""
    place: str = ""


@dataclass(slots=True)
class RawFile:
    events: list[RawEvent] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def components(octets: bytes) -> RawFile:
    """All events of the file. Raises UnreadableCalendar (``CalendarFiles.read``)."""
    file, stack, calendars = RawFile(), list[_Open](), 0
    for number, line in content_lines(octets):
        keyword, _, rest = line.partition(b":")
        name = keyword.strip().upper()
        if name == b"BEGIN":
            opened = _opened(rest.strip().upper(), number, stack)
            calendars += opened.calendar is not None
            _count(opened, stack, file)
            stack.append(opened)
        elif name == b"END":
            _close(rest.strip().upper(), stack)
        elif stack:
            _keep(line, stack[-1])
    if not calendars:
        raise UnreadableCalendar("this is not a calendar file: there is no BEGIN:VCALENDAR in it")
    if any(each.calendar for each in stack):
        raise UnreadableCalendar("the file breaks off in the middle of a calendar; is it complete?")
    return file


def _opened(name: bytes, number: int, stack: list[_Open]) -> _Open:
    if len(stack) >= DEEPEST:
        raise UnreadableCalendar(f"line {number} lies deeper than {DEEPEST} components inside one another")
    if name == b"VCALENDAR":
        return _Open(name, calendar=RawCalendar())
    if name == b"VEVENT":
        return _Open(name, event=RawEvent(number, stack[-1].calendar if stack else None))
    return _Open(name)


def _count(opened: _Open, stack: list[_Open], file: RawFile) -> None:
    if opened.event:
        file.events.append(opened.event)
        if len(file.events) > MOST_EVENTS:
            raise UnreadableCalendar(f"the file holds more than {MOST_EVENTS:,} events; split it")
    elif opened.name in {b"VTODO", b"VJOURNAL", b"VFREEBUSY"} and (not stack or stack[-1].calendar):
        file.others[opened.name.decode()] += 1


def _close(name: bytes, stack: list[_Open]) -> None:
    """End the innermost component of that name; what is still open inside it stays without its END."""
    if not any(each.name == name for each in stack):
        return
    while True:
        closed = stack.pop()
        if closed.name == name:
            break
    if closed.event:
        closed.event.ended = True
    if closed.zone and closed.place and stack and stack[-1].calendar:
        stack[-1].calendar.places[closed.zone] = closed.place


def _keep(line: bytes, component: _Open) -> None:
    found = _NAME.match(line)
    name = found[0].upper() if found else b""
    if component.event:
        if name in WANTED and len(component.event.lines) <= MOST_LINES:
            component.event.lines.append(line)
    elif component.calendar:
        if name == b"METHOD":
            component.calendar.method = _value(line).upper()
    elif component.name == b"VTIMEZONE":
        if name == b"TZID":
            component.zone = _value(line)
        elif name == b"X-LIC-LOCATION":
            component.place = _value(line)


def _value(line: bytes) -> str:
    return line.partition(b":")[2].decode(errors="replace").strip()
