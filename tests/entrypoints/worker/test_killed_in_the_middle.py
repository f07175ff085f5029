"""Each job is killed after each of its trips to the database; what it comes to in the end is the same."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from dependency_injector import providers
from sqlalchemy import text

from adapters.memory.clock import SettableClock
from adapters.postgres.connections import create_engine
from adapters.postgres.tables import METADATA
from application.identity.caller import Caller
from application.identity.create_person import CreatePersonCommand
from application.meeting.invitations import Invitee
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.notification.set_preferences import SetPreferencesCommand
from domain.identity.role import Role
from domain.identity.session import Session
from domain.meeting.details import Details
from domain.meeting.recurrence import parse_recurrence
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Wishes
from entrypoints.container import Container, container_for
from entrypoints.settings import Settings
from entrypoints.worker.jobs import jobs_of
from tests.builders import timed
from tests.conftest import DatabaseServer
from tests.entrypoints.cli.serving import PASSWORD
from tests.storage import unnumbered

pytestmark = pytest.mark.xdist_group("killed jobs")
IN_TURN = ("notifications", "mail", "digests", "horizon", "housekeeping", "key changes")
"""Each in the world that the one before it has left. Others are killed in suites of their own (sequencer,
letters, reminders), or do one statement and nothing else (presence)."""
MOST_KILLS = 6
"""Of one job, spread over its trips."""
A_DAY = timedelta(days=1)
LATER = {"horizon": timedelta(days=90)}
"""When the turn of a job comes, if not after a day."""
OF_NOBODY = {"background_job", "alembic_version"}
"""How much was done goes with whoever is killed; the result does not."""
UNKNOWN = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?|\\x[0-9a-f]+"
)
NUMBERS = {"digest_notice": re.compile(r"^\(\d+,")}
"""What a sequence has drawn is not drawn again when it is taken back."""
Contents = dict[str, list[str]]


@dataclass
class Worlds:
    server: DatabaseServer
    folder: Path
    before: dict[str, str] = field(default_factory=dict)
    """The database as it is when the turn of a job comes."""

    def container(self, url: str, later: timedelta) -> Container:
        variables = {"CONVENE_DATABASE_URL": url, "CONVENE_DATA_DIR": str(self.folder)}
        container = container_for(Settings.from_environment(variables))
        clock = SettableClock()
        clock.advance(later)
        container.clock.override(providers.Object(clock))
        return container

    def run(self, job: str, url: str, later: timedelta, *, killed_after: int = 0) -> int:
        """In a process of its own; how many trips to the database it made before it ended, or was killed."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(self._work(job, url, later, writer, killed_after))
        os.close(writer)
        with os.fdopen(reader, "rb") as trips:
            made = len(trips.read())
        _, status = os.waitpid(child, 0)
        assert status == (signal.SIGKILL if killed_after else 0), (job, killed_after, self._complaint())
        return made

    def _work(self, job: str, url: str, later: timedelta, writer: int, killed_after: int) -> int:
        try:
            [found] = [each for each in jobs_of(self.container(url, later)) if each.name == job]
            with after_each_trip(writer, killed_after):
                while found.do(Event()):
                    pass
        except BaseException as error:
            (self.folder / "complaint").write_text(repr(error))
            return 1
        return 0

    def _complaint(self) -> str:
        path = self.folder / "complaint"
        return path.read_text() if path.exists() else ""


@contextmanager
def after_each_trip(writer: int, killed_after: int) -> Iterator[None]:
    """One byte for each; -9 after the one with that number."""
    whole, numbers = psycopg.Connection.wait, count(1)

    def wait(self: Any, *arguments: Any, **options: Any) -> Any:
        result = whole(self, *arguments, **options)
        os.write(writer, b".")
        if next(numbers) == killed_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    psycopg.Connection.wait = wait  # type: ignore[method-assign]
    try:
        yield
    finally:
        psycopg.Connection.wait = whole  # type: ignore[method-assign]


@pytest.fixture(scope="module")
def worlds(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    worlds = Worlds(database_server, tmp_path_factory.mktemp("killed"))
    url = database_server.clone()
    settle(worlds, url)
    for job in IN_TURN:
        worlds.before[job] = url
        url = database_server.copy_of(url)
        worlds.run(job, url, LATER.get(job, A_DAY))
    return worlds


def settle(worlds: Worlds, url: str) -> None:
    """Three people, one of whom wants a digest, a series with a guest from outside, a ticket that nobody
    used, and two new keys."""
    container = worlds.container(url, timedelta())
    for _ in range(2):
        container.signing_keys().rotate(container.clock().now(), dead_after=A_DAY)
    ana, ben, cloe = (
        container.accounts.create_person()(
            CreatePersonCommand(f"{name}@example.org", name.title(), PASSWORD, Role.MEMBER, "Europe/Paris")
        )
        for name in ("ana", "ben", "cloe")
    )
    session = Session.start(ana.id, b"ana", device="", address="", now=container.clock().now())
    with container.transactions().begin() as work:
        work.sessions.add(session)
    caller = Caller(ana.id, Role.MEMBER, session.id)
    wishes = Wishes({Kind.INVITED: frozenset({Channel.IN_APP, Channel.DIGEST})})
    container.notification.set_preferences()(
        SetPreferencesCommand(Caller(cloe.id, Role.MEMBER), wishes, None)
    )
    guests = (Invitee(person_id=ben.id), Invitee(person_id=cloe.id), Invitee(email="out@example.net"))
    schedule, timing = container.meetings.schedule_meeting(), timed("2026-12-03 09:30", "2026-12-03 10:15")
    for title, rules in (("Weekly", ["RRULE:FREQ=WEEKLY"]), ("Once", [])):
        recurrence = parse_recurrence(rules, timing.start)
        schedule(ScheduleMeetingCommand(caller, Details(title), timing, guests, recurrence=recurrence))
    container.accounts.issue_live_ticket()(caller)
    stop = Event()
    sequencer = Thread(target=container.sequencer().run, args=[stop])
    sequencer.start()
    while unnumbered(container.engine()):
        stop.wait(0.02)
    stop.set()
    sequencer.join()
    container.wakeups().close()
    container.engine().dispose()


def contents_of(url: str) -> Contents:
    """Every row as text, without what is made up anew each time: ids, times, digests."""
    engine = create_engine(url)
    found: Contents = {}
    with engine.connect() as connection:
        for name in sorted(METADATA.tables.keys() - OF_NOBODY):
            rows = connection.execute(text(f'SELECT each::text FROM "{name}" AS each')).scalars().all()
            if name in NUMBERS:
                rows = [NUMBERS[name].sub("(…,", row) for row in rows]
            found[name] = sorted(UNKNOWN.sub("…", row) for row in rows)
    engine.dispose()
    return found


def let_a_lease_run_out(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE background_job SET free_at = now() WHERE free_at > now()"))
    engine.dispose()


@pytest.mark.parametrize("job", IN_TURN)
def test_what_a_killed_job_left_is_done_by_the_next(job: str, worlds: Worlds) -> None:
    later = LATER.get(job, A_DAY)
    undisturbed = worlds.server.copy_of(worlds.before[job])
    trips = worlds.run(job, undisturbed, later)
    worlds.run(job, undisturbed, later + A_DAY)
    wanted = contents_of(undisturbed)
    assert wanted != contents_of(worlds.before[job])  # it has something to do
    every = max(1, trips // MOST_KILLS)
    for killed_after in range(1, trips, every):
        url = worlds.server.copy_of(worlds.before[job])
        worlds.run(job, url, later, killed_after=killed_after)
        let_a_lease_run_out(url)
        worlds.run(job, url, later + A_DAY)
        assert contents_of(url) == wanted, f"killed after {killed_after} of {trips} trips"
        worlds.server.drop(url)
