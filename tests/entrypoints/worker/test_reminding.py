"""Ten thousand reminders within a minute, told by real processes that are killed while they tell."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.guest import Invitation
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import NOW, a_meeting
from tests.entrypoints.cli.serving import environment_for
from tests.storage import LONG_ENOUGH, Storage, postgres_storage

PEOPLE, MEETINGS = 100, 100
TOLD = text(
    "SELECT count(*) FROM (SELECT id FROM event WHERE kind = 'reminder.due'"
    " UNION ALL SELECT id FROM unnumbered_event WHERE kind = 'reminder.due') AS told"
)
SECONDS = 60
TO_PLAN = 15
"""Seconds until the first comes due."""


@contextmanager
def worker(data_dir: Path, database_url: str) -> Iterator["subprocess.Popen[bytes]"]:
    with (data_dir / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "entrypoints.cli.main", "worker"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment_for(data_dir, CONVENE_DATABASE_URL=database_url),
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait(LONG_ENOUGH)


def planned(storage: Storage, first: datetime) -> None:
    """All begin within five seconds, and everybody is in each of them."""
    people = [
        Person.join(
            email=f"p{number}@example.org",
            name=f"P {number}",
            time_zone="UTC",
            role=Role.MEMBER,
            password_hash=None,
            now=NOW,
        )
        for number in range(PEOPLE)
    ]
    with storage.transactions.begin() as work:
        for person in people:
            work.people.add(person)
    guests = tuple(Invitation(each.email, each.name, each.id) for each in people[1:])
    for number in range(MEETINGS):
        start = Moment.at(first + timedelta(seconds=number % 5), zone_named("UTC"))
        end = Moment.at(start.instant + timedelta(hours=1), zone_named("UTC"))
        planned = a_meeting(f"M {number}", host_id=people[0].id, timing=Timed(start, end), guests=guests)
        with storage.transactions.begin() as work:
            work.meetings.add(planned)


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Iterator[Storage]:
    built = postgres_storage(engine, database_url)
    with built.running:
        yield built


def test_each_is_told_once_although_tellers_are_killed_twice(
    storage: Storage, engine: Engine, database_url: str, tmp_path: Path
) -> None:
    def told() -> int:
        with engine.connect() as connection:
            return int(connection.execute(TOLD).scalar_one())

    def wait_until_told(enough: int) -> None:
        until = time.monotonic() + 2 * LONG_ENOUGH
        while told() < enough:
            assert time.monotonic() < until, f"{told()} of {enough} were told"
            time.sleep(0.05)

    begin = datetime.now(UTC).replace(microsecond=0)
    with storage.transactions.begin() as work:
        work.reminders.note_due(begin)
    planned(storage, begin + timedelta(minutes=10, seconds=TO_PLAN))
    for enough in (1, PEOPLE * MEETINGS // 2):
        with worker(tmp_path, database_url) as doomed:
            wait_until_told(enough)
            doomed.kill()
    with worker(tmp_path, database_url), worker(tmp_path, database_url):
        wait_until_told(PEOPLE * MEETINGS)
        time.sleep(3)  # Would any be told twice?
    events = [event for event in storage.events() if event.kind == "reminder.due"]
    keys = Counter((event.data["meeting_id"], next(iter(event.audience))) for event in events)
    assert len(keys) == PEOPLE * MEETINGS
    assert set(keys.values()) == {1}
    late = max(event.at - _due(event.data) for event in events)
    assert late < timedelta(seconds=SECONDS)


def _due(data: object) -> datetime:
    start: dict[str, str] = data["start"]  # type: ignore[index]
    return datetime.fromisoformat(start["utc"]) - timedelta(minutes=10)
