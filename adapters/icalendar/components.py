"""The structure of a calendar file (RFC 5545 §3.4, §3.6): which lines belong to which event.

The structure is read here and not by the ``icalendar`` package because a report needs line numbers, one
broken event must not take the others with it, and unknown components and nesting cost nothing when nobody
builds objects for them.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from adapters.icalendar.content_lines import content_lines
from application.meeting.calendar_files import MOST_EVENTS
from domain.meeting.kept import MOST_OCTETS_KEPT
from domain.meeting.refusals import UnreadableCalendar

DEEPEST = 50
MOST_LINES = 4_000
MOST_LINES_OF_A_FILE = 400_000  # 5 MB of lines that say anything are fewer
MOST_ALARMS = 50
MOST_ZONE_LINES = 1_000
_NAME = re.compile(rb"[A-Za-z0-9-]+")

# The properties of an event that decide anything here.
WANTED = frozenset(
    b"ATTENDEE CLASS COMMENT CONFERENCE DESCRIPTION DTEND DTSTART DURATION EXDATE EXRULE LOCATION ORGANIZER "
    b"RDATE RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY TRANSP UID URL X-GOOGLE-CONFERENCE".split()
)
# What speaks of the file, not of the event. All other properties are kept for the way back.
_OF_THE_FILE = frozenset(b"CREATED DTSTAMP LAST-MODIFIED REQUEST-STATUS".split())
_OBSERVANCES = (b"STANDARD", b"DAYLIGHT")


@dataclass(slots=True)
class RawCalendar:
    """What one VCALENDAR says to all its events.

    ``places`` maps its zones to their X-LIC-LOCATION, ``observances`` to the lines of each STANDARD and
    DAYLIGHT part.
    """

    method: str = ""
    places: dict[str, str] = field(default_factory=dict)
    observances: dict[str, list[list[bytes]]] = field(default_factory=dict)


@dataclass(slots=True)
class RawEvent:
    """``calendar`` is None unless the event stands directly inside a VCALENDAR.

    ``lines`` are those of WANTED properties; no more than one over MOST_LINES are kept. ``others`` are those
    that mean nothing here, ``others_left_out`` counts what was too large. ``alarms`` holds the lines of each.
    """

    line: int
    calendar: RawCalendar | None
    lines: list[bytes] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)
    others_left_out: int = 0
    alarms: list[list[bytes]] = field(default_factory=list)
    room: int = MOST_OCTETS_KEPT
    ended: bool = False


@dataclass(slots=True)
class _Open:
    """A component whose END has not come yet."""

    name: bytes
    calendar: RawCalendar | None = None
    event: RawEvent | None = None
    alarm: list[bytes] | None = None
    zone: str = ""
    place: str = ""
    observances: list[list[bytes]] = field(default_factory=list)


@dataclass(slots=True)
class RawFile:
    events: list[RawEvent] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def components(octets: bytes) -> RawFile:
    """All events of the file. Raises UnreadableCalendar (``CalendarFiles.read``)."""
    file, stack, calendars = RawFile(), list[_Open](), 0
    for count, (number, line) in enumerate(content_lines(octets)):
        if count >= MOST_LINES_OF_A_FILE:
            raise UnreadableCalendar(f"the file has more than {MOST_LINES_OF_A_FILE:,} lines; split it")
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
    opened = _Open(name)
    if name == b"VALARM" and stack and stack[-1].event:
        opened.alarm = []
        if len(stack[-1].event.alarms) <= MOST_ALARMS:
            stack[-1].event.alarms.append(opened.alarm)
    elif name in _OBSERVANCES and stack and stack[-1].name == b"VTIMEZONE":
        opened.observances = stack[-1].observances
        opened.observances.append([])
    return opened


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
    if closed.zone and stack and stack[-1].calendar:
        if closed.place:
            stack[-1].calendar.places[closed.zone] = closed.place
        if closed.observances:
            stack[-1].calendar.observances[closed.zone] = closed.observances


def _keep(line: bytes, component: _Open) -> None:
    found = _NAME.match(line)
    name = found[0].upper() if found else b""
    if component.event:
        _keep_of_event(name, line, component.event)
    elif component.alarm is not None:
        if name in {b"TRIGGER", b"ACTION"} and len(component.alarm) < 2:
            component.alarm.append(line)
    elif component.name in _OBSERVANCES:
        if component.observances and sum(map(len, component.observances)) < MOST_ZONE_LINES:
            component.observances[-1].append(line)
    elif component.calendar:
        if name == b"METHOD":
            component.calendar.method = _value(line).upper()
    elif component.name == b"VTIMEZONE":
        if name == b"TZID":
            component.zone = _value(line)
        elif name == b"X-LIC-LOCATION":
            component.place = _value(line)


def _keep_of_event(name: bytes, line: bytes, event: RawEvent) -> None:
    if name in WANTED:
        if len(event.lines) <= MOST_LINES:
            event.lines.append(line)
    elif name not in _OF_THE_FILE:
        if len(line) <= event.room and len(event.others) < MOST_LINES:
            event.others.append(line)
            event.room -= len(line)
        else:
            event.others_left_out += 1


def _value(line: bytes) -> str:
    return line.partition(b":")[2].decode(errors="replace").strip()
