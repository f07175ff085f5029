"""Meetings as calendar files: what is written, and that it reads back as it was."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.icalendar.calendar_files import IcalendarFiles
from adapters.icalendar.content_lines import content_lines
from adapters.icalendar.line_writing import LONGEST_LINE, folded
from adapters.icalendar.zone_rules import changes, offset_at
from adapters.icalendar.zone_writing import zone_lines
from application.identity.ports import KnownPerson
from application.meeting.calendar_files import PlannedEvent
from domain.identity.role import Role
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.guest import GuestRole, Invitation, Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from tests.builders import HOST, NOW, a_meeting, meetings, timed

ANA = KnownPerson(HOST, "ana@example.org", 'Ana "the host"; née B,\r\nC^', "Europe/Paris", Role.MEMBER)
FILES = IcalendarFiles()


def exported(meeting: Meeting) -> bytes:
    return FILES.write(meeting, people={meeting.host_id: ANA}, guests=meeting.guests)


def lines_of(meeting: Meeting) -> list[str]:
    return [line.decode() for _, line in content_lines(exported(meeting))]


def event_lines(meeting: Meeting) -> list[str]:
    """Those of the first event."""
    lines = lines_of(meeting)
    return lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]


def read_back(meeting: Meeting) -> PlannedEvent:
    """Of a meeting that is one event."""
    (event,) = FILES.read(exported(meeting), floating_zone=ZoneInfo("Asia/Tokyo")).events
    assert event.uid == meeting.uid
    assert isinstance(event.content, PlannedEvent), event.content
    return event.content


def test_one_meeting_to_the_letter() -> None:
    meeting = a_meeting(guests=(Invitation("b@example.net", "Ben, B", role=GuestRole.OPTIONAL),))
    meeting.details = Details(
        "Design; review",
        "Line\nLine",
        "Room 1, Blue",
        "https://meet.example.org/a",
        commitment=Commitment.FREE,
    )
    meeting.guests[0].response = Response(ResponseStatus.ACCEPTED, "", NOW)
    meeting.kept = KeptProperties((15,), ("X-A;B=c:1,2", "PRIORITY:5"))
    meeting.uid, meeting.sequence = "one@example.org", 3
    assert event_lines(meeting) == [
        "BEGIN:VEVENT",
        "UID:one@example.org",
        "SEQUENCE:3",
        "DTSTAMP:20261123T080000Z",
        "CREATED:20261123T080000Z",
        "LAST-MODIFIED:20261123T080000Z",
        "DTSTART;TZID=Europe/Paris:20261201T093000",
        "DTEND;TZID=Europe/Paris:20261201T101500",
        r"SUMMARY:Design\; review",
        r"DESCRIPTION:Line\nLine",
        r"LOCATION:Room 1\, Blue",
        "CONFERENCE;VALUE=URI:https://meet.example.org/a",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "ORGANIZER;CN=\"Ana ^'the host^'; née B,^nC^^\":mailto:ana@example.org",
        "ATTENDEE;CN=\"Ana ^'the host^'; née B,^nC^^\";ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:ana@example.org",
        'ATTENDEE;CN="Ben, B";ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:b@example.net',
        "X-A;B=c:1,2",
        "PRIORITY:5",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:Design\; review",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_a_series_and_a_date_of_it() -> None:
    rules = ("RRULE:FREQ=WEEKLY;UNTIL=20270101", "RDATE:20261224T093000", "EXDATE:20261208T093000")
    meeting = a_meeting(repeats=rules, visibility=Visibility.ORGANISATION)
    meeting.overrides["20261215T083000Z"] = Override(timed("2026-12-16 10:00", "2026-12-16 11:00"))
    meeting.overrides["20261222T083000Z"] = Override(cancelled=True, cancellation_reason="Rain")
    lines = lines_of(meeting)
    assert {
        "RRULE:FREQ=WEEKLY;UNTIL=20270101T225959Z",
        "RDATE;TZID=Europe/Paris:20261224T093000",
        "EXDATE;TZID=Europe/Paris:20261208T093000",
        "RECURRENCE-ID;TZID=Europe/Paris:20261215T093000",
        "DTSTART;TZID=Europe/Paris:20261216T100000",
        "RECURRENCE-ID;TZID=Europe/Paris:20261222T093000",
        "STATUS:CANCELLED",
        "COMMENT:Rain",
        "CLASS:PUBLIC",
    } <= set(lines)
    assert lines.count("BEGIN:VTIMEZONE") == 1


def test_a_date_that_some_do_not_attend() -> None:
    meeting = a_meeting(
        guests=(Invitation("b@example.net"), Invitation("c@example.net")), repeats=("RRULE:FREQ=DAILY",)
    )
    meeting.guests[0].not_on = frozenset({"20261202T083000Z"})
    meeting.guests[1].responses = {"20261202T083000Z": Response(ResponseStatus.DECLINED, "", NOW)}
    lines = lines_of(meeting)
    of_date = lines[lines.index("RECURRENCE-ID;TZID=Europe/Paris:20261202T093000") :]
    assert [line.partition("PARTSTAT=")[2] for line in of_date if line.startswith("ATTENDEE")] == [
        "ACCEPTED:mailto:ana@example.org",
        "DECLINED:mailto:c@example.net",
    ]


def test_guests_that_the_reader_may_not_know_of_are_not_named() -> None:
    meeting = a_meeting(guests=(Invitation("b@example.net"),), repeats=("RRULE:FREQ=DAILY",))
    meeting.guests[0].not_on = frozenset({"20261202T083000Z"})
    octets = FILES.write(meeting, people={meeting.host_id: ANA}, guests=())
    assert b"ATTENDEE" not in octets
    assert b"RECURRENCE-ID" not in octets


HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "a\rATTENDEE:mailto:eve@example.net",
    "a\nX-EVIL:1",
    "\\n\\N\\,\\;\\\\",
    'a";X=1:b',
    "a\u2028b\u0085c\u000bd",
    "\ufeffBEGIN:VCALENDAR",
    "é" * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_and_nothing_else(text: str) -> None:
    """S28: it comes back as it was, line ends as one kind, and adds no property and no component."""
    meeting = a_meeting(guests=(Invitation("b@example.net", " ".join(text[:150].split())),))
    plain = a_meeting(guests=(Invitation("b@example.net", "b"),))
    title = " ".join("".join(c for c in text[:300] if c.isprintable() or c == " ").split())
    meeting.details = Details(title or "-", text, text[:500])
    plain.details = Details("-", "-", "-")
    content = read_back(meeting)
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "").strip()
    assert (content.details.title, content.details.description) == (meeting.details.title, unified)
    assert [attendee.email for attendee in content.attendees] == ["ana@example.org", "b@example.net"]
    names = [line.partition(":")[0].partition(";")[0] for line in lines_of(meeting)]
    assert names == [line.partition(":")[0].partition(";")[0] for line in lines_of(plain)]
    (other,) = icalendar.Calendar.from_ical(exported(meeting)).walk("VEVENT")
    assert str(other["SUMMARY"]) == meeting.details.title


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=300))
def test_lines_are_folded_between_characters(line: str) -> None:
    pieces = folded("X:" + line).split(b"\r\n")
    assert pieces.pop() == b""
    assert all(len(piece) <= LONGEST_LINE for piece in pieces)
    assert all(piece.decode() or True for piece in pieces)
    ((_, whole),) = content_lines(folded("X:" + line))
    assert whole.decode() == "X:" + line


@pytest.mark.parametrize(
    "key",
    [
        "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Jerusalem",
        "America/Nuuk", "Asia/Beirut", "Europe/Dublin", "Pacific/Apia", "America/Santiago", "Etc/GMT+5",
    ],
)  # fmt: skip
@pytest.mark.parametrize("first_year", [1965, 2026])
def test_the_clocks_of_a_zone_are_written_down(key: str, first_year: int) -> None:
    observances: list[list[bytes]] = []
    for line in zone_lines(key, first_year):
        if line in {"BEGIN:STANDARD", "BEGIN:DAYLIGHT"}:
            observances.append([])
        elif observances and not line.startswith("END:"):
            observances[-1].append(line.encode())
    known = changes(observances, datetime(2061, 1, 1, tzinfo=UTC))
    moment, zone = datetime(first_year, 1, 2, tzinfo=UTC), ZoneInfo(key)
    while moment.year < 2060:
        assert offset_at(known, moment) == moment.astimezone(zone).utcoffset(), moment
        moment += timedelta(hours=101)


@settings(max_examples=40, deadline=None)
@given(meetings(), st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_another_reader_finds_the_same_events(meeting: Meeting, zone: str) -> None:
    """The ``icalendar`` package, which shares no code with ours that reads structure, times or rules."""
    octets = exported(meeting)
    theirs = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    ours = FILES.read(octets, floating_zone=ZoneInfo(zone)).events
    assert [str(each["UID"]) for each in theirs] == [each.uid for each in ours]
    for mine, other in zip(ours, theirs, strict=True):
        if isinstance(mine.content, PlannedEvent):
            start = other["DTSTART"].dt
            instant = mine.content.timing.slot.start
            assert (start.astimezone(UTC) if isinstance(start, datetime) else start) == (
                instant if isinstance(start, datetime) else instant.date()
            )
            assert str(other["SUMMARY"]) == mine.content.details.title
