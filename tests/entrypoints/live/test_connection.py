"""One client and its connection, over a real pair of sockets."""

import json
import threading
from contextlib import suppress
from time import monotonic, sleep

import pytest
from wsproto.events import BytesMessage, TextMessage
from wsproto.events import Ping as ControlPing

from application.identity.caller import Caller
from application.shared.cursor import cursor_at
from entrypoints.live import rfc6455
from entrypoints.live.connection import BURST, MOST_STRIKES, State
from entrypoints.live.reading import LONGEST_MESSAGE
from tests.entrypoints.live.client import PATIENCE
from tests.entrypoints.live.conftest import House

ID = "0193a000-0000-7000-8000-000000000001"


def test_hello_is_answered_with_a_welcome(house: House, ana: Caller) -> None:
    assert house.client(ana).hello() == {
        "type": "welcome",
        "cursor": cursor_at(house.container.event_log().bounds().latest),
        "person_id": str(ana.person_id),
        "heartbeat": 25,
    }


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", "malformed_frame"),
        ({"type": "dance"}, "unknown_type"),
        ({"type": "ping", "extra": 1}, "invalid_frame"),
        ({"type": "hello"}, "already_greeted"),
        ({"type": "subscribe", "topic": f"meeting:{ID}"}, "unknown_topic"),
        ({"type": "subscribe", "topic": f"person:{ID}"}, "unknown_topic"),
        ({"type": "subscribe", "topic": "meeting:none"}, "unknown_topic"),
        ({"type": "subscribe", "topic": "dance:none"}, "unknown_topic"),
        ({"type": "presence", "topic": f"meeting:{ID}", "state": "typing"}, "unknown_topic"),
        ({"type": "message", "meeting_id": ID, "client_id": "1", "text": "hi"}, "invalid_value"),
        ({"type": "message", "meeting_id": ID, "client_id": ID, "text": "hi"}, "meeting_not_found"),
    ],
)
def test_a_frame_that_cannot_be_obeyed_is_a_problem_and_no_more(
    house: House, ana: Caller, frame: dict[str, object] | str, code: str
) -> None:
    client = house.client(ana)
    client.hello()
    client.say(frame)
    problem = client.hear()
    assert (problem["type"], problem["code"]) == ("problem", code)
    assert problem["detail"]
    assert client.is_quiet()


def test_the_first_frame_is_hello(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.say({"type": "subscribe", "topic": f"person:{ana.person_id}"})
    assert client.hear()["code"] == "hello_expected"
    assert client.is_quiet()


def test_a_cursor_that_is_none_is_named_and_hello_can_be_said_again(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.say({"type": "hello", "after": "garbage"})
    assert client.hear()["code"] == "invalid_cursor"
    client.hello()
    assert client.is_quiet()


def test_ones_own_topic_can_be_taken_and_left(house: House, ana: Caller) -> None:
    client = house.client(ana)
    own = f"person:{ana.person_id}"
    client.say({"type": "hello", "topics": [own, "person:somebody"]})
    assert [client.hear()["type"], client.hear()["code"]] == ["welcome", "unknown_topic"]
    client.say({"type": "unsubscribe", "topic": own})
    house.until(lambda: house.connections[0].topics == set())
    client.say({"type": "subscribe", "topic": own})
    house.until(lambda: house.connections[0].topics == {own})
    assert client.is_quiet()


def test_a_message_in_pieces_is_put_together(house: House, ana: Caller) -> None:
    client = house.client(ana)
    text = json.dumps({"type": "hello"})
    for letter in text[:-1]:
        client.send(TextMessage(data=letter, message_finished=False))
    client.send(ControlPing(payload=b"between"))
    client.send(TextMessage(data=text[-1]))
    assert client.hear()["type"] == "welcome"


@pytest.mark.parametrize("pieces", [1, 50])
def test_a_frame_that_is_too_large_ends_the_connection(house: House, ana: Caller, pieces: int) -> None:
    client = house.client(ana)
    size = 10_000_000 // pieces
    for piece in range(pieces):
        client.send(TextMessage(data="x" * size, message_finished=piece == pieces - 1))
    assert client.goodbye().code == 1009


def test_the_largest_frame_is_still_read(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.say(json.dumps({"type": "x"}).ljust(LONGEST_MESSAGE))
    assert client.hear()["code"] == "unknown_type"


def test_bytes_end_the_connection(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.send(BytesMessage(data=b"\x00"))
    assert client.goodbye().code == 1003


def test_what_is_no_frame_ends_the_connection(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.raw.sendall(b"\xff\xff\xff\xff")
    assert client.goodbye().code == 1002


def test_text_that_is_no_utf_8_ends_the_connection(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.raw.sendall(b"\x81\x82\x00\x00\x00\x00\xc3\x28")
    assert client.goodbye().code == 1007


@pytest.mark.parametrize("code", [1000, 1001, 4000])
def test_a_clients_goodbye_is_answered(house: House, ana: Caller, code: int) -> None:
    client = house.client(ana)
    client.hello()
    client.close(code)
    assert client.goodbye().code == code


def test_a_client_that_floods_is_warned_and_then_let_go(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    pings = 2 * (BURST + MOST_STRIKES)
    client.raw.sendall(
        b"".join(client.protocol.send(TextMessage(data='{"type":"ping"}')) for _ in range(pings))
    )
    answers, closed = client.rest()
    assert closed.code == 1008
    assert {answer["type"] for answer in answers} <= {"pong", "problem"}
    assert len([answer for answer in answers if answer["type"] == "pong"]) <= BURST + 20


def test_pings_of_the_protocol_count_as_well(house: House, ana: Caller) -> None:
    client = house.client(ana)
    pings = 2 * (BURST + MOST_STRIKES)
    client.raw.sendall(b"".join(client.protocol.send(ControlPing()) for _ in range(pings)))
    assert client.goodbye().code == 1008


def test_a_client_that_stopped_reading_is_let_go_with_whole_frames(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    connection = house.connections[0]
    filler = {"type": "problem", "code": "filler", "detail": "x" * 10_000}
    frame = rfc6455.text(json.dumps(filler))
    for _ in range(1_000):
        connection.send(frame)
        sleep(0.001)  # lets the writer fill the socket first, and get stuck
        if not connection.is_open:
            break
    assert connection.state in {State.CLOSING, State.CLOSED}
    for thread in threading.enumerate():
        if thread.name == "live writer":
            thread.join(30)
            assert not thread.is_alive(), "it waits for a client that does not read"
    connection.tend(monotonic() + 11)
    house.threads[0].join(30)
    heard, closed = client.rest()
    assert closed.code == 1013
    assert heard == [filler] * len(heard)
    assert 1 <= len(heard) < 100


def test_silence_is_broken_by_a_ping_and_then_ended(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    assert client.is_quiet()
    connection, now = house.connections[0], monotonic()
    connection.tend(now + 20)
    assert client.is_quiet()
    assert client.pings == 0
    now = monotonic()
    connection.tend(now + 26)
    connection.tend(now + 30)
    assert client.is_quiet()
    assert client.pings == 1
    client.answers_pings = False
    connection.tend(monotonic() + 46)
    assert client.goodbye().code == 1002


def test_an_answered_ping_keeps_the_connection(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    connection = house.connections[0]
    house.until(lambda: connection.state is State.LIVE)
    connection._last_heard = connection._last_asked = monotonic() - 20  # and was silent since
    connection.tend(monotonic() + 6)
    with suppress(TimeoutError):
        client.raw.settimeout(0.1)
        client.hear()  # answers the ping, and finds nothing else
    answered_at = monotonic()
    client.raw.settimeout(PATIENCE)
    assert client.pings == 1
    assert client.is_quiet()
    connection.tend(answered_at + 44)
    assert connection.is_open


def test_who_says_nothing_at_all_is_let_go(house: House, ana: Caller) -> None:
    client = house.client(ana)
    house.connections[0].tend(monotonic() + 5)
    client.say({"type": "ping"})
    assert client.hear() == {"type": "pong"}
    house.connections[0].tend(monotonic() + 11)
    assert client.goodbye().code == 1013


def test_a_client_that_does_not_finish_its_goodbye_is_cut_off(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    connection = house.connections[0]
    connection.close(1012, "restart")
    assert client.goodbye().code == 1012
    connection.tend(monotonic() + 5)
    assert house.threads[0].is_alive()
    connection.tend(monotonic() + 11)
    house.threads[0].join(30)
    assert connection.state is State.CLOSED


def test_a_client_that_vanishes_leaves_nothing_behind(house: House, ana: Caller) -> None:
    for _ in range(5):
        client = house.client(ana)
        client.hello()
        client.cut()
    for thread in house.threads:
        thread.join(30)
    assert [connection.state for connection in house.connections] == [State.CLOSED] * 5
    for connection in house.connections:
        connection.send(b"nobody listens")
        connection.close(1000)
    house.meeting(ana)
