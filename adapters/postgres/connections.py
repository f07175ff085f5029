"""How connections to the database are made."""

import logging
from fcntl import ioctl
from termios import FIONREAD
from time import perf_counter
from typing import Any, Self

import psycopg
import sqlalchemy
from gevent.monkey import is_module_patched
from sqlalchemy import URL, Dialect, Engine, PoolProxiedConnection, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

log = logging.getLogger("convene.slow")

SLOW = 0.5
"""Seconds from which on a statement is told of."""

CONNECT_WITHIN = 2
"""Seconds; libpq allows no less."""

WAIT_FOR_ONE = 10
"""Seconds that a request waits until the pool has a connection to spare."""

_FOR_REQUESTS = {
    "timezone": "UTC",
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    # A process that stalls in the middle of a transaction must not keep its locks.
    "idle_in_transaction_session_timeout": "30s",
}
_FOR_LONG_LIVED = {
    "timezone": "UTC",
    "statement_timeout": "60s",
    # When the machine of a lock's holder is gone, the server finds out within half a minute.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


class TimedCursor(psycopg.Cursor[Any]):
    """Tells of what was slow, with its text and never with its parameters: those are people's own."""

    def execute(self, query: Any, *arguments: Any, **options: Any) -> Self:
        began = perf_counter()
        try:
            return super().execute(query, *arguments, **options)
        finally:
            took = perf_counter() - began
            if took >= SLOW:
                statement = query if isinstance(query, str) else repr(query)
                members = {"milliseconds": round(took * 1000, 1), "statement": statement[:2_000]}
                log.warning("slow statement", extra={"members": members})


def create_engine(url: str, *, pool_size: int = 30) -> Engine:
    """A pool of connections for short transactions, opened as they are needed, and kept: to close what a
    rush needed, and open it again for the next statement, costs the database three times the statement.
    """
    parsed = _with_driver(url)
    engine = sqlalchemy.create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=WAIT_FOR_ONE,
        pool_recycle=1800,
        pool_use_lifo=True,
        connect_args={
            "connect_timeout": CONNECT_WITHIN,
            "options": _options(parsed, _FOR_REQUESTS),
            "cursor_factory": TimedCursor,
        },
    )
    event.listen(engine, "checkout", _refuse_the_dead)
    if is_module_patched("select"):
        event.listen(engine, "do_connect", _connect_green)
    return engine


def _connect_green(
    dialect: Dialect, record: ConnectionPoolEntry, arguments: tuple[Any, ...], parameters: dict[str, Any]
) -> "psycopg.Connection[Any]":
    from adapters.postgres.green import GreenConnection

    return GreenConnection.connect(*arguments, **parameters)


def _refuse_the_dead(
    connection: "psycopg.Connection[Any]", record: ConnectionPoolEntry, proxy: PoolProxiedConnection
) -> None:
    """Looks whether the server has hung up, without asking it: a ping would double the trips of a short read.

    To a connection at rest it says nothing but why it closes it. Raises InvalidatePoolError: the pool then
    opens new connections.
    """
    try:
        has_spoken = any(ioctl(connection.fileno(), FIONREAD, bytes(4)))
        connection.pgconn.consume_input()  # notices the end of the stream
    except psycopg.OperationalError as error:
        raise InvalidatePoolError("the server closed the connection") from error
    if has_spoken:
        raise InvalidatePoolError("the server is closing the connection")


def connect(url: str, *, application_name: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of one's own outside every pool, in autocommit, for listening and for session locks."""
    parsed = _with_driver(url)
    dialect = parsed.get_dialect()()
    _, arguments = dialect.create_connect_args(parsed)
    parameters = dict(arguments) | {
        "connect_timeout": CONNECT_WITHIN,
        "application_name": application_name,
        "options": _options(parsed, _FOR_LONG_LIVED),
    }
    return psycopg.connect(autocommit=True, **parameters)


def _with_driver(url: str) -> URL:
    return make_url(url).set(drivername="postgresql+psycopg")


def _options(url: URL, settings: dict[str, str]) -> str:
    """Ours first, so that the URL's own options win."""
    own = url.query.get("options", "")
    own = own if isinstance(own, str) else " ".join(own)
    return " ".join([*(f"-c {name}={value}" for name, value in settings.items()), own]).strip()
