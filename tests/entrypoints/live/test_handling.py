"""Frames that ask something of use cases: who is asked, in which order, and what a refusal becomes."""

from collections.abc import Callable, Iterable
from threading import Event

import pytest

from application.identity.caller import Caller
from domain.meeting.refusals import MeetingNotFound
from entrypoints.live import errands, frames
from entrypoints.live.errands import Errands
from entrypoints.live.handling import Asker
from tests.entrypoints.live.conftest import House

ID = "0193a000-0000-7000-8000-000000000001"
MESSAGE = {"type": "message", "meeting_id": ID, "client_id": "a-1", "text": "hi"}


def test_a_handler_is_asked_and_its_answers_are_sent_to_who_asked(house: House, ana: Caller) -> None:
    asked = []

    def take(asker: Asker, frame: frames.Message) -> Iterable[frames.ServerFrame]:
        asked.append((asker.caller, frame.text, asker.topics))
        return [frames.Pong()]

    house.handle({frames.Message: take})
    client, other = house.client(ana), house.client(ana)
    client.hello()
    other.hello()
    client.say(MESSAGE)
    assert client.hear() == {"type": "pong"}
    assert asked == [(ana, "hi", frozenset({f"person:{ana.person_id}"}))]
    assert other.is_quiet()


def test_a_refusal_is_a_problem_that_names_what_it_answers(house: House, ana: Caller) -> None:
    def refuse(asker: Asker, frame: frames.Message) -> Iterable[frames.ServerFrame]:
        raise MeetingNotFound("there is no such meeting", field=("meeting_id",))

    house.handle({frames.Message: refuse})
    client = house.client(ana)
    client.hello()
    client.say(MESSAGE)
    assert client.hear() == {
        "type": "problem",
        "code": "meeting_not_found",
        "detail": "there is no such meeting",
        "field": "meeting_id",
        "client_id": "a-1",
    }


def test_a_handler_that_breaks_is_our_fault_and_the_connection_goes_on(house: House, ana: Caller) -> None:
    def break_down(asker: Asker, frame: frames.Presence) -> Iterable[frames.ServerFrame]:
        raise ZeroDivisionError("secret")

    house.handle({frames.Presence: break_down})
    client = house.client(ana)
    client.hello()
    client.say({"type": "presence", "topic": "meeting:1", "state": "typing"})
    problem = client.hear()
    assert (problem["code"], problem["topic"]) == ("internal_error", "meeting:1")
    assert "secret" not in str(problem)
    assert client.is_quiet()


def test_a_slow_handler_holds_up_nobody_and_the_order_stays(house: House, ana: Caller) -> None:
    may_go_on, order = Event(), []

    def take(asker: Asker, frame: frames.Message) -> Iterable[frames.ServerFrame]:
        if frame.client_id == "a-1":
            assert may_go_on.wait(30)
        order.append(frame.client_id)
        return [frames.Pong()] if frame.client_id == "a-3" else []

    house.handle({frames.Message: take})
    client = house.client(ana)
    client.hello()
    for number in (1, 2, 3):
        client.say(MESSAGE | {"client_id": f"a-{number}"})
    assert client.is_quiet()  # the stream's own ping overtakes all three
    may_go_on.set()
    assert client.hear() == {"type": "pong"}
    assert order == ["a-1", "a-2", "a-3"]


def test_too_many_that_wait_are_refused(house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_go_on = Event(), Event()

    def take(asker: Asker, frame: frames.Message) -> Iterable[frames.ServerFrame]:
        begun.set()
        assert may_go_on.wait(30)
        return [frames.Pong()]

    house.handle({frames.Message: take})
    monkeypatch.setattr(errands, "MOST_WAITING", 2)
    client = house.client(ana)
    client.hello()
    client.say(MESSAGE)
    assert begun.wait(30)
    for _ in range(4):
        client.say(MESSAGE)
    assert [client.hear()["code"], client.hear()["code"]] == ["rate_limited"] * 2
    may_go_on.set()
    assert [client.hear() for _ in range(3)] == [{"type": "pong"}] * 3


def test_errands_of_somebody_who_left_are_forgotten() -> None:
    errands, may_go_on, begun, done = Errands(), Event(), Event(), []

    def first() -> None:
        begun.set()
        assert may_go_on.wait(30)

    errands.add(first)
    errands.add(lambda: done.append("second"))
    assert begun.wait(30)
    errands.abandon()
    errands.add(lambda: done.append("third"))
    may_go_on.set()
    assert done == []


class Watching:
    """Notes down who listens to what."""

    def __init__(self) -> None:
        self.publish: Callable[[str, frames.ServerFrame], None] | None = None
        self.noted: list[tuple[str, str]] = []
        self.ended = Event()

    def start(self, publish: Callable[[str, frames.ServerFrame], None], doubt: object) -> None:
        self.publish = publish

    def subscribed(self, asker: Asker, topic: str) -> None:
        self.noted.append(("subscribed", topic))

    def unsubscribed(self, asker: Asker, topic: str) -> None:
        self.noted.append(("unsubscribed", topic))

    def here(self, askers: Iterable[Asker]) -> None:
        pass

    def left(self, asker: Asker) -> None:
        self.noted.extend(("left", topic) for topic in sorted(asker.topics))
        self.ended.set()

    def stop(self) -> None:
        self.noted.append(("stopped", ""))


def test_a_watcher_knows_who_listens_and_publishes_to_them_alone(
    house: House, ana: Caller, ben: Caller
) -> None:
    watching = Watching()
    house.watch(watching)
    topics = [f"meeting:{house.meeting(ana)}" for _ in range(2)]
    client, other = house.client(ana), house.client(ben)
    other.hello()
    client.say({"type": "hello", "topics": topics})
    assert client.hear()["type"] == "welcome"
    client.say({"type": "unsubscribe", "topic": topics[1]})
    house.until(lambda: len(watching.noted) == 3)
    assert watching.publish is not None
    for topic in topics:
        watching.publish(topic, frames.Problem(code="x", detail="", topic=topic))
    assert client.hear()["topic"] == topics[0]
    assert client.is_quiet()
    assert other.is_quiet()
    client.cut()
    assert watching.ended.wait(30)
    assert watching.noted == [
        ("subscribed", topics[0]),
        ("subscribed", topics[1]),
        ("unsubscribed", topics[1]),
        ("left", topics[0]),
        ("left", f"person:{ana.person_id}"),
    ]
