"""Clients that keep one connection each: in a closed loop, or at a rate."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

SLOWEST = 30.0
"""Seconds without any answer after which a run is given up."""


@dataclass(slots=True)
class Run:
    """What came back, in the order of its arrival: what was asked, the seconds until the answer, and how long
    all took.
    """

    asked: list[bytes]
    took: list[float]
    seconds: float

    def note(self, client: "_Client") -> None:
        self.asked.append(client.asked)
        self.took.append(perf_counter() - client.sent)

    @property
    def each(self) -> float:
        """Seconds of the run for one request: the inverse of the rate."""
        return self.seconds / len(self.took)


@dataclass(slots=True)
class _Client:
    connection: socket.socket
    asked: bytes = b""
    sent: float = 0.0
    received: bytearray = field(default_factory=bytearray)


def request(method: str, path: str, *, token: str | None = None, body: bytes | None = None) -> bytes:
    """The bytes of one request; its connection stays open."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: */*"]
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def closed_loop(
    port: int,
    requests: Iterator[bytes],
    *,
    clients: int,
    expect: int | None = None,
    seconds: float | None = None,
) -> Run:
    """Each client sends its next request when it has an answer, until ``seconds`` are over or there are no
    more requests.

    Raises AssertionError, with the answer, for a status other than ``expect``, or for one that is no success:
    an error counts as no rate.
    """
    run = Run([], [], 0.0)
    with _connected(port, clients) as (selector, opened):
        began = perf_counter()
        working = sum(_send_next(client, requests) for client in opened)
        while working:
            for client in _answered(selector, SLOWEST, expect):
                run.note(client)
                is_over = seconds is not None and perf_counter() - began >= seconds
                if is_over or not _send_next(client, requests):
                    working -= 1
        run.seconds = perf_counter() - began
    return run


def at_rate(port: int, requests: Iterator[bytes], *, clients: int, rate: float, seconds: float) -> Run:
    """``rate`` requests a second, whether those before have their answers or not.

    One that finds all clients waiting is sent late, and counts from when it was due. Raises AssertionError as
    above.
    """
    run = Run([], [], seconds)
    total, sent = int(rate * seconds), 0
    with _connected(port, clients) as (selector, free):
        began = perf_counter()
        while len(run.took) < total:
            due = began + sent / rate
            if sent < total and free and perf_counter() >= due:
                client = free.pop()
                _send_next(client, requests)
                client.sent = due
                sent += 1
                continue
            patience = due - perf_counter() if sent < total and free else SLOWEST
            for client in _answered(selector, patience, expect=None):
                run.note(client)
                free.append(client)
    return run


@contextmanager
def _connected(port: int, clients: int) -> Iterator[tuple[selectors.BaseSelector, list[_Client]]]:
    opened = [_Client(socket.create_connection(("127.0.0.1", port), SLOWEST)) for _ in range(clients)]
    try:
        with selectors.DefaultSelector() as selector:
            for client in opened:
                client.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(client.connection, selectors.EVENT_READ, client)
            yield selector, list(opened)
    finally:
        for client in opened:
            client.connection.close()


def _answered(selector: selectors.BaseSelector, patience: float, expect: int | None) -> Iterator[_Client]:
    """Those whose answer has come in whole; none when ``patience`` is over, unless that is all there is."""
    ready = selector.select(max(patience, 0))
    if not ready and patience >= SLOWEST:
        raise TimeoutError(f"no answer within {SLOWEST:.0f} seconds")
    for key, _ in ready:
        client: _Client = key.data
        chunk = client.connection.recv(1 << 18)
        client.received += chunk
        if not chunk:
            raise ConnectionError("the server closed the connection")
        if _is_whole(client.received):
            status = int(client.received[9:12])
            if status != expect if expect else not 200 <= status < 300:
                raise AssertionError(client.received.decode(errors="replace"))
            client.received.clear()
            yield client


def answer_of(port: int, wanted: bytes, *, expect: int = 200) -> bytes:
    """The body of one answer."""
    with socket.create_connection(("127.0.0.1", port), SLOWEST) as connection:
        connection.sendall(wanted)
        received = bytearray()
        while not _is_whole(received):
            chunk = connection.recv(1 << 18)
            if not chunk:
                raise ConnectionError("the server closed the connection")
            received += chunk
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    if int(head[9:12]) != expect:
        raise AssertionError(bytes(received).decode(errors="replace"))
    return body


def _send_next(client: _Client, requests: Iterator[bytes]) -> bool:
    wanted = next(requests, None)
    if wanted is None:
        return False
    client.asked = wanted
    client.sent = perf_counter()
    client.connection.sendall(wanted)
    return True


def _is_whole(received: bytearray) -> bool:
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    place = head.find(b"\r\ncontent-length:")
    if place < 0:
        raise AssertionError(f"an answer without a length: {head!r}")
    length = int(head[place + 17 :].split(b"\r\n", 1)[0])
    return len(received) >= end + 4 + length
