"""The traps of raw sockets under WebSocket libraries."""

import socket
from collections import deque
from threading import Thread

import pytest
from typing_extensions import Buffer
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, TextMessage

from entrypoints.live import rfc6455
from entrypoints.live.wire import Wire


class Short(socket.socket):
    """As under gevent: ``send`` sends what fits, however blocking the socket is."""

    def send(self, data: Buffer, flags: int = 0, /) -> int:
        return super().send(memoryview(data)[:1_000], flags)


def a_pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a TCP connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname())
        ours, _ = listener.accept()
    theirs.settimeout(30)
    return ours, theirs


def everything(theirs: socket.socket) -> list[str | int]:
    """What a strict client makes of all bytes up to the end: texts, and the code of the goodbye."""
    protocol = Connection(ConnectionType.CLIENT)
    heard: list[str | int] = []
    text = ""
    while data := theirs.recv(4096):
        protocol.receive_data(data)
        for event in protocol.events():
            if isinstance(event, TextMessage):
                text += event.data
                if event.message_finished:
                    heard.append(text)
                    text = ""
            elif isinstance(event, CloseConnection):
                return [*heard, event.code]
    return heard


def test_a_bare_socket_sends_a_part_and_says_so_only_in_its_return_value() -> None:
    """The trap itself, so that nobody takes the wire for needless."""
    ours, theirs = a_pair()
    ours.setblocking(False)
    with ours, theirs:
        assert ours.send(b"x" * 50_000_000) < 50_000_000
        with pytest.raises(BlockingIOError):
            deque(ours.send(b"x" * 1_000_000) for _ in range(1_000))


def test_a_frame_leaves_whole_even_when_the_socket_sends_a_part() -> None:
    ours, theirs = a_pair()
    short = Short(fileno=ours.detach())
    wire = Wire(short)
    for _ in range(3):
        wire.send(rfc6455.text("x" * 5_000))
    wire.finish()
    heard = everything(theirs)
    short.close()
    theirs.close()
    assert heard == ["x" * 5_000] * 3


@pytest.mark.parametrize("blocking", [True, False])
def test_frames_of_many_senders_arrive_whole_at_a_slow_reader(blocking: bool) -> None:
    ours, theirs = a_pair()
    ours.setblocking(blocking)
    wire = Wire(ours)
    texts = [str(number) * 100_000 for number in range(8)]
    senders = [Thread(target=wire.send, args=(rfc6455.text(text),)) for text in texts for _ in range(3)]
    for sender in senders:
        sender.start()

    def end() -> None:
        for sender in senders:
            sender.join()
        wire.finish()

    ending = Thread(target=end)
    ending.start()
    with ours, theirs:
        heard = everything(theirs)
        ending.join()
    assert sorted(map(str, heard)) == sorted(texts * 3)


def test_a_reader_that_stopped_finds_whole_frames_and_the_reason_when_it_goes_on() -> None:
    ours, theirs = a_pair()
    wire = Wire(ours)
    frame = rfc6455.text("y" * 1_000)
    sent = 0
    ours.settimeout(0.2)
    ours.setblocking(False)
    rest = frame
    while True:
        try:
            rest = rest[ours.send(rest) :] or frame
            sent += rest is frame
        except BlockingIOError:
            break
    ours.setblocking(True)

    wire.widen()
    wire.send(rest + rfc6455.close(1013, "too slow"))  # does not wait: nobody reads
    wire.finish()
    wire.close()

    heard = everything(theirs)
    theirs.close()
    assert heard[-1] == 1013
    assert set(heard[:-1]) == {"y" * 1_000}
    assert len(heard) == sent + 2


def test_severing_wakes_whoever_waits() -> None:
    ours, theirs = a_pair()
    wire = Wire(ours)
    received: list[bytes] = []
    reader = Thread(target=lambda: received.append(wire.recv(10)))

    broken: list[OSError] = []

    def fill() -> None:
        try:
            for _ in range(1_000):
                wire.send(b"z" * 100_000)
        except OSError as error:
            broken.append(error)

    writer = Thread(target=fill)
    for thread in (reader, writer):
        thread.start()
    wire.sever()
    for thread in (reader, writer):
        thread.join(30)
        assert not thread.is_alive()
    assert received == [b""]
    assert len(broken) == 1
    ours.close()
    theirs.close()
