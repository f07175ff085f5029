"""What clients may send, and how it is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Ping, Pong, TextMessage

from entrypoints.live import rfc6455
from entrypoints.live.frames import Hello, Problem, UnreadableFrame, read

ID = "0193a000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "hello"},
        {"type": "hello", "after": None},
        {"type": "hello", "after": "MQAAAAAAAAAB", "topics": ["person:1"]},
        {"type": "subscribe", "topic": "person:1"},
        {"type": "unsubscribe", "topic": "person:1"},
        {"type": "presence", "topic": "meeting:1", "state": "typing", "detail": "agenda"},
        {"type": "message", "meeting_id": ID, "client_id": "a1", "text": "Bonjour"},
        {"type": "ping"},
    ],
)
def test_every_frame_of_the_contract_is_read(frame: dict[str, object]) -> None:
    assert read(json.dumps(frame)).type == frame["type"]


def test_a_hello_keeps_what_it_said() -> None:
    assert read('{"type":"hello","after":"x","topics":["a","b"]}') == Hello(
        type="hello", after="x", topics=("a", "b")
    )


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("", "malformed_frame", ""),
        ("nope", "malformed_frame", ""),
        ('{"type":"ping"', "malformed_frame", ""),
        ('{"type":"subscribe","topic":"\\ud800"}', "malformed_frame", ""),
        ("[" * 100_000, "malformed_frame", ""),
        ("[]", "unknown_type", ""),
        ("1", "unknown_type", ""),
        ("null", "unknown_type", ""),
        ("{}", "unknown_type", ""),
        ('{"type":"shout"}', "unknown_type", ""),
        ('{"type":1}', "unknown_type", ""),
        ('{"type":["ping"]}', "unknown_type", ""),
        ('{"type":"ping","loud":true}', "invalid_frame", "loud"),
        ('{"type":"hello","after":3}', "invalid_frame", "after"),
        ('{"type":"hello","after":""}', "invalid_frame", "after"),
        ('{"type":"hello","topics":"all"}', "invalid_frame", "topics"),
        ('{"type":"hello","topics":[1]}', "invalid_frame", "topics/0"),
        ('{"type":"subscribe"}', "invalid_frame", "topic"),
        ('{"type":"presence","topic":"x","state":"asleep"}', "invalid_frame", "state"),
        ('{"type":"presence","topic":"x","state":NaN}', "invalid_frame", "state"),
        ('{"type":"message","meeting_id":"7","client_id":"a","text":"b"}', "invalid_frame", "meeting_id"),
        (f'{{"type":"message","meeting_id":"{ID}","client_id":"a","text":""}}', "invalid_frame", "text"),
        (json.dumps({"type": "ping", "x" * 50_000: 1}), "invalid_frame", "xxx"),
    ],
)
def test_anything_else_is_refused_in_short_words(text: str, code: str, names: str) -> None:
    with pytest.raises(UnreadableFrame) as refused:
        read(text)
    assert refused.value.problem.code == code
    assert refused.value.problem.detail.startswith(names)
    assert len(refused.value.problem.text()) < 300


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    try:
        read(text)
    except UnreadableFrame as unreadable:
        assert isinstance(unreadable.problem, Problem)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_our_frames_are_understood_by_a_strict_client(length: int) -> None:
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(rfc6455.text("é" * (length // 2) + "x" * (length % 2)))
    parts = [event for event in client.events() if isinstance(event, TextMessage)]
    assert len("".join(part.data for part in parts).encode()) == length
    assert parts[-1].message_finished


@given(st.sampled_from([1000, 1002, 1008, 1009, 1012, 1013, 4401]), st.text(max_size=200))
def test_a_goodbye_carries_its_code_and_a_reason_that_fits(code: int, reason: str) -> None:
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(rfc6455.close(code, reason.encode(errors="ignore").decode()))
    (event,) = client.events()
    assert isinstance(event, CloseConnection)
    assert event.code == code
    assert reason.encode(errors="ignore").decode().startswith(event.reason or "")


def test_codes_that_stand_for_silence_are_never_sent() -> None:
    for code in (1005, 1006, 1015):
        assert rfc6455.close(code, "x") == b"\x88\x00"


def test_control_frames_are_understood() -> None:
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(rfc6455.ping() + rfc6455.pong(b"abc"))
    assert list(client.events()) == [Ping(payload=b""), Pong(payload=b"abc")]
