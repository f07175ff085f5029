"""Two web processes that share nothing but a store: who is there is right on both, whatever dies."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.container import container_for
from entrypoints.settings import Settings
from tests.entrypoints.cli.serving import LONG_ENOUGH, ROOT
from tests.entrypoints.live.client import Client
from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, web_server

pytestmark = pytest.mark.mostly_waits

PASSWORD = "a long and unlikely one 4711"
WITHIN = 60.0
"""Seconds, after which presence is right whoever died, and however."""
RELOAD = 3.0
"""Seconds for which a page is away."""


@dataclass
class Two:
    here: WebServer
    there: WebServer
    ana: Person
    ben: Person
    topic: str


@pytest.fixture
def two(tmp_path: Path, database_url: str, request: pytest.FixtureRequest) -> Iterator[Two]:
    """Leases and bell in either store."""
    # One address for both: tokens name who issued them.
    environment = {"CONVENE_DATABASE_URL": database_url, "CONVENE_PUBLIC_URL": "http://meet.example.org"}
    if getattr(request, "param", "postgres") == "redis":
        environment["CONVENE_REDIS_URL"] = request.getfixturevalue("redis_url")
    settings = Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path), **environment})
    container = container_for(settings)
    for name in ("Ana", "Ben"):
        container.accounts.create_person()(
            CreatePersonCommand(f"{name.lower()}@example.org", name, PASSWORD, Role.MEMBER, "Europe/Paris")
        )
    container.engine().dispose()
    with ExitStack() as running:
        here, there = (
            running.enter_context(web_server(tmp_path, ON_POSTGRES, **environment)) for _ in range(2)
        )
        ana = Person(here.port, "ana@example.org", PASSWORD)
        ben = Person(there.port, "ben@example.org", PASSWORD)
        meeting = ana.schedule("Review", ben)
        yield Two(here, there, ana, ben, f"meeting:{meeting['id']}")


def looking(person: Person, topic: str) -> Client:
    client = person.on_another_page().live()
    client.hello()
    client.say({"type": "subscribe", "topic": topic})
    client.say({"type": "presence", "topic": topic, "state": "viewing"})
    return client


def standing(asking: Person, who: Person) -> str:
    status, body = asking.on_another_page().call("GET", f"/presence?people={who.id}")
    assert status == 200, body
    return str(body["people"][0]["state"])


def seconds_until(happened: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < WITHIN
        time.sleep(0.2)
    return time.monotonic() - began


def states(client: Client) -> dict[str, str]:
    """Of the next list."""
    while (frame := client.hear())["type"] != "presence":
        pass
    return {each["name"]: each["state"] for each in frame["people"]}


@pytest.mark.parametrize("two", ["postgres", "redis"], indirect=True)
def test_both_see_each_other_type_reload_and_die(two: Two) -> None:
    listing = two.ana.on_another_page().live()
    listing.hello()
    listing.say({"type": "subscribe", "topic": f"person:{two.ben.id}"})
    assert states(listing) == {"Ben": "offline"}
    hers = looking(two.ana, two.topic)
    his = looking(two.ben, two.topic)
    while states(hers) != {"Ana": "viewing", "Ben": "viewing"}:
        pass
    his.say({"type": "presence", "topic": two.topic, "state": "typing"})
    began = time.monotonic()
    assert states(hers) == {"Ana": "viewing", "Ben": "typing"}
    told = time.monotonic() - began
    assert states(hers) == {"Ana": "viewing", "Ben": "viewing"}
    assert 5 < time.monotonic() - began < 12
    seconds_until(lambda: standing(two.ana, two.ben) == "online")

    assert states(listing) == {"Ben": "online"}
    his.cut()
    gone, seen = time.monotonic(), set()
    while time.monotonic() - gone < RELOAD:
        seen.add(standing(two.ana, two.ben))
        time.sleep(0.1)
    looking(two.ben, two.topic)
    while time.monotonic() - gone < 15:
        seen.add(standing(two.ana, two.ben))
        time.sleep(0.1)
    assert seen == {"online"}
    hers.say({"type": "presence", "topic": two.topic, "state": "idle"})
    assert states(hers) == {"Ana": "idle", "Ben": "viewing"}  # with no word in between
    assert listing.is_quiet()

    two.there.kill()
    took = seconds_until(lambda: not listing.is_quiet())
    assert standing(two.ana, two.ben) == "offline"
    while states(hers) != {"Ana": "idle"}:
        pass
    print(f"typing told after {told:.2f} s; offline {took:.0f} s after kill -9 of the whole process")


def test_a_stopped_client_is_offline_within_a_minute(two: Two) -> None:
    """The kernel goes on to acknowledge what arrives, and nobody answers the ping."""
    hers = looking(two.ana, two.topic)
    words = [sys.executable, "-m", "tests.journeys.page", str(two.there.port), two.ben.ticket(), two.topic]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL) as page:
        try:
            while states(hers) != {"Ana": "viewing", "Ben": "viewing"}:
                pass
            seconds_until(lambda: standing(two.ana, two.ben) == "online")
            page.send_signal(signal.SIGSTOP)
            took = seconds_until(lambda: standing(two.ana, two.ben) == "offline")
            hers.cut()  # Nobody has answered for her either in the meantime.
            hers = looking(two.ana, two.topic)
            while states(hers) != {"Ana": "viewing"}:
                pass
            page.send_signal(signal.SIGCONT)
            assert page.wait(LONG_ENOUGH) != 0  # It hears that it was let go.
        finally:
            page.kill()
    print(f"offline {took:.0f} s after SIGSTOP of the client's process")
