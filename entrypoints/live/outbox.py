"""What one client has yet to receive: bounded, because a client may stop reading for ever."""

from collections import deque
from threading import Condition, Lock, Thread

from entrypoints.live.wire import Wire

_MOST_FRAMES = 1_000
_MOST_BYTES = 1_000_000
_BATCH = 32 * 1024
"""Bytes sent at once, unless a single frame is longer."""


class Outbox:
    """Filled by many, and nobody who fills it ever waits.

    Nearly every frame finds it empty and room in the kernel: then it is sent there and then, nobody has to
    be woken for it, and an idle connection has no thread of control that writes. Only what the kernel does
    not take is kept, and a writer sees to it until there is nothing left.
    """

    def __init__(self, wire: Wire, most_frames: int = _MOST_FRAMES, most_bytes: int = _MOST_BYTES) -> None:
        self._wire = wire
        self._most_frames = most_frames
        self._most_bytes = most_bytes
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._begun = b""
        """The rest of a frame that the client has a part of: it is finished, whatever happens."""
        self._last: bytes | None = None
        self._ended = False
        self._writer: Thread | None = None
        self._lock = Lock()
        self._half_empty = Condition(self._lock)

    def put(self, frame: bytes) -> bool:
        """False, and nothing is put, when the client is too far behind. After ``put_last`` nothing is put."""
        with self._lock:
            if self._ended or self._last is not None:
                return True
            if self._writer is None:
                self._begun = self._unsent(frame)
                if self._begun:
                    self._write_on()
                return True
            if len(self._frames) >= self._most_frames or self._bytes + len(frame) > self._most_bytes:
                return False
            self._frames.append(frame)
            self._bytes += len(frame)
        return True

    def put_last(self, frame: bytes, *, after_the_rest: bool = False) -> None:
        """Send this and nothing after it; what waits is forgotten, or sent before."""
        with self._lock:
            if not self._ended:
                if not after_the_rest:
                    self._clear()
                self._last = frame
                self._write_on()

    def abandon(self) -> None:
        """There is nobody left to send to."""
        with self._lock:
            self._clear()
            self._ended = True

    def wait_for_room(self, timeout: float) -> bool:
        """Wait until it is at most half full; False when that takes longer than ``timeout`` seconds."""
        with self._half_empty:
            return self._half_empty.wait_for(self._is_half_empty, timeout)

    def join(self) -> None:
        """Wait until nobody writes any more; to be called after ``abandon``."""
        if (writer := self._writer) is not None:
            writer.join()

    def _unsent(self, frame: bytes) -> bytes:
        try:
            return frame[self._wire.send_now(frame) :]
        except OSError:
            self._ended = True
            self._wire.sever()
            return b""

    def _write_on(self) -> None:
        if self._writer is None:
            self._writer = Thread(target=self._write, name="live writer", daemon=True)
            self._writer.start()

    def _write(self) -> None:
        try:
            while (data := self._take()) is not None:
                self._wire.send(data)
            if self._last is not None:
                self._wire.finish()
        except OSError:
            self.abandon()
            self._wire.sever()

    def _take(self) -> bytes | None:
        """What to send next; None, and there is no writer from then on, when there is nothing."""
        with self._lock:
            if not self._ended:
                if self._begun:
                    begun, self._begun = self._begun, b""
                    return begun
                if self._frames:
                    return self._batch()
                if self._last is not None:
                    self._ended = True
                    return self._last
            self._writer = None
            return None

    def _batch(self) -> bytes:
        batch = [self._frames.popleft()]
        size = len(batch[0])
        while self._frames and size + len(self._frames[0]) <= _BATCH:
            size += len(self._frames[0])
            batch.append(self._frames.popleft())
        self._bytes -= size
        if self._is_half_empty():
            self._half_empty.notify_all()
        return b"".join(batch)

    def _is_half_empty(self) -> bool:
        return len(self._frames) * 2 <= self._most_frames and self._bytes * 2 <= self._most_bytes

    def _clear(self) -> None:
        self._frames.clear()
        self._bytes = 0
        self._half_empty.notify_all()
