"""What one client has yet to receive: bounded, because a client may stop reading for ever."""

from collections import deque
from threading import Condition, Lock

_MOST_FRAMES = 1_000
_MOST_BYTES = 1_000_000
_BATCH = 32 * 1024
"""Bytes sent at once, unless a single frame is longer."""


class Outbox:
    """Filled by many, emptied by one writer."""

    def __init__(self, most_frames: int = _MOST_FRAMES, most_bytes: int = _MOST_BYTES) -> None:
        self._most_frames = most_frames
        self._most_bytes = most_bytes
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._last: bytes | None = None
        self._ended = False
        lock = Lock()
        self._something_to_send = Condition(lock)
        self._half_empty = Condition(lock)

    def put(self, frame: bytes) -> bool:
        """False, and nothing is put, when the client is too far behind. After ``put_last`` nothing is put."""
        with self._something_to_send:
            if self._ended or self._last is not None:
                return True
            if len(self._frames) >= self._most_frames or self._bytes + len(frame) > self._most_bytes:
                return False
            self._frames.append(frame)
            self._bytes += len(frame)
            self._something_to_send.notify()
        return True

    def put_last(self, frame: bytes, *, after_the_rest: bool = False) -> None:
        """Send this and nothing after it; what waits is forgotten, or sent before."""
        with self._something_to_send:
            if not self._ended:
                if not after_the_rest:
                    self._clear()
                self._last = frame
                self._something_to_send.notify()

    def abandon(self) -> None:
        """There is nobody left to send to."""
        with self._something_to_send:
            self._clear()
            self._last = None
            self._ended = True
            self._something_to_send.notify()

    def take(self) -> bytes | None:
        """The next frames, joined; waits until there are any. None at the end."""
        with self._something_to_send:
            while not (self._frames or self._last is not None or self._ended):
                self._something_to_send.wait()
            if self._last is not None and not self._frames:
                last, self._last, self._ended = self._last, None, True
                return last
            if self._ended:
                return None
            batch = [self._frames.popleft()]
            size = len(batch[0])
            while self._frames and size + len(self._frames[0]) <= _BATCH:
                size += len(self._frames[0])
                batch.append(self._frames.popleft())
            self._bytes -= size
            if self._is_half_empty():
                self._half_empty.notify_all()
            return b"".join(batch)

    def wait_for_room(self, timeout: float) -> bool:
        """Wait until it is at most half full; False when that takes longer than ``timeout`` seconds."""
        with self._half_empty:
            return self._half_empty.wait_for(self._is_half_empty, timeout)

    def _is_half_empty(self) -> bool:
        return len(self._frames) * 2 <= self._most_frames and self._bytes * 2 <= self._most_bytes

    def _clear(self) -> None:
        self._frames.clear()
        self._bytes = 0
        self._half_empty.notify_all()
