"""A thousand random cuts, twenty writers, four web processes, one order.

What a reader gets over the live stream, put together from all its pieces, is to the letter what ``GET
/changes`` shows afterwards: nothing missing, nothing twice, nothing out of place.
"""

import os
import random
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from threading import Event, Lock, Thread
from typing import Any

import pytest

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.container import container_for
from entrypoints.settings import Settings
from tests.entrypoints.cli.serving import LONG_ENOUGH, children_of
from tests.entrypoints.live.client import Client, Closed
from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, background_worker, web_server

CUTS = {"postgres": 1000, "redis": 300}
WRITERS, READERS = 20, 12
NAMES = ("ana", "ben", "chloe", "dan", "eve", "finn", "gita", "hugo")
PASSWORD = "a long and unlikely one 4711"
SAFE_CODES = {1006}
"""How a connection may end that the reader did not cut: one web process is killed on the way."""


@pytest.fixture
def redis_url() -> Iterator[str]:
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: apt-get install redis-server"
    with tempfile.TemporaryDirectory(prefix="convene-redis-") as folder:
        path = f"{folder}/redis.sock"
        options = ["--port", "0", "--unixsocket", path, "--save", "", "--dir", folder]
        with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:
            while not Path(path).exists():
                assert process.poll() is None
                time.sleep(0.01)
            yield f"unix://{path}"
            process.terminate()


@dataclass
class Journey:
    servers: list[WebServer]
    enough: int
    seed: int
    over: Event = field(default_factory=Event)
    counting: Lock = field(default_factory=Lock)
    cuts: int = 0
    written: list[tuple[str, int]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def port(self, chance: random.Random) -> int:
        return chance.choice(self.servers).port

    def count_cut(self) -> bool:
        """False when there were enough."""
        with self.counting:
            self.cuts += 1
            return self.cuts < self.enough


@dataclass
class Reader:
    """One page of one person, with a bad line."""

    journey: Journey
    person: Person
    chance: random.Random
    start: str
    cursors: list[str] = field(default_factory=list)

    def run(self) -> None:
        try:
            while True:
                self.listen_for_a_while()
                if not self.journey.count_cut():
                    return
        except BaseException as error:
            self.journey.failures.append(error)
            raise

    def listen_for_a_while(self) -> None:
        client = self.connect()
        if client is None:
            return
        until = time.monotonic() + self.chance.choice([0.0, 0.02, 0.2])
        try:
            while (left := until - time.monotonic()) > 0:
                client.raw.settimeout(left)
                self.note(client)
        except TimeoutError:
            pass
        except Closed as closed:
            assert closed.code in SAFE_CODES, closed
        if self.chance.random() < 0.5:  # a line that breaks, rather than a page that closes
            client.raw.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        client.cut()

    def connect(self) -> Client | None:
        """At any of the servers, and without always waiting for the welcome."""
        self.person.port = self.journey.port(self.chance)
        self.person.connection.port = self.person.port
        self.person.connection.close()
        try:
            client = self.person.live()
        except (OSError, Closed, HTTPException):
            return None  # that process was just killed
        client.say({"type": "hello", "after": self.cursors[-1] if self.cursors else self.start})
        return client

    def note(self, client: Client) -> None:
        frame = client.hear()
        assert frame["type"] in {"welcome", "event"}, frame
        if frame["type"] == "event":
            self.cursors.append(frame["cursor"])

    def finish(self, expected: list[str]) -> None:
        """Read what is left, and see that there is nothing else."""
        client = self.connect()
        assert client is not None
        client.raw.settimeout(LONG_ENOUGH)
        assert client.hear()["type"] == "welcome"
        while len(self.cursors) < len(expected):
            self.note(client)
        assert client.is_quiet()
        client.cut()


def write(journey: Journey, person: Person, everybody: list[str], chance: random.Random) -> None:
    """Schedule, invite, move and cancel, until told to stop."""
    mine: list[tuple[str, str]] = []
    while not journey.over.is_set():
        try:
            status, meeting = act(person, mine, everybody, chance)
        except (OSError, HTTPException):
            person.connection.close()  # that process was just killed; whether it was written, nobody knows
            continue
        except BaseException as error:
            journey.failures.append(error)
            raise
        assert status in {200, 201, 409, 412, 422}, (status, meeting)
        if status in {200, 201}:
            journey.written.append((meeting["id"], meeting["version"]))


def act(
    person: Person, mine: list[tuple[str, str]], everybody: list[str], chance: random.Random
) -> tuple[int, dict[str, Any]]:
    hour = chance.randint(8, 17)
    times = {
        name: {"date_time": f"2030-05-06T{at:02}:00:00", "time_zone": "Europe/Paris"}
        for name, at in (("start", hour), ("end", hour + 1))
    }
    if len(mine) < 3 or chance.random() < 0.3:
        guests = [{"person_id": each} for each in chance.sample(everybody, 3) if each != person.id]
        visibility = chance.choice(["private", "organisation"])
        body: dict[str, Any] = {"title": "Review", "guests": guests, "visibility": visibility, **times}
        status, meeting = person.call("POST", "/meetings", body)
        if status == 201:
            mine.append((meeting["id"], meeting["version"]))
        return status, meeting
    place = chance.randrange(len(mine))
    meeting_id, version = mine[place]
    if chance.random() < 0.1:
        path, method, body = f"/meetings/{meeting_id}/cancellation", "POST", {}
    else:
        path, method, body = f"/meetings/{meeting_id}", "PATCH", times
    status, meeting = person.call(method, path, body, **{"If-Match": f'"{version}"'})
    if status == 200 and method == "PATCH":
        mine[place] = (meeting_id, meeting["version"])
    else:
        mine.pop(place)
    return status, meeting


@pytest.mark.parametrize("bell", ["postgres", "redis"])
def test_every_reader_gets_everything_once_and_in_order(
    bell: str, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # One public address: a token of one server is good at the other.
    environment = {"CONVENE_DATABASE_URL": database_url, "CONVENE_PUBLIC_URL": "http://convene.example"}
    if bell == "redis":
        environment["CONVENE_REDIS_URL"] = request.getfixturevalue("redis_url")
    make_people(database_url, tmp_path)
    with ExitStack() as house:
        house.enter_context(background_worker(tmp_path, **environment))
        servers = [
            house.enter_context(web_server(tmp_path, ON_POSTGRES, workers=2, **environment)) for _ in range(2)
        ]
        journey = Journey(servers, CUTS[bell], seed=random.randrange(2**32))
        print(f"\n{bell}: seed {journey.seed}")
        travel(journey)


def make_people(database_url: str, folder: Path) -> None:
    variables = {"CONVENE_DATABASE_URL": database_url, "CONVENE_DATA_DIR": str(folder)}
    container = container_for(Settings.from_environment(variables))
    for name in NAMES:
        command = CreatePersonCommand(
            f"{name}@example.org", name.title(), PASSWORD, Role.MEMBER, "Europe/Paris"
        )
        container.accounts.create_person()(command)
    container.wakeups().close()
    container.engine().dispose()


def travel(journey: Journey) -> None:
    chance = random.Random(journey.seed)

    people = [Person(journey.port(chance), f"{name}@example.org", PASSWORD) for name in NAMES]
    pages = [people[number % len(people)].on_another_page() for number in range(READERS)]
    hosts = [people[number % len(people)].on_another_page() for number in range(WRITERS)]
    everybody = [person.id for person in people]
    status, now = pages[0].call("GET", "/changes")
    assert status == 200
    start = now["next_cursor"]
    readers = [Reader(journey, page, random.Random(chance.random()), start) for page in pages]
    writers = [
        Thread(target=write, args=(journey, host, everybody, random.Random(chance.random())))
        for host in hosts
    ]
    threads = [Thread(target=reader.run) for reader in readers]
    began = time.monotonic()
    for thread in (*writers, *threads):
        thread.start()
    kill_a_web_process_half_way(journey, threads)
    for thread in threads:
        thread.join(LONG_ENOUGH)
    journey.over.set()
    for thread in writers:
        thread.join(LONG_ENOUGH)
    lasted = time.monotonic() - began
    assert not journey.failures
    assert not any(thread.is_alive() for thread in (*writers, *threads))

    expected = settled_changes(pages, start)
    for reader, events in zip(readers, expected, strict=True):
        cursors = [event["cursor"] for event in events]
        reader.finish(cursors)
        assert reader.cursors == cursors
        assert_versions_grow(events)
    assert_nothing_written_is_missing(journey, expected)
    for person in Person.made:  # else each server waits for its idle connections before it ends
        person.connection.close()
    print(
        f"{journey.cuts} cuts, {WRITERS} writers, {len(journey.written)} changes acknowledged, "
        f"{sum(map(len, expected))} events to {len(readers)} readers in {lasted:.1f} s"
    )


def kill_a_web_process_half_way(journey: Journey, threads: list[Thread]) -> None:
    while journey.cuts < journey.enough // 2 and any(thread.is_alive() for thread in threads):
        threads[0].join(0.05)
    victim = children_of(journey.servers[0].process.pid)[0]
    os.kill(victim, signal.SIGKILL)


def settled_changes(pages: list[Person], start: str) -> list[list[dict[str, Any]]]:
    """What each may see, once the sequencer has numbered everything that was acknowledged."""
    deadline = time.monotonic() + LONG_ENOUGH
    before: list[list[dict[str, Any]]] = []
    while True:
        for page in pages:
            page.connection.close()
        now = [list(page.changes(start)) for page in pages]
        if now == before:
            return now
        assert time.monotonic() < deadline
        before = now
        time.sleep(0.5)


def assert_versions_grow(events: list[dict[str, Any]]) -> None:
    newest: dict[str, int] = {}
    for event in events:
        subject, version = str(event["subject"]["id"]), event["version"]
        assert newest.get(subject, 0) <= version, event
        newest[subject] = version


def assert_nothing_written_is_missing(journey: Journey, expected: list[list[dict[str, Any]]]) -> None:
    seen = {(event["subject"]["id"], event["version"]) for events in expected for event in events}
    missing = [each for each in journey.written if each not in seen]
    assert not missing, Counter(missing).most_common(5)
