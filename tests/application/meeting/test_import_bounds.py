"""Files that are made to be expensive to take in: at most 256 MiB and 5 seconds (S30)."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from application.meeting.calendar_files import MOST_OCTETS
from tests.adapters.icalendar.test_bounds import BOMBS as TO_READ
from tests.calendars import a_calendar, an_event

GUESTS = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:g{number}@example.net" for number in range(500)]
BEGIN = datetime(2026, 12, 1, 9, 30)
HOUR = timedelta(hours=1)


def many(count: int, *lines: str) -> bytes:
    return a_calendar(*(an_event(*lines, uid=str(number)) for number in range(count)))


def dates(count: int, *lines: str, guests: Sequence[str] = (), beside: timedelta = timedelta()) -> bytes:
    """A series with so many changed dates, ``beside`` those of the rule."""
    series = an_event("RRULE:FREQ=DAILY;COUNT=1500", *guests)
    days = (BEGIN + beside + timedelta(days=number) for number in range(count))
    own = (
        an_event(f"RECURRENCE-ID:{day:%Y%m%dT%H%M%SZ}", *lines, start=f"DTSTART:{day + HOUR:%Y%m%dT%H%M%SZ}")
        for day in days
    )
    return a_calendar(series, *own)


BOMBS: dict[str, Callable[[], bytes]] = {
    "single events": lambda: many(5_000),
    "weekly series": lambda: many(5_000, "RRULE:FREQ=WEEKLY"),
    "guests": lambda: many(4_500, *GUESTS[:18]),
    "properties to keep": lambda: many(4_900, "X-A:" + "x" * 900),
    "dates": lambda: dates(4_990),
    "dates without most guests": lambda: dates(4_990, GUESTS[0], guests=GUESTS),
    "added dates": lambda: dates(4_990, beside=timedelta(minutes=7)),
    "added dates without most guests": lambda: dates(
        2_000, GUESTS[0], guests=GUESTS, beside=timedelta(minutes=7)
    ),
    "revisions of one": lambda: a_calendar(
        *(an_event("RRULE:FREQ=DAILY;COUNT=1500", f"SEQUENCE:{number}") for number in range(4_990))
    ),
    "one character a fold": TO_READ["one character a fold"],
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", BOMBS)
def test_no_import_costs_more_than_we_promise(name: str, tmp_path: Path) -> None:
    octets = BOMBS[name]()
    assert len(octets) <= MOST_OCTETS
    file = tmp_path / "file.ics"
    file.write_bytes(octets)
    command = [sys.executable, "-m", "tests.application.meeting.importing_in_a_process", str(file)]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    cost = json.loads(ran.stdout)
    assert cost["mib"] < 256
    assert cost["seconds"] < 5
    events = octets.count(b"BEGIN:VEVENT")
    assert sum(cost["found"].values()) == events or cost["found"] == {"unreadable_calendar": 1}
