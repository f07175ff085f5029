"""Files that are made to be expensive to read."""

import resource
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from adapters.icalendar.calendar_files import IcalendarFiles
from application.meeting.calendar_files import MOST_EVENTS, MOST_OCTETS, CalendarFile
from domain.meeting.refusals import UnreadableCalendar
from tests.calendars import a_calendar, an_event


def _filled(head: bytes, piece: bytes, tail: bytes = b"\r\n") -> bytes:
    """A calendar of nearly the permitted size whose one event repeats ``piece``."""
    start, end = a_calendar(an_event("SUMMARY:?")).split(b"SUMMARY:?\r\n")
    return start + head + piece * ((MOST_OCTETS - 1_000) // len(piece)) + tail + end


def _calendar_filled(piece: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\n" + piece * ((MOST_OCTETS - 1_000) // len(piece)) + b"END:VCALENDAR\n"


BOMBS: dict[str, Callable[[], bytes]] = {
    "one long line": lambda: _filled(b"DESCRIPTION:", b"x"),
    "one character a fold": lambda: _filled(b"SUMMARY:x", b"\r\n a"),
    "blank lines": lambda: _filled(b"", b"\n"),
    "tiny lines": lambda: _filled(b"", b"A\n"),
    "wanted lines": lambda: _filled(b"", b"UID:\n"),
    "escapes": lambda: _filled(b"DESCRIPTION:", b"\\n"),
    "blanks before a delimiter": lambda: _filled(b"SUMMARY;A=", b" ", b":x\r\n"),
    "parameters": lambda: _filled(b"SUMMARY", b";A=b", b":x\r\n"),
    "values of one parameter": lambda: _filled(b"SUMMARY;A=", b"b,", b":x\r\n"),
    "quotes": lambda: _filled(b"SUMMARY;A=", b'"', b":x\r\n"),
    "backslashes": lambda: _filled(b"SUMMARY;A=", b"\\", b":x\r\n"),
    "digits": lambda: _filled(b"SEQUENCE:", b"9"),
    "attendees": lambda: _filled(b"", b"ATTENDEE:mailto:a@example.org\n"),
    "alarms": lambda: _filled(b"", b"BEGIN:VALARM\nREPEAT:1000000000\nEND:VALARM\n"),
    "calendars": lambda: b"BEGIN:VCALENDAR\nEND:VCALENDAR\n" * 160_000,
    "nesting": lambda: (
        b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 10_000 + b"END:X\n" * 10_000 + b"END:VCALENDAR\n"
    ),
    "unknown properties": lambda: _filled(b"", b"X-A:b\n"),
    "one long unknown line": lambda: _filled(b"X-A:", b"x"),
    "missing dates": lambda: _filled(
        b"RRULE:FREQ=DAILY\nEXDATE:", b"20261202T093000Z,", b"20261203T093000Z\n"
    ),
    "lines of missing dates": lambda: _filled(b"RRULE:FREQ=DAILY\n", b"EXDATE:20261202T093000Z\n"),
    "rules": lambda: _filled(b"", b"RRULE:FREQ=DAILY\n"),
    "parts of a rule": lambda: _filled(b"RRULE:FREQ=DAILY", b";BYHOUR=1"),
    "numbers of a rule": lambda: _filled(b"RRULE:FREQ=YEARLY;BYYEARDAY=1", b",1"),
    "series": lambda: a_calendar(
        *(an_event("RRULE:FREQ=DAILY;BYHOUR=0,1,2,3;BYSECOND=0,1,2", uid=str(n)) for n in range(4_900))
    ),
    "every second for ever": lambda: a_calendar(
        *(an_event("RRULE:FREQ=SECONDLY", uid=str(n)) for n in range(4_900))
    ),
    "zones of their own": lambda: _zones(b"FREQ=YEARLY", 1),
    "zones that change each month": lambda: _zones(b"FREQ=MONTHLY", 1),
    "zones that change each second": lambda: _zones(b"FREQ=SECONDLY", 1),
    "zones of many parts": lambda: _zones(b"FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=1,2,3", 60),
    "nested events": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 10_000,
    "ends without begin": lambda: _calendar_filled(b"END:X\n"),
    "zones": lambda: (
        b"BEGIN:VCALENDAR\n"
        + b"".join(b"BEGIN:VTIMEZONE\nTZID:%d\nX-LIC-LOCATION:b\nEND:VTIMEZONE\n" % n for n in range(30_000))
        + b"\n".join([an_event().encode()] * 3_000)
        + b"\nEND:VCALENDAR\n"
    ),
}


_PART = b"""BEGIN:STANDARD
DTSTART:00010101T020000
TZOFFSETFROM:+0%03d
TZOFFSETTO:+0123
RRULE:%b
END:STANDARD
"""


def _zones(rule: bytes, parts: int) -> bytes:
    """Zones that no place has, each of them used."""
    written = [b"BEGIN:VCALENDAR"]
    for number in range(min(4_000, MOST_OCTETS // (250 + parts * 150))):
        part = _PART % (number % 60, rule)
        event = an_event("RRULE:FREQ=DAILY", start=f"DTSTART;TZID=Own {number}:20261201T093000")
        written += [b"BEGIN:VTIMEZONE\nTZID:Own %d" % number, part * parts + b"END:VTIMEZONE", event.encode()]
    return b"\n".join([*written, b"END:VCALENDAR\n"])


def test_a_file_of_more_lines_than_can_say_anything_is_not_read() -> None:
    with pytest.raises(UnreadableCalendar, match="400,000 lines"):
        IcalendarFiles().read(BOMBS["tiny lines"](), floating_zone=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize("name", BOMBS)
def test_no_file_costs_more_than_its_size(name: str) -> None:
    """S30, in processor time: several times what a sound reader takes, far below what a bomb costs."""
    octets = BOMBS[name]()
    assert len(octets) <= MOST_OCTETS
    began, memory_before = time.process_time(), _peak_mib()
    file: CalendarFile | None
    try:
        file = IcalendarFiles().read(octets, floating_zone=ZoneInfo("Europe/Paris"))
    except UnreadableCalendar:
        file = None
    assert time.process_time() - began < 15
    assert _peak_mib() - memory_before < 256
    assert file is None or len(file.events) <= MOST_EVENTS


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
