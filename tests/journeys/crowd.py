"""A thousand pages in one loop, each with a live connection that comes back as that of the web app does."""

import asyncio
import json
import random
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic

from tests.entrypoints.cli.serving import LONG_ENOUGH, ROOT

AS_THE_WEB_APP_DOES = (
    "const normalRestart = 1012;",
    "const patience = 10_000;",
    "const restartSpread = 4_000;",
    "Math.min(30, 2 ** this.attempts) * 1000 * (0.5 + this.wire.random() / 2)",
    "soon ? restartSpread * this.wire.random() : backOff",
)
"""So it stands in its socket.ts, and so it is done below."""
RESTART = 1012
SPREAD = 4.0
"""Seconds, over which all who were told to come back spread out."""
PATIENCE = 10.0
"""Seconds, from the ticket to the welcome."""
COMING = 60
"""How many come in a second at first."""
MASK = bytes(4)
PONG = b"\x8a\x80" + MASK


def the_web_app_waits_like_this_crowd() -> bool:
    source = (ROOT / "frontend" / "src" / "lib" / "live" / "socket.ts").read_text()
    return all(line in source for line in AS_THE_WEB_APP_DOES)


class Gone(Exception):
    """The connection has ended, with this code, or could not be had."""

    def __init__(self, code: int = 1006) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Page:
    token: str
    cursor: str
    """The last event seen."""
    heard: list[str] = field(default_factory=list)
    """The cursors of all events, as they came."""
    is_live: bool = False
    lost_at: float | None = None
    absences: list[float] = field(default_factory=list)
    """Seconds from each loss of the connection to the next welcome."""
    attempts: int = 0


class Crowd:
    def __init__(self, port: int, tokens: Sequence[str], cursor: str, size: int, seed: int) -> None:
        self.pages = [Page(tokens[each % len(tokens)], cursor) for each in range(size)]
        self._port = port
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._everybody: asyncio.Future[object] | None = None
        self._thread = Thread(target=self._run)

    def __enter__(self) -> "Crowd":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._everybody is not None:
            self._loop.call_soon_threadsafe(self._everybody.cancel)
        self._thread.join(LONG_ENOUGH)
        assert not self._thread.is_alive()

    @property
    def is_here(self) -> bool:
        """Whether all are live. Raises what went wrong among them."""
        if self._everybody is not None and self._everybody.done():
            self._everybody.result()
        return all(page.is_live for page in self.pages)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._everybody = asyncio.gather(*(self._stay(page) for page in self.pages))
        with suppress(Exception, asyncio.CancelledError):  # whoever waits for the crowd is told
            self._loop.run_until_complete(self._everybody)
        self._loop.close()

    async def _stay(self, page: Page) -> None:
        await asyncio.sleep(self._chance.random() * len(self.pages) / COMING)
        while True:
            try:
                await self._visit(page)
            except Gone as gone:
                code = gone.code
            except (OSError, EOFError, TimeoutError):
                code = 1006
            if page.is_live:
                page.is_live, page.lost_at = False, monotonic()
            back_off = min(30, 2**page.attempts) * (0.5 + self._chance.random() / 2)
            page.attempts += 1
            await asyncio.sleep(SPREAD * self._chance.random() if code == RESTART else back_off)

    async def _visit(self, page: Page) -> None:
        """Until it ends. Raises Gone, OSError, EOFError or TimeoutError."""
        ticket = await self._ticket(page)
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._shake_hands(reader, writer, ticket)
                _say(writer, {"type": "hello", "after": page.cursor})
                assert (await _hear(reader, writer))["type"] == "welcome"
            page.is_live, page.attempts = True, 0
            if page.lost_at is not None:
                page.absences.append(monotonic() - page.lost_at)
            while True:
                frame = await _hear(reader, writer)
                assert frame["type"] == "event", frame
                page.cursor = frame["cursor"]
                page.heard.append(page.cursor)
        finally:
            writer.close()

    async def _ticket(self, page: Page) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            asked = f"POST /api/v1/live/tickets HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            bearer = f"Authorization: Bearer {page.token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            writer.write((asked + bearer).encode())
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        finally:
            writer.close()
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise Gone
        return str(json.loads(body)["ticket"])

    async def _shake_hands(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ticket: str
    ) -> None:
        here = f"127.0.0.1:{self._port}"
        lines = [
            f"GET /api/v1/live?ticket={ticket} HTTP/1.1",
            f"Host: {here}",
            f"Origin: http://{here}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: convene.v1",
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        if b" 101 " not in await reader.readuntil(b"\r\n\r\n"):
            raise Gone


def _say(writer: asyncio.StreamWriter, frame: dict[str, str]) -> None:
    text = json.dumps(frame).encode()
    assert len(text) < 126
    # A mask of zeros leaves it as it is (RFC 6455 §5.3).
    writer.write(bytes([0x81, 0x80 | len(text)]) + MASK + text)


async def _hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> dict[str, str]:
    """The next frame with text; pings are answered. Raises Gone at the goodbye."""
    while True:
        first, length = await reader.readexactly(2)
        if length == 126:
            length = int.from_bytes(await reader.readexactly(2))
        payload = await reader.readexactly(length)
        match first & 0x0F:
            case 0x1:
                return json.loads(payload)  # type: ignore[no-any-return]
            case 0x8:
                raise Gone(struct.unpack("!H", payload[:2])[0])
            case 0x9:
                writer.write(PONG)
