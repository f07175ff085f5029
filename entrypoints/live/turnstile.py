"""After a restart all come back at once, and whoever only has a question must not wait behind them."""

from collections import deque
from threading import Event, Lock

from flask import Blueprint, g, request

from entrypoints.http.problems import HttpProblem

WAYS_IN = {"/api/v1/live/tickets", "/api/v1/live"}
AT_ONCE = 8
"""Newcomers that one process looks after at the same time; its pool has thirty connections."""
WITHIN = 4.0
"""Seconds in the line. A client that comes for a ticket and then with it gives up after ten."""


class Turnstile:
    """Lets in ``at_once``, and whoever comes next in the order in which they came.

    A semaphore would do, were it not that whoever comes by when one leaves goes in before those who wait.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._line: deque[Event] = deque()
        self._lock = Lock()

    def enter(self, within: float) -> bool:
        """False when that would take longer than so many seconds. Whoever is in has to ``leave``."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            turn = Event()
            self._line.append(turn)
        if turn.wait(within):
            return True
        with self._lock:
            if turn.is_set():  # in this very moment
                return True
            self._line.remove(turn)
        return False

    def leave(self) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._free += 1


def line_up(blueprint: Blueprint, turnstile: Turnstile) -> None:
    """Everybody on a way in goes through it, and leaves it with the answer, or with ``pass_on``."""

    @blueprint.before_app_request
    def enter() -> None:
        if request.path not in WAYS_IN:
            return
        if not turnstile.enter(WITHIN):
            many = "many come at once; try again in a moment"
            raise HttpProblem(503, "live_busy", many, headers={"Retry-After": "2"}, retryable=True)
        g.turnstile = turnstile

    @blueprint.teardown_app_request
    def leave(_: BaseException | None) -> None:
        pass_on()


def pass_on() -> None:
    """Make room for the next, whatever else this request still does."""
    turnstile: Turnstile | None = g.pop("turnstile", None)
    if turnstile is not None:
        turnstile.leave()
