"""Lets live connections go before a web process ends, so that clients come back at once, and elsewhere.

gunicorn does not know of them: to it each was a request that is over. On SIGTERM it only turns off
``worker.alive``, shuts the door, waits for the requests there are, and ends.
"""

from threading import Thread
from time import monotonic, sleep
from typing import Any

from entrypoints.live.blueprint import HUB

_EVERY = 0.05
"""Seconds."""
_DOOR_SHUTS_WITHIN = 3.0
"""Seconds; gunicorn itself looks once a second whether it is to stop."""


def watch(worker: Any) -> None:
    """Call it in gunicorn's ``post_worker_init``."""
    hub = _hub_of(worker)
    if hub is not None:
        Thread(target=_drain_at_the_end, args=(worker, hub), name="live drain", daemon=True).start()


def _drain_at_the_end(worker: Any, hub: Any) -> None:
    while worker.alive:
        sleep(_EVERY)
    hub.is_draining = True
    # Not before the door is shut: whoever came back through it would be turned away, and who has knocked
    # when it shuts hears nothing but a reset.
    until = monotonic() + _DOOR_SHUTS_WITHIN
    while not _door_is_shut(worker) and monotonic() < until:
        sleep(_EVERY)
    hub.drain()


def see_off(worker: Any) -> None:
    """Call it in gunicorn's ``worker_exit``. Waits until all have gone, as long as gunicorn itself would.

    When it ends at once and with an open door, as it does on SIGQUIT, nobody waits.
    """
    hub = _hub_of(worker)
    until = monotonic() + worker.cfg.graceful_timeout
    while hub is not None and not hub.is_empty and _door_is_shut(worker) and monotonic() < until:
        sleep(_EVERY)


def _hub_of(worker: Any) -> Any:
    """None in a process that serves no live connections, or whose application could not be loaded."""
    return getattr(getattr(worker, "wsgi", None), "extensions", {}).get(HUB)


def _door_is_shut(worker: Any) -> bool:
    return all(listener.closed for listener in worker.sockets)
