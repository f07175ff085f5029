"""A WebSocket client for tests: strict about frames, and slow or deaf when a test wants it to be."""

import json
import socket
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

from wsproto import ConnectionType, WSConnection
from wsproto.connection import Connection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Ping,
    Pong,
    RejectConnection,
    RejectData,
    Request,
    TextMessage,
)

from tests.entrypoints.live.described import check

PATIENCE = 30.0
"""Seconds: so long only when something is broken."""

Frame = dict[str, Any]


@dataclass(frozen=True)
class Closed(Exception):
    """The goodbye: 1006 when there was none."""

    code: int
    reason: str = ""


class Refused(Exception):
    """The server answered no WebSocket, but ``status``."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__(status, body)
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def code(self) -> str:
        return str(json.loads(self.body)["code"])


class Client:
    made: ClassVar[list["Client"]] = []
    """So that a fixture can close them all."""

    def __init__(self, raw: socket.socket, protocol: Connection | WSConnection | None = None) -> None:
        Client.made.append(self)
        self.raw = raw
        self.raw.settimeout(PATIENCE)
        self.protocol = protocol or Connection(ConnectionType.CLIENT)
        self.waiting: deque[Event] = deque()
        self.pings = 0
        self.answers_pings = True
        self._text = ""

    def say(self, frame: Frame | str) -> None:
        self.send(TextMessage(data=frame if isinstance(frame, str) else json.dumps(frame)))

    def send(self, event: Event) -> None:
        self.raw.sendall(self.protocol.send(event))

    def hear(self) -> Frame:
        """The next frame. Raises Closed, and TimeoutError when nothing comes, be it nothing but pings."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            while self.waiting:
                event = self.waiting.popleft()
                match event:
                    case TextMessage():
                        self._text += event.data
                        if event.message_finished:
                            text, self._text = self._text, ""
                            frame: Frame = json.loads(text)
                            check(frame)
                            return frame
                    case Ping():
                        self.pings += 1
                        if self.answers_pings:
                            self.send(event.response())
                    case CloseConnection():
                        raise Closed(event.code, event.reason or "")
                    case Pong():
                        pass
            try:
                data = self.raw.recv(65536)
            except ConnectionResetError:
                raise Closed(1006, "reset") from None
            if not data:
                raise Closed(1006)
            self.protocol.receive_data(data)
            self.waiting.extend(self.protocol.events())
        raise TimeoutError("nothing but pings")

    def hello(self, after: str | None = None) -> Frame:
        """Greet; returns the welcome."""
        self.say({"type": "hello"} if after is None else {"type": "hello", "after": after})
        welcome = self.hear()
        assert welcome["type"] == "welcome", welcome
        return welcome

    def rest(self) -> tuple[list[Frame], Closed]:
        """Whatever comes, and the end."""
        frames: list[Frame] = []
        while True:
            try:
                frames.append(self.hear())
            except Closed as closed:
                return frames, closed

    def goodbye(self) -> Closed:
        return self.rest()[1]

    def is_quiet(self) -> bool:
        """Whether nothing was sent before the answer to a ping of ours."""
        self.say({"type": "ping"})
        return self.hear() == {"type": "pong"}

    def cut(self) -> None:
        """Go away without a word."""
        self.raw.close()

    def close(self, code: int = 1000) -> None:
        self.send(CloseConnection(code=code))


def connect(
    port: int,
    ticket: str | None = None,
    *,
    origin: str | None = "",
    subprotocols: tuple[str, ...] = ("convene.v1",),
    receive_buffer: int | None = None,
) -> Client:
    """A client of the server at ``port``; ``origin`` "" is the server's own. Raises Refused."""
    raw = socket.socket()
    if receive_buffer is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    raw.settimeout(PATIENCE)
    raw.connect(("127.0.0.1", port))
    headers = []
    if origin is not None:
        headers.append((b"Origin", (origin or f"http://127.0.0.1:{port}").encode()))
    target = "/api/v1/live" + (f"?ticket={ticket}" if ticket is not None else "")
    protocol = WSConnection(ConnectionType.CLIENT)
    client = Client(raw, protocol)
    host = f"127.0.0.1:{port}"
    request = Request(host=host, target=target, subprotocols=list(subprotocols), extra_headers=headers)
    raw.sendall(protocol.send(request))
    refused: Refused | None = None
    while True:
        data = raw.recv(65536)
        if not data and refused is None:
            raise Closed(1006)
        protocol.receive_data(data or None)
        for event in protocol.events():
            match event:
                case AcceptConnection():
                    assert event.subprotocol == "convene.v1"
                    assert event.extensions == []
                    client.waiting.extend(protocol.events())
                    return client
                case RejectConnection():
                    names = {name.decode().lower(): value.decode() for name, value in event.headers}
                    refused = Refused(event.status_code, names, b"")
                case RejectData():
                    assert refused is not None
                    refused.body += bytes(event.data)
                    if event.body_finished:
                        raise refused
