"""Each job is killed after each of its trips to the database; what it comes to in the end is the same."""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from dependency_injector import providers
from sqlalchemy import make_url, text

from adapters.memory.clock import SettableClock
from adapters.postgres.connections import create_engine
from adapters.postgres.tables import METADATA
from application.identity.caller import Caller
from application.identity.create_person import CreatePersonCommand
from application.meeting.invitations import Invitee
from application.meeting.place_hold import PlaceHoldCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.notification.ports import InboxFilter
from application.notification.set_preferences import SetPreferencesCommand
from domain.conversation.presence import Lease, own_place
from domain.identity.person import Person
from domain.identity.role import Role
from domain.identity.session import Session
from domain.meeting.details import Details
from domain.meeting.recurrence import parse_recurrence
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Wishes
from domain.shared.ids import new_id
from entrypoints.container import Container, container_for
from entrypoints.settings import Settings
from entrypoints.worker.jobs import jobs_of
from tests.adapters.postgres import test_sequencer
from tests.application.notification import test_pushes
from tests.builders import NOW, timed
from tests.conftest import DatabaseServer
from tests.entrypoints.cli.serving import PASSWORD
from tests.entrypoints.worker import test_processes
from tests.storage import unnumbered
from tests.zone_rules import no_more_changes_from, reformed

pytestmark = pytest.mark.xdist_group("killed jobs")
IN_TURN = (
    "newcomers",
    "holds",
    "notifications",
    "snoozes",
    "reminders",
    "mail",
    "digests",
    "devices",
    "presence",
    "audit heads",
    "horizon",
    "housekeeping",
    "key changes",
    "zone rules",
)
"""Each in the world that the one before it has left."""
ELSEWHERE = {
    "sequencer": test_sequencer.test_a_sequencer_killed_in_mid_batch_leaves_each_event_once_and_no_gap,
    "pushes": test_pushes.test_who_dies_while_sending_leaves_it_to_another,
    "letters": test_processes.test_as_long_as_one_lives_events_are_numbered_and_letters_leave,
    "succession": test_processes.test_the_workers_of_an_older_version_leave_everything_to_the_newer,
}
"""One that never ends by itself, some that may do again what cannot be taken back, one that only looks."""
MOST_KILLS = 4
"""Of one job, spread over its trips."""
A_DAY = timedelta(days=1)
HALF_A_DAY = timedelta(hours=12)
"""After which the next process looks: whatever the dead one had leased is free by then."""
LATER = {
    "snoozes": A_DAY + timedelta(hours=2),
    "reminders": timedelta(days=2, minutes=20),
    "horizon": timedelta(days=90),
}
"""When the turn of a job comes, if not after a day: reminders ten minutes before the first meeting."""
OF_NOBODY = {"background_job", "alembic_version"}
"""How much was done goes with whoever is killed; the result does not."""
UNKNOWN = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?|\\x[0-9a-f]+"
)
NUMBERS = {name: re.compile(r"^\(\d+,") for name in ("deed", "digest_notice", "unnumbered_event")}
"""What a sequence has drawn is not drawn again when it is taken back."""
EVERYBODY = [f"{name}@example.org" for name in ("ana", "ben", "cloe", "dan")]
Contents = dict[str, list[str]]


@dataclass
class Worlds:
    server: DatabaseServer
    folder: Path
    before: dict[str, str] = field(default_factory=dict)
    """The database as it is when the turn of a job comes."""

    def data_dir(self, url: str) -> Path:
        return self.folder / str(make_url(url).database)

    def copy_of(self, url: str) -> str:
        copied = self.server.copy_of(url)
        shutil.copytree(self.data_dir(url), self.data_dir(copied))
        return copied

    def container(self, url: str, later: timedelta) -> Container:
        variables = {"CONVENE_DATABASE_URL": url, "CONVENE_DATA_DIR": str(self.data_dir(url))}
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
            with rules_of_the_day(job, self.folder):
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


def rules_of_the_day(job: str, folder: Path) -> AbstractContextManager[None]:
    """Paris has given up its summer time when that is to be followed."""
    if job != "zone rules":
        return nullcontext()
    return reformed(folder, no_more_changes_from(2027), "Europe/Paris")


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
        if job in PREPARED:
            with in_use(worlds.container(url, A_DAY)) as container:
                PREPARED[job](container)
        worlds.before[job] = url
        url = worlds.copy_of(url)
        worlds.run(job, url, LATER.get(job, A_DAY))
    return worlds


@contextmanager
def in_use(container: Container) -> Iterator[Container]:
    yield container
    container.wakeups().close()
    container.engine().dispose()


def settle(worlds: Worlds, url: str) -> None:
    """Three people, one of whom wants a digest and has a phone that rings, a series with a guest from outside
    and one who joins, a hold, a ticket that nobody used, and two new keys.
    """
    worlds.data_dir(url).mkdir()
    with in_use(worlds.container(url, timedelta())) as container:
        people_and_meetings(container)
        number_events(container)


def joined(container: Container, name: str) -> Person:
    command = CreatePersonCommand(f"{name}@example.org", name.title(), PASSWORD, Role.MEMBER, "Europe/Paris")
    return container.accounts.create_person()(command)


def signed_in(container: Container, person: Person) -> Caller:
    now = container.clock().now()
    session = Session.start(person.id, person.id.bytes, device="", address="", now=now)
    with container.transactions().begin() as work:
        work.sessions.add(session)
    return Caller(person.id, Role.MEMBER, session.id)


def people_and_meetings(container: Container) -> None:
    ana, ben, cloe = (joined(container, name) for name in ("ana", "ben", "cloe"))
    caller, on_a_phone = (signed_in(container, person) for person in (ana, cloe))
    wishes = Wishes({Kind.INVITED: frozenset({Channel.IN_APP, Channel.DIGEST, Channel.PUSH})})
    container.notification.set_preferences()(SetPreferencesCommand(on_a_phone, wishes, None))
    container.pushing.add_push_subscription()(on_a_phone, "https://push.example.net/1", test_pushes.KEYS)
    guests = (
        Invitee(person_id=ben.id),
        Invitee(person_id=cloe.id),
        Invitee(email="out@example.net"),
        Invitee(email="dan@example.org"),
    )
    schedule, timing = container.meetings.schedule_meeting(), timed("2026-12-03 09:30", "2026-12-03 10:15")
    for title, rules in (("Weekly", ["RRULE:FREQ=WEEKLY"]), ("Once", [])):
        recurrence = parse_recurrence(rules, timing.start)
        schedule(ScheduleMeetingCommand(caller, Details(title), timing, guests, recurrence=recurrence))
    container.accounts.issue_live_ticket()(caller)
    for _ in range(2):
        container.signing_keys().rotate(container.clock().now(), dead_after=A_DAY)
    slot, briefly = timed("2026-12-04 09:30", "2026-12-04 10:15").slot, timedelta(minutes=30)
    container.availability.place_hold()(PlaceHoldCommand(caller, slot, (ben.id,), (), briefly))
    joined(container, "dan")


def number_events(container: Container) -> None:
    stop = Event()
    sequencer = Thread(target=container.sequencer().run, args=[stop])
    sequencer.start()
    while unnumbered(container.engine()):
        stop.wait(0.02)
    stop.set()
    sequencer.join()


def snooze_everything(container: Container) -> None:
    """For an hour."""
    now = container.clock().now()
    with container.transactions().begin() as work:
        for person in work.people.among((), EVERYBODY):
            inbox = work.notifications.page(person.id, InboxFilter(), before=None, now=now, limit=100)
            for each in inbox:
                each.snooze(now + timedelta(hours=1), now)
            work.notifications.save(inbox)


def die_while_looking_on(container: Container) -> None:
    """A web process held leases, and has not renewed them for an hour."""
    connection_id, holder_id = new_id(NOW), new_id(NOW)
    with container.transactions().begin() as work:
        people = work.people.among((), EVERYBODY)
    leases = [Lease(connection_id, own_place(each.id), each.id) for each in people]
    container.presence.leases().put(holder_id, leases)
    with container.engine().begin() as connection:
        connection.execute(text("UPDATE presence_holder SET renewed_at = renewed_at - interval '1 hour'"))


PREPARED: dict[str, Callable[[Container], None]] = {
    "notifications": number_events,
    "snoozes": snooze_everything,
    "presence": die_while_looking_on,
}
"""What has to happen before there is something to do."""


def contents_of(worlds: Worlds, url: str) -> Contents:
    """Every row as text, without what is made up anew each time: ids, times, digests. And what was noted
    down beside the database.
    """
    engine = create_engine(url)
    found: Contents = {}
    with engine.connect() as connection:
        for name in sorted(METADATA.tables.keys() - OF_NOBODY):
            rows = connection.execute(text(f'SELECT each::text FROM "{name}" AS each')).scalars().all()
            if name in NUMBERS:
                rows = [NUMBERS[name].sub("(…,", row) for row in rows]
            found[name] = sorted(UNKNOWN.sub("…", row) for row in rows)
    engine.dispose()
    heads = worlds.data_dir(url) / "audit-heads"
    found["audit heads"] = (
        [UNKNOWN.sub("…", each) for each in heads.read_text().splitlines()] if heads.exists() else []
    )
    return found


def let_a_lease_run_out(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE background_job SET free_at = now() WHERE free_at > now()"))
    engine.dispose()


@pytest.mark.parametrize("job", IN_TURN)
def test_what_a_killed_job_left_is_done_by_the_next(job: str, worlds: Worlds) -> None:
    later = LATER.get(job, A_DAY)
    undisturbed = worlds.copy_of(worlds.before[job])
    trips = worlds.run(job, undisturbed, later)
    worlds.run(job, undisturbed, later + HALF_A_DAY)
    wanted = contents_of(worlds, undisturbed)
    assert wanted != contents_of(worlds, worlds.before[job])  # it has something to do
    for killed_after in sorted({1 + place * trips // MOST_KILLS for place in range(MOST_KILLS)}):
        url = worlds.copy_of(worlds.before[job])
        worlds.run(job, url, later, killed_after=killed_after)
        let_a_lease_run_out(url)
        worlds.run(job, url, later + HALF_A_DAY)
        assert contents_of(worlds, url) == wanted, f"killed after {killed_after} of {trips} trips"
        worlds.server.drop(url)
    worlds.server.drop(undisturbed)


def test_every_job_is_killed_somewhere(worlds: Worlds) -> None:
    """A new job has to stand in one of the two lists above."""
    with in_use(worlds.container(worlds.before[IN_TURN[0]], A_DAY)) as container:
        assert sorted(job.name for job in jobs_of(container)) == sorted((*IN_TURN, *ELSEWHERE))
