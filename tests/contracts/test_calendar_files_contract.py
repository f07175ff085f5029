"""What every reader of calendar files promises (application.meeting.calendar_files)."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.icalendar.calendar_files import IcalendarFiles
from application.meeting.calendar_files import (
    MOST_EVENTS,
    MOST_OCTETS,
    CalendarFile,
    CalendarFiles,
    PlannedEvent,
    Unusable,
)
from domain.meeting.refusals import UnreadableCalendar
from tests.calendars import REAL_FILES, a_calendar, an_event

PARIS = ZoneInfo("Europe/Paris")
FILES: CalendarFiles = IcalendarFiles()


def read(octets: bytes) -> CalendarFile:
    return FILES.read(octets, floating_zone=PARIS)


def test_every_event_comes_back_once_in_the_order_of_the_file() -> None:
    octets = a_calendar(an_event("SUMMARY:a"), an_event("SUMMARY:b", "EXRULE:FREQ=DAILY")) + a_calendar(
        an_event("SUMMARY:c", uid="c@example.org")
    )
    events = read(octets).events
    assert [(e.number, e.line, e.uid, e.title) for e in events] == [
        (1, 4, "one@example.org", "a"),
        (2, 10, "one@example.org", "b"),
        (3, 21, "c@example.org", "c"),
    ]
    assert [type(e.content) for e in events] == [PlannedEvent, Unusable, PlannedEvent]


def test_what_is_no_event_is_counted() -> None:
    todo, journal = "BEGIN:VTODO\r\nEND:VTODO", "BEGIN:VJOURNAL\r\nEND:VJOURNAL"
    file = read(a_calendar(todo, journal, todo))
    assert (list(file.events), dict(file.others)) == ([], {"VTODO": 2, "VJOURNAL": 1})


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_line_ends_of_any_system(end: str) -> None:
    (event,) = read(a_calendar(an_event("SUMMARY:a")).decode().replace("\r\n", end).encode()).events
    assert (event.line, event.title) == (4, "a")


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x00",
        b"hello",
        b"<html>BEGIN:VCALENDAR</html>",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR",
        a_calendar(an_event()).removesuffix(b"END:VCALENDAR\r\n"),
        a_calendar(an_event()).decode().encode("utf-16"),
        b"PK\x03\x04" + bytes(range(256)),
    ],
)
def test_what_is_no_whole_calendar_is_unreadable(octets: bytes) -> None:
    with pytest.raises(UnreadableCalendar):
        read(octets)


def test_a_file_has_a_size() -> None:
    padding = b"X-PAD:" + b"x" * MOST_OCTETS
    with pytest.raises(UnreadableCalendar, match="larger"):
        read(a_calendar(an_event()) + padding)


def test_a_file_has_so_many_events() -> None:
    assert len(read(a_calendar(*[an_event()] * MOST_EVENTS)).events) == MOST_EVENTS
    with pytest.raises(UnreadableCalendar, match="more than"):
        read(a_calendar(*[an_event()] * (MOST_EVENTS + 1)))


def _checked(octets: bytes) -> None:
    try:
        file = read(octets)
    except UnreadableCalendar as refusal:
        assert refusal.message
        return
    assert [event.number for event in file.events] == list(range(1, len(file.events) + 1))
    for event in file.events:
        assert (event.title + event.uid).isprintable()
        if isinstance(event.content, Unusable):
            assert event.content.code
            assert event.content.reason.isprintable()


@settings(deadline=None)
@given(st.binary(max_size=2_000))
@example(b"BEGIN:VCALENDAR\r\n\xff:\r\nEND:VCALENDAR")
def test_random_octets_are_read_or_refused(octets: bytes) -> None:
    _checked(octets)
    _checked(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + octets + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


WORDS = st.sampled_from(
    b"""BEGIN:VEVENT END:VEVENT BEGIN:VCALENDAR END:VCALENDAR BEGIN:VALARM END:VALARM DTSTART DTEND DURATION
    UID ATTENDEE ORGANIZER SUMMARY STATUS:CANCELLED SEQUENCE METHOD:REPLY TZID= ;VALUE=DATE : ; = , " \\n
    20261201 T093000Z PT1H P1D mailto:a@b Europe/Paris URL:https://a \x00 \xff \xed\xa0\x80""".split()
)


@settings(deadline=None)
@given(st.lists(WORDS | st.sampled_from([b"\r\n", b" "]), max_size=80).map(b"".join))
def test_random_sentences_of_its_words_are_read_or_refused(octets: bytes) -> None:
    _checked(octets)
    _checked(a_calendar(an_event("SUMMARY:?")).replace(b"SUMMARY:?", octets))


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
@settings(deadline=None)
@given(st.data())
def test_damaged_real_files_are_read_or_refused(data: st.DataObject) -> None:
    """Octets changed, dropped, doubled or moved in files that other programs wrote."""
    path = data.draw(st.sampled_from(sorted(REAL_FILES.glob("*.ics"))))
    octets = bytearray(path.read_bytes()[:20_000])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(octets) - 1))
        length = data.draw(st.integers(0, 40))
        octets[place : place + length] = data.draw(
            st.binary(max_size=40) | st.just(bytes(octets[place - 60 : place]))
        )
    _checked(bytes(octets))


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
def test_every_event_of_the_real_files_comes_back() -> None:
    for path in REAL_FILES.glob("*.ics"):
        octets = path.read_bytes()
        assert len(read(octets).events) == sum(
            line.strip() == b"BEGIN:VEVENT" for line in octets.split(b"\n")
        )


EDGES = st.sampled_from(
    [
        "00010101",
        "19000101",
        "21991231",
        "99991231",
        "00000000",
        "20260230",
        "00010101T000000",
        "99991231T235959Z",
        "19000101T000000",
        "21991231T235959Z",
        "20261025T023000",
        "20260329T023000",
    ]
)
LENGTHS = st.sampled_from(
    [
        "P0D",
        "P1D",
        "-P1D",
        "P999999999D",
        "P9999999999999999D",
        "PT0S",
        "PT24H",
        "PT99999999999H",
        "P1W",
        "P1Y",
        "PT",
        "P",
        "P1DT",
    ]
)


@settings(deadline=None)
@given(st.sampled_from(["", ";VALUE=DATE", ";TZID=Pacific/Kiritimati"]), EDGES, EDGES, LENGTHS, st.booleans())
def test_times_at_the_edges_are_read_or_refused(
    parameter: str, start: str, end: str, length: str, with_end: bool
) -> None:
    last = f"DTEND{parameter}:{end}" if with_end else f"DURATION:{length}"
    _checked(a_calendar(an_event(last, start=f"DTSTART{parameter}:{start}")))
