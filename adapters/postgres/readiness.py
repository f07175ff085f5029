from collections.abc import Mapping

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.migrations import is_migrated
from application.shared.ports import Readiness
from application.shared.refusals import StorageUnavailable

LONGEST_LAG = 10
"""Seconds for which an event may wait for its position before nobody is taken to be numbering."""

_LAGS = text(
    "SELECT EXISTS (SELECT FROM unnumbered_event WHERE at < now() - make_interval(secs => :longest) LIMIT 1)"
)


class PostgresReadiness(Readiness):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def problems(self) -> Mapping[str, str]:
        try:
            with self._database.alone() as connection:
                return _found(connection)
        except (StorageUnavailable, SQLAlchemyError):
            return {"database": "it cannot be reached, or has no connection to spare"}


def _found(connection: Connection) -> dict[str, str]:
    if not is_migrated(connection):
        return {"migrations": "the tables are not those that this version needs"}
    if connection.execute(_LAGS, {"longest": LONGEST_LAG}).scalar_one():
        return {"event_log": f"changes wait for more than {LONGEST_LAG} seconds; is the worker running?"}
    return {}
