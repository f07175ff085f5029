"""Where slow computations go, so that whoever asked for something quick does not wait for them."""

import os
from collections.abc import Callable

from gevent.monkey import get_original, is_module_patched
from gevent.threadpool import ThreadPool

NICENESS = 15
"""How far computations stand back behind the event loop and PostgreSQL when there are too few processors.

With 5 the event loop still waits for the end of their turns; with 19 they would hardly ever get one on a
machine that is busy.
"""

native_id: Callable[[], int] = get_original("threading", "get_native_id")


class Aside:
    """Under gevent: real threads, as many as there are processors; whatever comes on top waits its turn.

    More at once would be no faster, would hold their memory all the same, and would crowd out the event loop.
    Without gevent every caller has a thread of its own already.
    """

    def __init__(self) -> None:
        self._pool: ThreadPool | None = None

    def __call__(self, work: Callable[[], object]) -> object:
        if not is_module_patched("socket"):
            return work()
        if self._pool is None:  # with the first work: a process that forks must not have threads yet
            self._pool = ThreadPool(os.cpu_count() or 1)
        return self._pool.apply(_standing_back, (work,))


def _standing_back(work: Callable[[], object]) -> object:
    if hasattr(os, "setpriority"):
        own = os.getpriority(os.PRIO_PROCESS, os.getpid())
        os.setpriority(os.PRIO_PROCESS, native_id(), own + NICENESS)
    return work()
