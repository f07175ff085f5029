"""Clients in a closed loop: each keeps one connection and sends its next request when it has an answer."""

import selectors
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

SLOWEST = 30.0
"""Seconds without any answer after which a run is given up."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came back, in the order of its arrival: what was asked, the seconds until the answer, and how long
    all took.
    """

    asked: list[bytes]
    took: list[float]
    seconds: float

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
    """Sends until ``seconds`` are over, or until there are no more requests.

    Raises AssertionError, with the answer, for a status other than ``expect``, or for one that is no success:
    an error counts as no rate.
    """
    asked: list[bytes] = []
    took: list[float] = []
    working = 0
    with selectors.DefaultSelector() as selector:
        opened = [_Client(socket.create_connection(("127.0.0.1", port), SLOWEST)) for _ in range(clients)]
        began = perf_counter()
        for client in opened:
            client.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(client.connection, selectors.EVENT_READ, client)
            working += _send_next(client, requests)
        while working:
            ready = selector.select(SLOWEST)
            if not ready:
                raise TimeoutError(f"no answer within {SLOWEST:.0f} seconds")
            for key, _ in ready:
                client = key.data
                chunk = client.connection.recv(1 << 18)
                client.received += chunk
                if not chunk:
                    raise ConnectionError("the server closed the connection")
                if not _is_whole(client.received):
                    continue
                now = perf_counter()
                status = int(client.received[9:12])
                if status != expect if expect else not 200 <= status < 300:
                    raise AssertionError(client.received.decode(errors="replace"))
                asked.append(client.asked)
                took.append(now - client.sent)
                client.received.clear()
                if (seconds is not None and now - began >= seconds) or not _send_next(client, requests):
                    working -= 1
        ended = perf_counter()
        for client in opened:
            client.connection.close()
    return Run(asked, took, ended - began)


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
