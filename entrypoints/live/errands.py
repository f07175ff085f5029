"""What one client asked for and has to wait for."""

from collections import deque
from collections.abc import Callable
from threading import Lock, Thread

MOST_WAITING = 100


class Errands:
    """Done one after another, in their order, on a thread of control that lives while there are any.

    So a question to the database holds up neither the next ping nor anybody else, and the many connections
    that ask nothing cost nothing.
    """

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._lock = Lock()
        self._at_work = False
        self._over = False

    def add(self, errand: Callable[[], None]) -> bool:
        """False, and nothing is added, when too many wait. ``errand`` raises nothing."""
        with self._lock:
            if self._over:
                return True
            if len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting.append(errand)
            if not self._at_work:
                self._at_work = True
                Thread(target=self._work, name="live errands", daemon=True).start()
        return True

    def abandon(self) -> None:
        """Whoever asked is gone. What is being done is done; the rest is forgotten."""
        with self._lock:
            self._over = True
            self._waiting.clear()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._at_work = False
                    return
                errand = self._waiting.popleft()
            errand()
