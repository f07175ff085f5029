"""Lets live connections go before a web process ends, so that clients come back at once, and elsewhere."""

from threading import Thread
from time import monotonic, sleep
from typing import Any

from entrypoints.live.blueprint import HUB

_EVERY = 0.05
"""Seconds."""
_DOOR_SHUTS_WITHIN = 3.0
"""Seconds; gunicorn itself looks once a second whether it is to stop."""


def watch(worker: Any) -> None:
    """Call it in gunicorn's ``post_worker_init``. On SIGTERM gunicorn only turns ``worker.alive`` off, shuts
    the door, waits for handlers that never return, and cuts the sockets without a word.
    """
    hub = worker.wsgi.extensions.get(HUB)
    if hub is not None:
        Thread(target=_drain_at_the_end, args=(worker, hub), name="live drain", daemon=True).start()


def _drain_at_the_end(worker: Any, hub: Any) -> None:
    while worker.alive:
        sleep(_EVERY)
    hub.is_draining = True
    # Not before the door is shut: whoever came back through it would be turned away, and who has knocked
    # when it shuts hears nothing but a reset.
    until = monotonic() + _DOOR_SHUTS_WITHIN
    while not all(listener.closed for listener in worker.sockets) and monotonic() < until:
        sleep(_EVERY)
    hub.drain()
