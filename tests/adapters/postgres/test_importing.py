"""Imports into PostgreSQL: the same report as in memory, also when two arrive at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.icalendar.calendar_files import IcalendarFiles
from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.import_calendar import ImportCalendar, ImportReport
from domain.identity.person import Person
from tests.application.meeting.test_importing_real_files import EXPECTED, summary
from tests.builders import a_person
from tests.calendars import REAL_FILES, a_calendar, an_event
from tests.storage import Storage

MANY = 250


def importing(storage: Storage) -> ImportCalendar:
    """Its clock stands still: an import runs out of patience by the clock, on a busy machine in mid-file."""
    return ImportCalendar(storage.transactions, SettableClock(), storage.directory, IcalendarFiles())


def joined(storage: Storage, name: str) -> Caller:
    person: Person = a_person(name)
    with storage.transactions.begin() as work:
        work.people.add(person)
    return Caller(person.id, person.role)


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
def test_every_real_file_gives_its_exact_report(storage: Storage) -> None:
    imports = importing(storage)
    for number, (name, expected) in enumerate(EXPECTED.items()):
        report = imports(joined(storage, f"Ana{number}"), (REAL_FILES / name).read_bytes())
        assert summary(report) == expected, name


def test_two_imports_of_one_file_at_once_make_each_meeting_once(storage: Storage) -> None:
    uids = [f"{number}@example.org" for number in range(MANY)]
    octets = a_calendar(*(an_event("ATTENDEE:mailto:b@example.net", uid=uid) for uid in uids))
    ana, imports = joined(storage, "Ana"), importing(storage)
    with ThreadPoolExecutor() as together:
        reports: list[ImportReport] = list(together.map(lambda _: imports(ana, octets), range(3)))
    with storage.transactions.begin() as work:
        assert len(work.meetings.with_uids(ana.person_id, uids)) == MANY
    outcomes = sum((Counter(summary(report)) for report in reports), Counter[str]())
    assert outcomes["imported"] == MANY
    assert outcomes.keys() <= {"imported", "unchanged", "uid_taken"}
    assert Counter(event.kind for event in storage.events())["meeting.scheduled"] == MANY


def test_hostile_text_is_stored_or_refused_never_an_error(storage: Storage) -> None:
    ana, imports = joined(storage, "Ana"), importing(storage)
    texts = [
        "\x00",
        "\ufffe",
        "\U0010ffff",
        "\x7f",
        "' OR 1=1 --",
        "%s %(x)s",
        "\u202e",
        "x" * 20_000,
        "\\\\x",
    ]
    events = [
        an_event(f"{name}:{text}", uid=f"{name}{number}")
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")
        for number, text in enumerate(texts)
    ]
    events += [an_event(f"UID:{text}") for text in texts]
    report = imports(ana, a_calendar(*events))
    assert len(report.lines) == len(events)
    assert summary(report).keys() <= {"imported", "unchanged", "updated", "invalid_text"}
