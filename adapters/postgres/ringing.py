"""Sends rings from a thread of its own, so that whoever rings never waits for the network."""

import logging
import time
from collections.abc import Collection
from threading import Condition, Thread

import psycopg

from adapters.postgres.connections import connect

log = logging.getLogger(__name__)

REST = 0.005
"""Seconds between two rings. The first after a silence goes out at once; a busy process rings for many
changes together, since each ring costs it, the database and whoever is woken as much as a statement."""

_NOTIFY = "SELECT pg_notify(channel, '') FROM unnest(%s::text[]) AS channel"


class Ringer:
    """Rings that pile up while one is being sent become one. Starts at the first ring, so after any fork."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pending: set[str] = set()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def ring(self, channel: str) -> None:
        with self._changed:
            self._pending.add(channel)
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._send, name="ringer", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _send(self) -> None:
        connection: psycopg.Connection[tuple[object, ...]] | None = None
        while channels := self._next():
            # Twice, since a connection that has been idle may have died; then they are lost, as rings may be.
            for _ in range(2):
                try:
                    connection = connection or connect(self._url, application_name="convene ringer")
                    connection.execute(_NOTIFY, [list(channels)])
                    break
                except psycopg.Error as error:
                    log.warning("a wake-up could not be sent: %s", error)
                    if connection is not None:
                        connection.close()
                        connection = None
            time.sleep(REST)
        if connection is not None:
            connection.close()

    def _next(self) -> Collection[str]:
        """What to ring next; empty once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending or self._closed)
            channels, self._pending = self._pending, set()
            return () if self._closed else channels
