import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from adapters.postgres.connections import connect
from adapters.postgres.ringing import Ringer
from application.shared.ports import Bell, Wakeups

log = logging.getLogger(__name__)

RECONNECT_EVERY = 0.25
"""Seconds between attempts to reach a database that is gone."""


class PostgresWakeups(Wakeups):
    """LISTEN and NOTIFY, each on a connection of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ringer = Ringer(url)

    def ring(self, channel: str) -> None:
        self._ringer.ring(channel)

    @contextmanager
    def listen(self, channels: Collection[str]) -> Iterator[Bell]:
        bell = PostgresBell(self._url, channels)
        try:
            yield bell
        finally:
            bell.close()

    def close(self) -> None:
        """Stop ringing and give the connection back; the process' end does the same."""
        self._ringer.close()


class PostgresBell(Bell):
    def __init__(self, url: str, channels: Collection[str]) -> None:
        self._url = url
        self._channels = frozenset(channels)
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._listen()

    def wait(self, timeout: float) -> frozenset[str]:
        deadline = time.monotonic() + timeout
        while True:
            remaining = max(0.0, deadline - time.monotonic())
            if self._connection is not None:
                try:
                    heard = self._connection.notifies(timeout=remaining, stop_after=1)
                    return frozenset(notice.channel for notice in heard)
                except psycopg.Error as error:
                    log.warning("lost the connection that listens: %s", error)
                    self.close()
            elif self._listen():
                return self._channels
            elif remaining == 0.0:
                return frozenset()
            else:
                time.sleep(min(RECONNECT_EVERY, remaining))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listen(self) -> bool:
        """Whether it listens now."""
        try:
            connection = connect(self._url, application_name="convene bell")
        except psycopg.Error:
            return False
        try:
            for channel in self._channels:
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        except psycopg.Error:
            connection.close()
            return False
        self._connection = connection
        return True
