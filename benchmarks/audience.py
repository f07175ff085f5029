"""Clients of a live stream, thousands of them, in one loop."""

import selectors
import socket
from collections.abc import Collection, Sequence
from time import perf_counter
from typing import NamedTuple

from benchmarks.load import SLOWEST

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: convene.v1\r\n\r\n"
)
# A client masks what it sends (RFC 6455 §5.3); a mask of zeros leaves it as it is.
MASK = bytes(4)
PING, PONG = b"\x89\x00", b"\x8a\x80" + MASK


class Listener(NamedTuple):
    """One socket, and what came since it was last asked about. Two of them are never equal."""

    connection: socket.socket
    heard: bytearray

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Audience:
    """Open sockets of one server. Whoever waits for something reads them all, and answers their pings."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.listeners: list[Listener] = []
        self._selector = selectors.DefaultSelector()

    def __len__(self) -> int:
        return len(self.listeners)

    def admit(self, paths: Sequence[str], *, hello: bytes = b"", welcome: bytes = b"101 Switching") -> None:
        """Open one socket a path, say ``hello`` on each, and wait until all have heard ``welcome``."""
        new = [
            Listener(socket.create_connection(("127.0.0.1", self.port), SLOWEST), bytearray()) for _ in paths
        ]
        for listener, path in zip(new, paths, strict=True):
            listener.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(listener.connection, selectors.EVENT_READ, listener)
            listener.connection.sendall(HANDSHAKE.format(path=path, port=self.port).encode())
        self.await_everywhere(b"101 Switching", new)
        for listener in new if hello else ():
            listener.connection.sendall(_frame(hello))
        if hello:
            self.await_everywhere(welcome, new)
        self.listeners += new

    def await_everywhere(self, wanted: bytes, among: Collection[Listener] | None = None) -> float:
        """When the last of them had heard ``wanted``. Raises ConnectionError when one is let go."""
        waiting = set(self.listeners if among is None else among)
        while waiting:
            if not (ready := self._selector.select(SLOWEST)):
                raise TimeoutError(f"{len(waiting)} of {len(self)} have not heard {wanted!r}")
            for key, _ in ready:
                listener = key.data
                self._read(listener)
                if wanted in listener.heard:
                    waiting.discard(listener)
                    listener.heard.clear()
        return perf_counter()

    def listen_for(self, seconds: float) -> None:
        """Read and answer, whatever comes."""
        ends = perf_counter() + seconds
        while (left := ends - perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                self._read(key.data)
                key.data.heard.clear()

    def stop_reading(self, listeners: Collection[Listener]) -> None:
        """They stay connected; nobody reads what they get, nor waits for them."""
        for listener in listeners:
            self._selector.unregister(listener.connection)
        gone = set(listeners)
        self.listeners = [each for each in self.listeners if each not in gone]

    def hang_up(self, listeners: Collection[Listener]) -> None:
        self.stop_reading(listeners)
        for listener in listeners:
            listener.connection.close()

    def _read(self, listener: Listener) -> None:
        chunk = listener.connection.recv(1 << 16)
        if not chunk:
            raise ConnectionError(f"the server let a client go: {bytes(listener.heard)!r}")
        listener.heard.extend(chunk)
        if PING in chunk:  # no text holds these bytes
            listener.connection.sendall(PONG)


def _frame(text: bytes) -> bytes:
    assert len(text) < 126
    return bytes([0x81, 0x80 | len(text)]) + MASK + text
