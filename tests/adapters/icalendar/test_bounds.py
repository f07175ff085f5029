"""Files that are made to be expensive."""

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
    "nested events": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 10_000,
    "ends without begin": lambda: _calendar_filled(b"END:X\n"),
    "zones": lambda: (
        b"BEGIN:VCALENDAR\n"
        + b"".join(b"BEGIN:VTIMEZONE\nTZID:%d\nX-LIC-LOCATION:b\nEND:VTIMEZONE\n" % n for n in range(30_000))
        + b"\n".join([an_event().encode()] * 3_000)
        + b"\nEND:VCALENDAR\n"
    ),
}


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
