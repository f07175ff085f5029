"""The socket under one WebSocket."""

from contextlib import suppress
from socket import (
    AF_UNIX,
    IPPROTO_TCP,
    MSG_DONTWAIT,
    SHUT_RDWR,
    SHUT_WR,
    SO_SNDBUF,
    SOL_SOCKET,
    TCP_NODELAY,
    socket,
)
from threading import Lock

from gevent import socket as green

_IN_FLIGHT = 32 * 1024
"""Bytes that the kernel may hold for a client that does not read; Linux allows the double for itself."""
_ROOM_TO_SAY_GOODBYE = 192 * 1024


class Wire:
    """A raw socket whose ``send`` sends everything, one caller at a time.

    simple-websocket calls ``send`` and takes for granted that all was sent. With a full buffer a socket sends
    a part only, and the next frame would begin in the middle of this one; so would two frames sent at once.
    """

    def __init__(self, raw: socket) -> None:
        raw.setblocking(True)  # else a full buffer raises BlockingIOError, half a frame sent
        raw.setsockopt(SOL_SOCKET, SO_SNDBUF, _IN_FLIGHT)
        if raw.family != AF_UNIX:
            raw.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._raw = raw
        self._sending = Lock()

    def taken_over(self) -> "Wire":
        """The same connection in our own hands: whoever had the socket before cannot close it any more."""
        return Wire(type(self._raw)(fileno=self._raw.detach()))

    def send(self, data: bytes) -> int:
        with self._sending:
            self._raw.sendall(data)
        return len(data)

    def send_now(self, data: bytes) -> int:
        """How many bytes the kernel took; never waits for it to take more.

        The caller sees to it that nobody sends meanwhile. Raises OSError when the connection is broken.
        """
        try:
            if isinstance(self._raw, green.socket):
                return int(self._raw.send(data, 0, 0.0))
            return self._raw.send(data, MSG_DONTWAIT)
        except BlockingIOError:
            return 0

    def recv(self, most: int) -> bytes:
        return self._raw.recv(most)

    def widen(self) -> None:
        """Make room in the kernel for the rest of a frame and a goodbye, whether the client reads or not.

        So nobody has to wait for a client that stopped reading: the kernel keeps what it will find if it
        ever goes on, an intact last frame and why the connection was closed.
        """
        with suppress(OSError):
            self._raw.setsockopt(SOL_SOCKET, SO_SNDBUF, _ROOM_TO_SAY_GOODBYE)

    def finish(self) -> None:
        """Nothing more will be sent. Whatever still arrives can be received."""
        with suppress(OSError):
            self._raw.shutdown(SHUT_WR)

    def sever(self) -> None:
        """End both directions now, and wake whoever waits in ``send`` or ``recv``."""
        with suppress(OSError):
            self._raw.shutdown(SHUT_RDWR)

    def close(self) -> None:
        self._raw.close()

    def fileno(self) -> int:
        return self._raw.fileno()
