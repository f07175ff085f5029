import socket
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest

from entrypoints.live.outbox import Outbox
from entrypoints.live.wire import Wire

MUCH = 4_000_000
"""Bytes: more than two sockets hold of what nobody reads."""


class Line:
    """A client's connection, and both its ends."""

    def __init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.theirs.settimeout(30)
        self.wire = Wire(self.ours)

    def outbox(self, most_frames: int = 1_000, most_bytes: int = 100 * MUCH) -> Outbox:
        self.filled = Outbox(self.wire, most_frames, most_bytes)
        return self.filled

    def clogged(self, most_frames: int = 1_000, most_bytes: int = 100 * MUCH) -> Outbox:
        """One whose writer waits for a client that has read nothing of a first, long frame."""
        outbox = self.outbox(most_frames, most_bytes)
        assert outbox.put(b"." * MUCH)
        return outbox

    def hear(self, length: int) -> bytes:
        heard = bytearray()
        while len(heard) < length:
            heard += self.theirs.recv(min(65536, length - len(heard)))
        return bytes(heard)

    def rest(self) -> bytes:
        """Whatever comes until the other side has nothing more to say."""
        heard = bytearray()
        while chunk := self.theirs.recv(65536):
            heard += chunk
        return bytes(heard)


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    with closing(line.ours), closing(line.theirs):
        yield line
        line.filled.abandon()
        line.wire.sever()
        line.filled.join()


def writer_of(outbox: Outbox) -> Thread:
    """Not counted among all threads there are: those of other tests may end just now."""
    assert outbox._writer is not None
    assert outbox._writer.is_alive()
    return outbox._writer


def test_a_frame_leaves_at_once_and_nobody_has_to_be_woken_for_it(line: Line) -> None:
    outbox = line.outbox()
    for frame in (b"a", b"b", b"c"):
        assert outbox.put(frame)
    assert line.hear(3) == b"abc"
    assert outbox._writer is None


def test_a_frame_that_is_sent_in_part_is_finished_before_the_next(line: Line) -> None:
    outbox = line.clogged()
    assert outbox.put(b"next")
    assert line.hear(MUCH + 4) == b"." * MUCH + b"next"


def test_the_writer_ends_when_nothing_is_left_and_comes_back_when_it_is_needed(line: Line) -> None:
    outbox = line.outbox()
    for _ in range(3):
        assert outbox.put(b"." * MUCH)
        writer = writer_of(outbox)
        line.hear(MUCH)
        writer.join(30)
        assert (writer.is_alive(), outbox._writer) == (False, None)
    assert outbox.put(b"at once")
    assert line.hear(7) == b"at once"


def test_it_is_bounded_in_frames(line: Line) -> None:
    outbox = line.clogged(most_frames=2)
    assert [outbox.put(b"x") for _ in range(3)] == [True, True, False]


def test_a_thousand_frames_or_a_megabyte_wait_for_a_client_and_no_more(line: Line) -> None:
    outbox = line.filled = Outbox(line.wire)
    assert outbox.put(b"." * MUCH)
    assert [outbox.put(b"x") for _ in range(1_001)] == [True] * 1_000 + [False]
    line.hear(MUCH + 1_000)
    outbox.join()
    assert outbox.put(b"." * MUCH)
    assert [outbox.put(b"x" * 250_000) for _ in range(5)] == [True] * 4 + [False]


def test_it_is_bounded_in_bytes(line: Line) -> None:
    outbox = line.clogged(most_bytes=10)
    assert [outbox.put(b"x" * size) for size in (6, 5, 4, 1)] == [True, False, True, False]
    line.hear(MUCH + 10)
    outbox.join()
    assert outbox.put(b"x" * 10)


def test_the_goodbye_takes_the_place_of_all_that_waits_but_of_no_half_of_a_frame(line: Line) -> None:
    outbox = line.clogged()
    outbox.put(b"never sent")
    outbox.put_last(b"goodbye")
    assert outbox.put(b"too late")
    assert line.rest() == b"." * MUCH + b"goodbye"


def test_a_goodbye_can_wait_for_the_rest(line: Line) -> None:
    outbox = line.clogged()
    outbox.put(b"still sent")
    outbox.put_last(b"goodbye", after_the_rest=True)
    assert outbox.put(b"too late")
    assert line.rest() == b"." * MUCH + b"still sentgoodbye"


def test_a_goodbye_that_finds_nothing_waiting_is_all_there_is(line: Line) -> None:
    outbox = line.outbox()
    outbox.put_last(b"goodbye")
    assert line.rest() == b"goodbye"


def test_after_it_is_abandoned_the_writer_ends(line: Line) -> None:
    outbox = line.clogged()
    writer = writer_of(outbox)
    outbox.abandon()
    line.wire.sever()
    outbox.join()
    assert not writer.is_alive()
    assert outbox.put(b"to nobody")


def test_a_broken_connection_is_noticed_by_whoever_reads_from_it(line: Line) -> None:
    outbox = line.outbox()
    line.theirs.close()
    assert outbox.put(b"to nobody")
    assert outbox.put(b"to nobody")
    assert line.wire.recv(1) == b""


def test_whoever_has_much_to_send_waits_until_it_is_half_empty(line: Line) -> None:
    outbox = line.clogged(most_frames=4)
    assert outbox.wait_for_room(0)
    for _ in range(3):
        outbox.put(b"x" * 30_000)
    assert not outbox.wait_for_room(0)
    roomy: list[bool] = []
    waiting = Thread(target=lambda: roomy.append(outbox.wait_for_room(30)))
    waiting.start()
    line.hear(MUCH + 60_000)
    waiting.join(30)
    assert roomy == [True]
