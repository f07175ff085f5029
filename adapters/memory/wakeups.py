from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Condition

from application.shared.ports import Bell, Wakeups


class MemoryWakeups(Wakeups):
    """Within one process."""

    def __init__(self) -> None:
        self._bells: set[MemoryBell] = set()

    def ring(self, channel: str) -> None:
        for bell in list(self._bells):
            bell.hear(channel)

    @contextmanager
    def listen(self, channels: Collection[str]) -> Iterator[Bell]:
        bell = MemoryBell(frozenset(channels))
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)


class MemoryBell(Bell):
    def __init__(self, channels: frozenset[str]) -> None:
        self._channels = channels
        self._rung: set[str] = set()
        self._condition = Condition()

    def hear(self, channel: str) -> None:
        if channel in self._channels:
            with self._condition:
                self._rung.add(channel)
                self._condition.notify_all()

    def wait(self, timeout: float) -> frozenset[str]:
        with self._condition:
            self._condition.wait_for(lambda: self._rung, timeout)
            rung, self._rung = frozenset(self._rung), set()
            return rung
