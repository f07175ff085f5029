"""Many talk through two processes, one of which is killed again and again: nothing is lost or said twice."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest

from tests.entrypoints.cli.serving import LONG_ENOUGH, PASSWORD
from tests.entrypoints.live.client import Closed, Refused
from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, background_worker
from tests.journeys.test_cut_and_resume import make_people, messages_of
from tests.journeys.travellers import OFTEN, Journey

TALKERS, LISTENERS = 8, 4
KILLINGS = 3
ALIVE = 1.0
"""Seconds between an answer of the process that is killed and its next death."""
AGAIN = 0.2
"""How often somebody says again what was acknowledged, as whoever lost the answer does."""


@dataclass
class Two:
    stays: WebServer
    dies: WebServer
    folder: Path
    environment: dict[str, str]

    def kill(self) -> None:
        """Returns when its successor answers."""
        self.dies.kill()
        self.dies = WebServer(self.folder, ON_POSTGRES, port=self.dies.port, **self.environment)
        self.dies.wait_until_it_answers()


@pytest.fixture
def two(tmp_path: Path, database_url: str) -> Iterator[Two]:
    # One address for both: tokens name who issued them.
    environment = {"CONVENE_DATABASE_URL": database_url, "CONVENE_PUBLIC_URL": "http://meet.example.org"}
    make_people(database_url, tmp_path)
    with ExitStack() as running:
        running.enter_context(background_worker(tmp_path, **environment))
        webs = [WebServer(tmp_path, ON_POSTGRES, **environment) for _ in range(2)]
        two = Two(*webs, tmp_path, environment)
        running.callback(lambda: [web.end() for web in (two.stays, two.dies)])
        for web in webs:
            web.wait_until_it_answers()
        yield two


@dataclass
class Doors:
    """One person's pages, one at each process; who finds one shut turns to the other."""

    pages: Sequence[Person]
    chance: random.Random
    turns: int = 0

    def __post_init__(self) -> None:
        self.at = self.chance.randrange(len(self.pages))

    @property
    def page(self) -> Person:
        return self.pages[self.at]

    def turn(self) -> None:
        self.page.connection.close()
        self.at = 1 - self.at
        self.turns += 1
        time.sleep(0.02)


@dataclass
class Talker:
    journey: Journey
    doors: Doors
    said: dict[str, str] = field(default_factory=dict)
    """Texts by the ids under which they were acknowledged."""

    def say(self) -> None:
        time.sleep(OFTEN)
        message = {"client_id": str(uuid4()), "text": f"{self.doors.page.id} {len(self.said)}"}
        message_id = self.acknowledged(message)
        assert message_id not in self.said
        self.said[message_id] = message["text"]
        while self.doors.chance.random() < AGAIN:
            self.doors.turn()
            assert self.acknowledged(message) == message_id, "said again it is another message"

    def acknowledged(self, message: dict[str, str]) -> str:
        path = f"/meetings/{self.journey.meeting_id}/messages"
        while True:
            try:
                status, answer = self.doors.page.call("POST", path, message)
            except (OSError, HTTPException):
                self.doors.turn()
                continue
            assert status in {200, 201}, (status, answer)
            return str(answer["id"])


@dataclass
class Listener:
    journey: Journey
    doors: Doors
    cursor: str
    heard: list[str] = field(default_factory=list)
    """The ids of messages, as they came."""

    def listen(self) -> None:
        """Until the process dies, or all is over."""
        try:
            self.hear_until(self.journey.over)
        except (OSError, HTTPException, Closed, Refused):
            self.doors.turn()

    def hear_until(self, over: Event, last: str = "") -> None:
        client = self.doors.page.live()
        try:
            client.hello(self.cursor)
            client.raw.settimeout(0.2)
            while not over.is_set() and last not in self.heard:
                try:
                    frame = client.hear()
                except TimeoutError:
                    continue
                assert frame["type"] == "event", frame
                self.cursor = frame["cursor"]
                if frame["kind"] == "message.posted":
                    self.heard.append(frame["data"]["message"]["id"])
        finally:
            client.cut()


def test_what_was_acknowledged_stands_there_once_and_all_have_one_order(two: Two) -> None:
    seed = random.randrange(2**32)
    print(f"\nseed {seed}")
    chance = random.Random(seed)
    people = [Person(two.stays.port, f"{name}@example.org", PASSWORD) for name in ("ana", "ben", "chloe")]
    start = people[0].call("GET", "/changes")[1]["next_cursor"]
    journey = Journey(seed, people[0].schedule("Review", *people[1:])["id"])

    def doors(number: int) -> Doors:
        pages = [people[number % len(people)].on_another_page() for _ in range(2)]
        for page, web in zip(pages, (two.stays, two.dies), strict=True):
            page.port = page.connection.port = web.port
        return Doors(pages, random.Random(chance.random()))

    talkers = [Talker(journey, doors(each)) for each in range(TALKERS)]
    listeners = [Listener(journey, doors(each), start) for each in range(LISTENERS)]
    threads = [journey.begin(each.say) for each in talkers] + [
        journey.begin(each.listen) for each in listeners
    ]
    for _ in range(KILLINGS):
        journey.over.wait(ALIVE)
        two.kill()
    journey.over.wait(ALIVE)
    journey.over.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
        assert not thread.is_alive()
    for failure in journey.failures:
        raise failure

    for person in Person.made:  # servers hang up on whoever was silent for long
        person.connection.close()
    stands = messages_of(journey.meeting_id, people[0])
    acknowledged = {message_id: text for talker in talkers for message_id, text in talker.said.items()}
    assert stands == acknowledged
    for talker in talkers:
        assert [each for each in stands if each in talker.said] == list(talker.said), "somebody's own order"
    order = list(stands)
    for listener in listeners:
        for page in listener.doors.pages:
            assert list(messages_of(journey.meeting_id, page)) == order
        listener.hear_until(Event(), last=order[-1])
        assert listener.heard == order
    turned = sum(each.doors.turns for each in (*talkers, *listeners))
    print(f"{len(order)} messages of {TALKERS}, {KILLINGS} killings, {turned} times to the other process")
    assert turned > KILLINGS
    for person in Person.made:
        person.connection.close()
