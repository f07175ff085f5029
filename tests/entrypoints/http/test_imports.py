"""POST /imports."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from application.meeting.calendar_files import MOST_OCTETS
from domain.identity.role import Role
from tests.calendars import REAL_FILES, a_calendar, an_event
from tests.entrypoints.http.conftest import Caller, House


@dataclass
class Desk:
    """Ana's, with a browser."""

    ana: Caller

    def send(self, octets: bytes, **headers: str) -> TestResponse:
        return self.ana.post("/imports", octets, **{"Content_Type": "text/calendar"} | headers)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house.person("Ana"))


def test_the_report_has_an_entry_for_each_event(desk: Desk) -> None:
    single = an_event("SUMMARY:Review", "ATTENDEE:nobody")
    answer = desk.send(
        a_calendar(single, an_event("EXRULE:FREQ=DAILY", uid="two"), "BEGIN:VTODO\r\nEND:VTODO")
    )
    assert answer.status_code == 200
    report = answer.get_json()
    meeting_id = report["events"][0]["meeting_id"]
    assert report == {
        "events": [
            {
                "line": 4,
                "uid": "one@example.org",
                "title": "Review",
                "outcome": "imported",
                "code": None,
                "detail": "left out of the guests: 1 address that is none",
                "meeting_id": meeting_id,
            },
            {
                "line": 11,
                "uid": "two",
                "title": "(no title)",
                "outcome": "refused",
                "code": "recurrence_not_supported",
                "detail": "EXRULE was taken out of iCalendar; list the dates",
                "meeting_id": None,
            },
        ],
        "imported": 1,
        "updated": 0,
        "unchanged": 0,
        "refused": 1,
        "passed_over": {"VTODO": 1},
    }
    meeting = desk.ana.get(f"/meetings/{meeting_id}").get_json()
    assert (meeting["title"], meeting["uid"]) == ("Review", "one@example.org")


def test_a_repeat_under_one_key_is_a_replay(desk: Desk) -> None:
    octets = a_calendar(an_event())
    first = desk.send(octets, Idempotency_Key="k1")
    again = desk.send(octets, Idempotency_Key="k1")
    assert (again.status_code, again.data) == (200, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = desk.send(octets + b"\r\n", Idempotency_Key="k1")
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("octets", [b"", b"hello", b"\x00\xff", b"BEGIN:VCALENDAR\r\n", b"{}"])
def test_what_is_no_calendar(desk: Desk, octets: bytes) -> None:
    answer = desk.send(octets)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "unreadable_calendar")


def test_one_octet_too_many(desk: Desk) -> None:
    start, end = b"BEGIN:VCALENDAR\r\nX-PAD:", b"\r\nEND:VCALENDAR\r\n"
    largest = start + b"x" * (MOST_OCTETS - len(start) - len(end)) + end
    assert desk.send(largest).status_code == 200
    assert desk.send(largest + b"\n").status_code == 413


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("text/calendar; charset=utf-8", 200),
        ("text/calendar; charset=UTF-8; method=PUBLISH", 200),
        ("text/plain", 415),
    ],
)
def test_what_the_body_may_be(desk: Desk, content_type: str, status: int) -> None:
    assert desk.send(a_calendar(an_event()), Content_Type=content_type).status_code == status


def test_only_who_may_schedule_may_import(house: House) -> None:
    octets = a_calendar(an_event())
    for caller, status in [(house.nobody(), 401), (house.person("Visitor", Role.GUEST), 403)]:
        assert Desk(caller).send(octets).status_code == status


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
@pytest.mark.parametrize("path", sorted(REAL_FILES.glob("*.ics")), ids=lambda path: path.name)
def test_every_real_file_is_answered(desk: Desk, path: Path) -> None:
    report = desk.send(path.read_bytes()).get_json()
    assert len(report["events"]) == path.read_bytes().count(b"BEGIN:VEVENT")
    sums = [report[outcome] for outcome in ("imported", "updated", "unchanged", "refused")]
    assert sum(sums) == len(report["events"])
