"""Damaged and invented calendar files over HTTP: no error of ours, and a report that adds up (S30, S34)."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calendars import REAL_FILES, a_calendar, an_event
from tests.entrypoints.http.conftest import House
from tests.entrypoints.http.test_imports import Desk

pytestmark = pytest.mark.thorough
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house.person("Ana"))


def bring(desk: Desk, octets: bytes) -> None:
    """Twice: what came in is compared with itself."""
    for _ in range(2):
        began = time.process_time()
        answer = desk.send(octets)
        assert time.process_time() - began < 5
        report = answer.get_json()
        if answer.status_code == 422:
            assert report["code"] == "unreadable_calendar"
            continue
        assert answer.status_code == 200, report
        kinds = ("imported", "updated", "unchanged", "refused")
        assert [report[kind] for kind in kinds] == [
            sum(event["outcome"] == kind for event in report["events"]) for kind in kinds
        ]
        assert sum(report[kind] for kind in kinds) == len(report["events"])
        for event in report["events"]:
            assert (event["code"] is None) == (event["outcome"] != "refused")
            assert bool(event["detail"]) >= (event["outcome"] == "refused")
        for meeting_id in {event["meeting_id"] for event in report["events"][:5]} - {None}:
            assert desk.ana.get(f"/meetings/{meeting_id}").status_code == 200
            assert desk.ana.get(f"/meetings/{meeting_id}.ics").status_code == 200


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
@MANY
@given(st.data())
def test_damaged_real_files(desk: Desk, data: st.DataObject) -> None:
    """Octets flipped, cut out, doubled or moved."""
    path = data.draw(st.sampled_from(sorted(REAL_FILES.glob("*.ics"))))
    octets = bytearray(path.read_bytes()[:8_000] + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    for _ in range(data.draw(st.integers(1, 6))):
        place, length = data.draw(st.integers(0, len(octets) - 1)), data.draw(st.integers(0, 60))
        other = data.draw(st.integers(0, len(octets) - 1))
        octets[place : place + length] = data.draw(
            st.sampled_from([b"", bytes(octets[other : other + 200])])
            | st.binary(max_size=20)
            | st.just(bytes(octet ^ 1 << data.draw(st.integers(0, 7)) for octet in octets[place : place + 1]))
        )
    bring(desk, bytes(octets))


DAYS = st.sampled_from(["20261201", "20261208", "20261215", "20260329", "20261025", "19000102", "21991231"])
TIMES = st.builds(
    "{}T{}{}".format, DAYS, st.sampled_from(["093000", "023000", "235959"]), st.sampled_from("Z ")
)
MOMENTS = st.one_of(
    st.builds(":{}".format, TIMES.map(str.strip)),
    st.builds(";TZID=Europe/Paris:{}".format, TIMES.map(lambda text: text.strip("Z "))),
    st.builds(";VALUE=DATE:{}".format, DAYS),
)
PEOPLE = st.builds(
    "{};PARTSTAT={};CUTYPE={}:{}".format,
    st.sampled_from(["ATTENDEE", "ORGANIZER", "ATTENDEE;ROLE=CHAIR", "ATTENDEE;ROLE=NON-PARTICIPANT"]),
    st.sampled_from(["ACCEPTED", "DECLINED", "X", '"NEEDS-ACTION";X-RESPONSE-COMMENT="^n\x0b^^"']),
    st.sampled_from(["INDIVIDUAL", "ROOM", "GROUP"]),
    st.sampled_from(["mailto:ana@example.org", "mailto:zoe@example.net", "urn:uuid:x", "file:///etc/passwd"]),
)
RULES = st.builds(
    "RRULE:FREQ={};{}".format,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY"]),
    st.sampled_from(
        ["COUNT=5", "UNTIL=20270101", "UNTIL=20270101T000000Z", "BYDAY=5MO", "INTERVAL=999", "BYDAY="]
    ),
)
LINES = st.one_of(
    st.builds("RECURRENCE-ID{}".format, MOMENTS),
    st.builds("RDATE{}".format, MOMENTS),
    st.builds("EXDATE{}".format, MOMENTS),
    st.builds("DTEND{}".format, MOMENTS),
    PEOPLE,
    RULES,
    st.sampled_from(
        [
            "STATUS:CANCELLED",
            "SEQUENCE:1",
            "SEQUENCE:2147483648",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T093000Z",
            "DURATION:PT1H",
            "DURATION:-P1D",
            "ATTACH:file:///etc/passwd",
            "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nREPEAT:1000000000\r\nEND:VALARM",
            "SUMMARY:\\nBEGIN:VEVENT",
            "CLASS:PUBLIC",
            "X-A;X-B=c:\x0bd",
        ]
    ),
)
EVENTS = st.builds(
    lambda lines, uid, start: an_event(*lines, uid=uid, start=f"DTSTART{start}"),
    st.lists(LINES, max_size=6),
    st.sampled_from(["a", "b", None]),
    MOMENTS,
)


@MANY
@given(
    st.lists(EVENTS, min_size=1, max_size=6), st.sampled_from([(), ("METHOD:REQUEST",), ("METHOD:CANCEL",)])
)
def test_invented_files(desk: Desk, events: list[str], before: tuple[str, ...]) -> None:
    bring(desk, a_calendar(*events, before=before))
