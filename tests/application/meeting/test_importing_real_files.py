"""Files that other programs wrote, each with the exact report it gives."""

from collections import Counter

import pytest

from application.meeting.import_calendar import ImportReport
from tests.application.conftest import House
from tests.calendars import REAL_FILES

pytestmark = pytest.mark.skipif(
    not REAL_FILES.exists(),
    reason="REAL CALENDAR FILES ARE MISSING: shared/data/calendars beside the checkout",
)

EXPECTED = {
    "icaljs-day_long_recur_yearly.ics": {"imported": 1},
    "icaljs-duration_instead_of_dtend.ics": {"imported": 1},
    "icaljs-google_birthday.ics": {"imported": 4},
    "icaljs-multiple_rrules.ics": {"imported": 1},
    "icaljs-rdate_exdate.ics": {"zero_length": 1},  # it has no end
    "icaljs-recur_instances.ics": {"imported": 3},
    "libical-incoming.ics": {
        "imported": 4,
        "malformed_property": 1,  # DTEND:19970701T10300Z
        "zero_length": 1,  # ends when it begins
        "stale": 2,  # one request and one cancellation, both older than what is there
        "reply_ignored": 5,
        "method_not_supported": 1,  # a counter-proposal
    },
    "libical-large.ics": {
        "imported": 40,
        "updated": 4,
        "unchanged": 270,  # the same calendars stand in the file thirty times
        "stale": 325,
        "meeting_over": 90,  # revisions that would invite people to what was in 1997
        "range_not_supported": 30,
        "series_refused": 30,  # dates of a series whose own event is malformed
        "method_not_supported": 300,
        "reply_ignored": 150,
        "misplaced_event": 99,  # outside of any VCALENDAR
        "malformed_property": 30,
        "zero_length": 30,
        "end_before_start": 60,
    },
    "pid1-meetings.ics": {"imported": 1},
    "rdfjs-shacl-ui.ics": {"imported": 1},
    "w3c-credweb.ics": {"imported": 1},
}


def summary(report: ImportReport) -> dict[str, int]:
    """Lines by their code, or by what became of them when there is none."""
    return dict(Counter(result.code or result.outcome.value for _, result in report.lines))


def test_no_file_is_forgotten() -> None:
    assert {path.name for path in REAL_FILES.glob("*.ics")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_the_report_is_exact(name: str, house: House) -> None:
    octets = (REAL_FILES / name).read_bytes()
    report = house.container.meetings.import_calendar()(house.person("Ana"), octets)
    assert summary(report) == EXPECTED[name]
    assert len(report.lines) == octets.count(b"BEGIN:VEVENT")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_second_import_adds_nothing(name: str, house: House) -> None:
    octets, ana = (REAL_FILES / name).read_bytes(), house.person("Ana")
    first = summary(house.container.meetings.import_calendar()(ana, octets))
    events = len(house.events())
    second = summary(house.container.meetings.import_calendar()(ana, octets))
    assert len(house.events()) == events
    assert not {"imported", "updated"} & second.keys()
    assert sum(second.values()) == sum(first.values())


def test_each_line_says_where_it_stands(house: House) -> None:
    octets = (REAL_FILES / "libical-incoming.ics").read_bytes()
    lines = octets.split(b"\n")
    report = house.container.meetings.import_calendar()(house.person("Ana"), octets)
    assert [lines[event.line - 1].strip() for event, _ in report.lines] == [b"BEGIN:VEVENT"] * 14
    assert all(result.reason for _, result in report.lines if result.code)
