"""Somebody joins whom many meetings have invited, and the processes that see to it are killed."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from domain.meeting.guest import Invitation
from tests.builders import a_meeting, a_person
from tests.entrypoints.worker.test_reminding import worker
from tests.storage import LONG_ENOUGH, Storage, postgres_storage

MEETINGS = 400
KNOWN = text("SELECT count(*) FROM guest WHERE person_id IS NOT NULL")


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Iterator[Storage]:
    built = postgres_storage(engine, database_url)
    with built.running:
        yield built


def test_each_meeting_knows_its_guest_once_although_two_processes_are_killed(
    storage: Storage, engine: Engine, database_url: str, tmp_path: Path
) -> None:
    def known() -> int:
        with engine.connect() as connection:
            return int(connection.execute(KNOWN).scalar_one())

    def wait_until_known(enough: int) -> None:
        until = time.monotonic() + 3 * LONG_ENOUGH
        while known() < enough:
            assert time.monotonic() < until, f"{known()} of {enough} know their guest"
            time.sleep(0.02)

    def make_due() -> None:
        """Instead of a minute's wait for the try of who was killed."""
        with engine.begin() as connection:
            connection.execute(text("UPDATE newcomer SET due_at = since"))

    ana, ben = a_person("Ana"), a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add_all(
            [a_meeting(host_id=ana.id, guests=(Invitation(ben.email),)) for _ in range(MEETINGS)]
        )
        work.people.add(ben)
    for enough in (1, MEETINGS // 2):
        with worker(tmp_path, database_url) as doomed:
            wait_until_known(enough)
            doomed.kill()
        assert known() < MEETINGS
        make_due()
    with worker(tmp_path, database_url), worker(tmp_path, database_url):
        wait_until_known(MEETINGS)
    joined = Counter(event.subject_id for event in storage.events() if event.kind == "guest.joined")
    assert len(joined) == MEETINGS
    assert set(joined.values()) == {1}
