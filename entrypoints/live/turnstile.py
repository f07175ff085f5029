"""After a restart all come back at once, and whoever only has a question must not wait behind them."""

from collections import deque
from threading import Event, Lock

from flask import Blueprint, g, request

from entrypoints.http.problems import HttpProblem

WAY_IN = "/api/v1/live/tickets"
AT_ONCE = 8
"""Newcomers whom one process gives a ticket at the same time; its pool has thirty connections."""
WITHIN = 8.0
"""Seconds in the line. With the ticket nobody waits again, so who has one comes in before it runs out."""


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
    """Whoever asks for a ticket goes through it, and leaves it with the answer."""

    @blueprint.before_app_request
    def enter() -> None:
        if request.path != WAY_IN:
            return
        if not turnstile.enter(WITHIN):
            many = "many come at once; try again in a moment"
            raise HttpProblem(503, "live_busy", many, headers={"Retry-After": "2"}, retryable=True)
        g.turnstile = turnstile

    @blueprint.teardown_app_request
    def leave(_: BaseException | None) -> None:
        entered: Turnstile | None = g.pop("turnstile", None)
        if entered is not None:
            entered.leave()
