import logging
from threading import Event
from typing import Any

import psycopg

from adapters.postgres.connections import connect
from application.shared.ports import EVENTS_COMMITTED, EVENTS_NUMBERED, Sequencer, Wakeups

log = logging.getLogger(__name__)

AT_ONCE = 500
POLL_EVERY = 0.25
"""Seconds; only for rings that were lost."""
STAND_BY_FOR = 0.1
"""Seconds between a stand-by's attempts to take over."""

LETS_GO_AFTER = 10
"""Seconds of silence after which PostgreSQL ends the connection, and with it the office, of a holder that
stands still but is not dead (a stopped process, a frozen machine)."""

_OFFICE = 0x636F6E76_73657100
"""The advisory lock whose holder numbers events. It goes with its session, however that ends."""

# Committed rows only, for others cannot be seen; the lowest drawn first. A row's subject was locked from the
# drawing to the commit, so whatever was drawn before for the same subject is in this batch or in an earlier
# one. One statement is one transaction: either the rows have moved with their positions, or nothing has.
_NUMBER = """
    WITH batch AS (
        DELETE FROM unnumbered_event
        WHERE drawn IN (SELECT drawn FROM unnumbered_event ORDER BY drawn LIMIT %s)
        RETURNING *
    ),
    numbered AS (
        INSERT INTO event (
            position, id, kind, subject_type, subject_id, version, actor_id, actor_name, at, mutation_id,
            audience, to_organisation, data, on_behalf_of, on_behalf_of_name, filed_at
        )
        SELECT event_sequence.last_position + row_number() OVER (ORDER BY drawn), id, kind, subject_type,
            subject_id, version, actor_id, actor_name, at, mutation_id, audience, to_organisation, data,
            on_behalf_of, on_behalf_of_name, greatest(event_sequence.filed_at, now())
        FROM batch CROSS JOIN event_sequence
        RETURNING position, event.filed_at
    ),
    reached AS (SELECT count(*) AS moved, max(position) AS position, max(filed_at) AS filed_at FROM numbered)
    UPDATE event_sequence SET last_position = reached.position, filed_at = reached.filed_at
    FROM reached WHERE reached.moved > 0
    RETURNING reached.moved
"""
_PREPARE = "SELECT prepare_history()"


class PostgresSequencer(Sequencer):
    """One process at a time holds the office; when it goes, the next takes over within a moment.

    The lock and the numbering share one connection: who has lost the lock can number nothing any more.
    """

    def __init__(self, url: str, wakeups: Wakeups) -> None:
        self._url = url
        self._wakeups = wakeups

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            try:
                with connect(self._url, application_name="convene sequencer") as connection:
                    connection.execute(f"SET idle_session_timeout = '{LETS_GO_AFTER}s'")
                    if self._take_office(connection, stop):
                        self._serve(connection, stop)
            except psycopg.OperationalError as error:
                log.warning("the sequencer lost its connection and will be back: %s", error)
                stop.wait(STAND_BY_FOR)

    def _take_office(self, connection: psycopg.Connection[tuple[Any, ...]], stop: Event) -> bool:
        """Whether this connection holds the office now; only a stop makes it give up."""
        while not stop.is_set():
            # Asking again and again rather than waiting inside PostgreSQL: a stop is noticed at once.
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", [_OFFICE]).fetchone()
            if row == (True,):
                return True
            stop.wait(STAND_BY_FOR)
        return False

    def _serve(self, connection: psycopg.Connection[tuple[Any, ...]], stop: Event) -> None:
        connection.execute(_PREPARE)
        with self._wakeups.listen([EVENTS_COMMITTED]) as bell:
            while not stop.is_set():
                while self._number(connection) == AT_ONCE and not stop.is_set():
                    pass
                bell.wait(POLL_EVERY)

    def _number(self, connection: psycopg.Connection[tuple[Any, ...]]) -> int:
        """How many events got their positions."""
        try:
            row = connection.execute(_NUMBER, [AT_ONCE]).fetchone()
        except (
            psycopg.errors.CheckViolation
        ):  # no room for this week: the machine has slept past all there was
            connection.execute(_PREPARE)
            row = connection.execute(_NUMBER, [AT_ONCE]).fetchone()
        if row is None:
            return 0
        self._wakeups.ring(EVENTS_NUMBERED)
        return int(row[0])
