"""Waiting for PostgreSQL while other greenlets work."""

from typing import Any

import psycopg
from gevent import get_hub
from psycopg.abc import RV, PQGen


class GreenConnection(psycopg.Connection[Any]):
    """Waits with gevent itself.

    The driver would ask the patched ``select.poll``, which makes an event and a timer for each wait: a short
    statement then takes a quarter more of the processor's time.
    """

    def wait(self, gen: PQGen[RV], interval: float = 0.0, timeout: float | None = None) -> RV:
        if timeout is not None:
            return super().wait(gen, timeout=timeout)
        hub = get_hub()
        try:
            wanted = next(gen)
            while True:
                # The driver's bits for reading and writing are the event loop's, too.
                watcher = hub.loop.io(self.pgconn.socket, wanted)
                try:
                    hub.wait(watcher)
                finally:
                    watcher.close()
                wanted = gen.send(wanted)
        except StopIteration as ended:
            answer: RV = ended.value
            return answer
