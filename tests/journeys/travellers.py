"""People with bad lines: they read, write and talk through nginx while processes die behind it."""

import random
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from socket import SO_LINGER, SOL_SOCKET
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from tests.entrypoints.cli.serving import LONG_ENOUGH
from tests.entrypoints.live.client import Client, Closed, Refused, connect
from tests.entrypoints.live.serving import Person

OFTEN = 0.05
"""Seconds between two deeds of one person, about."""
STAYS = 2.0
"""Seconds of a long visit, in which it comes to be known that somebody is there, unless all are very busy."""


@dataclass
class Journey:
    seed: int
    meeting_id: str
    """Everybody is in it, looks at it and talks about it."""
    over: Event = field(default_factory=Event)
    cuts: int = 0
    written: list[tuple[str, int]] = field(default_factory=list)
    said: list[list[str]] = field(default_factory=list)
    """What each person said, in the order in which they did."""
    left: dict[str, float] = field(default_factory=dict)
    """When each person last ended a visit of which they had heard that it was noticed."""
    failures: list[BaseException] = field(default_factory=list)

    @property
    def topic(self) -> str:
        return f"meeting:{self.meeting_id}"

    def begin(self, act: Callable[[], None]) -> Thread:
        """Do that over and over on a thread of its own, until the journey is over."""

        def go_on() -> None:
            try:
                while not self.over.is_set():
                    act()
            except BaseException as error:
                self.failures.append(error)
                self.over.set()

        thread = Thread(target=go_on)
        thread.start()
        return thread


@dataclass
class Reader:
    """One page of one person."""

    journey: Journey
    person: Person
    chance: random.Random
    start: str
    cursors: list[str] = field(default_factory=list)
    connections: int = 0
    is_noticed: bool = False
    """Whether they heard of this very visit, which so stands in the store."""

    def listen_for_a_while(self) -> None:
        client = self.connect()
        if client is None:
            return
        self.connections += 1
        self.is_noticed = False
        stays = STAYS if self.connections % 3 == 0 else self.chance.choice([0.0, 0.02, 0.2])
        until = time.monotonic() + stays
        try:
            self.look_on(client)
            while (left := until - time.monotonic()) > 0:
                client.raw.settimeout(left)
                self.note(client)
        except TimeoutError:
            if self.is_noticed:
                self.journey.left[self.person.id] = time.monotonic()
        except OSError:
            pass  # what we wanted to say found nobody any more
        except Closed as closed:
            assert closed.code == 1006, closed  # a process was killed, and could say nothing
        if self.chance.random() < 0.5:  # a line that breaks, rather than a page that closes
            client.raw.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        client.cut()
        self.journey.cuts += 1

    def look_on(self, client: Client) -> None:
        client.say({"type": "subscribe", "topic": self.journey.topic})
        at = {"topic": self.journey.topic, "state": "editing", "detail": self.visit}
        client.say({"type": "presence", **at})

    @property
    def visit(self) -> str:
        """A name that no other page of the same person has."""
        return f"visit:{id(self)}:{self.connections}"

    def connect(self) -> Client | None:
        """Without always waiting for the welcome. None when a process dies over it."""
        client = connected(self.person)
        if client is not None:
            after = self.cursors[-1] if self.cursors else self.start
            client.say({"type": "hello", "after": after})
        return client

    def note(self, client: Client) -> None:
        frame = client.hear()
        assert frame["type"] in {"welcome", "event", "changed", "presence"}, frame
        if frame["type"] == "event":
            self.cursors.append(frame["cursor"])
        if frame["type"] == "presence" and self.visit in {each["detail"] for each in frame["people"]}:
            self.is_noticed = True

    def finish(self, expected: list[str]) -> None:
        """Read what is left, and see that nothing of it comes again; only what is newer may follow."""
        client = self.connect()
        assert client is not None
        client.raw.settimeout(LONG_ENOUGH)
        assert client.hear()["type"] == "welcome"
        while len(self.cursors) < len(expected):
            self.note(client)
        client.say({"type": "ping"})
        while (frame := client.hear())["type"] == "event":
            assert frame["cursor"] not in expected
        assert frame == {"type": "pong"}
        client.cut()


@dataclass
class Writer:
    """Schedules, invites, moves and cancels, each deed under a key, so that it may be sent again."""

    journey: Journey
    person: Person
    everybody: list[str]
    chance: random.Random
    mine: list[tuple[str, int]] = field(default_factory=list)

    def write(self) -> None:
        time.sleep(self.chance.random() * 2 * OFTEN)
        hour = self.chance.randint(8, 17)
        times = {
            name: {"date_time": f"2030-05-06T{at:02}:00:00", "time_zone": "Europe/Paris"}
            for name, at in (("start", hour), ("end", hour + 1))
        }
        if len(self.mine) < 3 or self.chance.random() < 0.3:
            self.schedule(times)
        else:
            self.change(self.chance.randrange(len(self.mine)), times)

    def schedule(self, times: dict[str, Any]) -> None:
        guests = [{"person_id": each} for each in self.chance.sample(self.everybody, 3)]
        body = {
            "title": "Review",
            "guests": [each for each in guests if each["person_id"] != self.person.id],
            "visibility": self.chance.choice(["private", "organisation"]),
            **times,
        }
        status, meeting = self.ask("POST", "/meetings", body)
        assert status == 201, (status, meeting)
        self.mine.append((meeting["id"], meeting["version"]))
        self.journey.written.append(self.mine[-1])

    def change(self, place: int, times: dict[str, Any]) -> None:
        meeting_id, version = self.mine.pop(place)
        match = {"If-Match": f'"{version}"'}
        if self.chance.random() < 0.1:
            status, meeting = self.ask("POST", f"/meetings/{meeting_id}/cancellation", {}, **match)
        else:
            status, meeting = self.ask("PATCH", f"/meetings/{meeting_id}", times, **match)
        # 412: done, and the process died before it could say so; nginx, or we, asked again.
        assert status in {200, 412}, (status, meeting)
        if status == 200:
            self.journey.written.append((meeting_id, meeting["version"]))
            if meeting["state"] != "cancelled":
                self.mine.append((meeting_id, meeting["version"]))

    def ask(self, method: str, path: str, body: object, **headers: str) -> tuple[int, Any]:
        """The answer, asked for until it comes; nobody is ever told that there is no server."""
        headers["Idempotency-Key"] = str(uuid4())
        while True:
            try:
                status, answer = self.person.call(method, path, body, **headers)
            except (OSError, HTTPException):
                self.person.connection.close()  # the process died in the middle of its answer
                continue
            if status != 409 or answer["code"] != "idempotency_key_in_use":
                return status, answer
            time.sleep(OFTEN)


@dataclass
class Talker:
    """Says one thing after the other, each until it is known to stand there."""

    journey: Journey
    person: Person
    chance: random.Random
    number: int = 0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journey.said.append(self.said)

    def say(self) -> None:
        time.sleep(self.chance.random() * 2 * OFTEN)
        self.number += 1
        text, client_id = f"{self.person.id} said {self.number}", str(uuid4())
        if self.chance.random() < 0.3:
            self.call_out(text, client_id)
        while not self.is_posted(text, client_id):
            time.sleep(OFTEN)
        self.said.append(text)

    def call_out(self, text: str, client_id: str) -> None:
        """Over a live connection that is cut before anybody could know what became of it."""
        client = connected(self.person)
        if client is None:
            return
        meeting_id = self.journey.meeting_id
        message = {"type": "message", "meeting_id": meeting_id, "client_id": client_id, "text": text}
        client.say({"type": "hello"})
        client.say(message)
        time.sleep(self.chance.random() * OFTEN)
        client.cut()

    def is_posted(self, text: str, client_id: str) -> bool:
        path = f"/meetings/{self.journey.meeting_id}/messages"
        try:
            status, answer = self.person.call("POST", path, {"client_id": client_id, "text": text})
        except (OSError, HTTPException):
            self.person.connection.close()
            return False
        # Without a key nginx does not ask twice: that it found nobody is said to us. 503: the conversation is
        # held too long, by somebody who died over it, or on a busy machine.
        assert status in {200, 201, 502} or (status == 503 and answer["retryable"]), (status, answer)
        return status in {200, 201}


def connected(person: Person) -> Client | None:
    """None when a process dies over it."""
    try:
        status, ticket = person.call("POST", "/live/tickets")
        assert status in {200, 201, 502}, ticket
        return connect(person.port, ticket["ticket"]) if status != 502 else None
    except (OSError, Closed, HTTPException):
        person.connection.close()
        return None
    except Refused as refused:
        # An error of nginx, or a ticket that a dying process used up.
        assert refused.status in {401, 502}, refused
        return None
