"""The pool, and which of its connections the present thread of control has a transaction open on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any, cast
from uuid import UUID

import psycopg
from psycopg.errors import LockNotAvailable
from psycopg.pq import TransactionStatus
from psycopg.rows import namedtuple_row
from sqlalchemy import Connection, Engine, PoolProxiedConnection, orm
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionToSpare

from application.administration.auditing import Recorded
from application.shared.refusals import StorageUnavailable


@dataclass
class OpenTransaction:
    """``recorded``: what happened so far, in that order, each with its mark.

    ``rings``: the bells to ring once it is committed, beside the one for events.
    ``delegate_id``: whose deed whatever happens now is, on somebody's behalf.

    The database hears BEGIN with the first statement that locks or writes. What only reads before that needs
    none: at READ COMMITTED each statement sees what is committed at its own moment, inside and outside.
    """

    _connection: Connection
    recorded: list[Recorded] = field(default_factory=list)
    rings: set[str] = field(default_factory=set)
    delegate_id: UUID | None = None
    owner: int = field(default_factory=get_ident)
    driver: "psycopg.Connection[Any]" = field(init=False)
    """For statements that only read."""

    def __post_init__(self) -> None:
        self.driver = driver_of(self._connection)
        self.driver.autocommit = True

    @property
    def engine(self) -> Engine:
        return self._connection.engine

    @property
    def connection(self) -> Connection:
        """For statements of every kind: from now on the database knows of the transaction."""
        if not self._connection.in_transaction():
            self.driver.autocommit = False  # The driver sends BEGIN with the next statement.
            self._connection.begin()
        return self._connection

    def read(self, statement: str, *parameters: object) -> list[Any]:
        """What ``PostgresDatabase.hot`` is for statements that only read; rows by column name."""
        return rows_of(self.driver, statement, *parameters)

    def write(self, statement: str, *parameters: object) -> list[Any]:
        """The same for statements that lock or write; no rows of those that return none."""
        return rows_of(driver_of(self.connection), statement, *parameters)

    def write_at_once(self, statement: str, *parameters: object) -> list[Any]:
        """What stands as soon as it is said, for a third of the trips; only a transaction that has begun by
        then takes it along.
        """
        return rows_of(self.driver, statement, *parameters)

    def commit(self) -> None:
        if self._connection.in_transaction():
            self._connection.commit()

    def hand_back(self) -> None:
        """As it came, for whoever has the connection next; what was not committed is rolled back."""
        if self._connection.in_transaction():
            self._connection.rollback()
        if self.driver.pgconn.transaction_status == TransactionStatus.IDLE:
            self.driver.autocommit = False
        else:  # Cut off, or left in the middle of a read.
            self._connection.invalidate()


class PostgresDatabase:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open: ContextVar[OpenTransaction | None] = ContextVar("open_transaction", default=None)

    @property
    def open_transaction(self) -> OpenTransaction | None:
        """This thread's or greenlet's own; one that a context was copied with belongs to somebody else."""
        opened = self._open.get()
        return opened if opened is not None and opened.owner == get_ident() else None

    @contextmanager
    def opening(self) -> Iterator[OpenTransaction]:
        """A transaction of its own. Committing is up to the caller; leaving without is rolling back."""
        with refusing_when_unavailable(), self.engine.connect() as connection:
            opened = OpenTransaction(connection)
            token = self._open.set(opened)
            try:
                yield opened
            finally:
                self._open.reset(token)
                opened.hand_back()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For single statements that only read: inside the open transaction, else without one."""
        opened = self.open_transaction
        if opened is None:
            with self.alone() as connection:
                yield connection
        else:
            with refusing_when_unavailable():
                yield opened.connection

    @contextmanager
    def hot(self) -> Iterator[psycopg.Connection[Any]]:
        """``reading`` for what every request asks: the driver's own connection, without SQLAlchemy's layers.

        They take several times as long as the statement itself. Statements are text with ``%s``, and
        prepared at their first use.
        """
        opened = self.open_transaction
        if opened is not None:
            with refusing_when_unavailable():
                yield opened.driver
            return
        with refusing_when_unavailable():
            pooled = self.engine.raw_connection()
            try:
                connection = _driver_of(pooled)
                connection.autocommit = True
                yield connection
                connection.autocommit = False
            except BaseException as error:
                pooled.invalidate(error)
                raise
            finally:
                pooled.close()

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """For statements that are final at once, whatever transaction is open."""
        with refusing_when_unavailable(), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")


def rows_of(driver: "psycopg.Connection[Any]", statement: str, *parameters: object) -> list[Any]:
    """Rows by column name; none of a statement that returns none."""
    with driver.cursor(row_factory=namedtuple_row) as cursor:
        cursor.execute(statement, parameters, prepare=True)
        return cursor.fetchall() if cursor.description else []


def columns_of(table: type[orm.DeclarativeBase]) -> str:
    """Each column by name: a prepared ``*`` would fail when a migration adds one."""
    return ", ".join(f"{table.__tablename__}.{column.name}" for column in table.__table__.columns)


def driver_of(connection: Connection) -> psycopg.Connection[Any]:
    """What SQLAlchemy's connection speaks through."""
    return _driver_of(connection.connection)


def _driver_of(pooled: PoolProxiedConnection) -> psycopg.Connection[Any]:
    return cast("psycopg.Connection[Any]", pooled.driver_connection)


@contextmanager
def refusing_when_unavailable() -> Iterator[None]:
    """Raises StorageUnavailable for what a later try may well get past.

    Nothing is tried again here: only who asked knows whether that is safe, and what it would mean.
    """
    try:
        yield
    except NoConnectionToSpare as error:
        raise StorageUnavailable("the database has no connection to spare; try again in a moment") from error
    except (OperationalError, psycopg.OperationalError) as error:
        busy = isinstance(error.orig if isinstance(error, OperationalError) else error, LockNotAvailable)
        what = "is busy with the same thing" if busy else "cannot be reached or gave up"
        raise StorageUnavailable(f"the database {what}; try again in a moment") from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise StorageUnavailable("the database cannot be reached; try again in a moment") from error
