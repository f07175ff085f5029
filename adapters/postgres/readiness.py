from collections.abc import Mapping
from typing import Any

import psycopg

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.migrations import is_left_behind, is_migrated
from application.shared.ports import Readiness
from application.shared.refusals import StorageUnavailable

LONGEST_LAG = 10
"""Seconds for which an event may wait for its position before nobody is taken to be numbering."""

_LAGS = "SELECT FROM unnumbered_event WHERE at < now() - make_interval(secs => %s) LIMIT 1"


class PostgresReadiness(Readiness):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def problems(self) -> Mapping[str, str]:
        try:
            with self._database.hot() as connection:
                return _found(connection)
        except (StorageUnavailable, psycopg.Error):
            return {"database": "it cannot be reached, or has no connection to spare"}

    def is_left_behind(self) -> bool:
        with self._database.hot() as connection:
            return is_left_behind(connection)


def _found(connection: psycopg.Connection[Any]) -> dict[str, str]:
    if not is_migrated(connection):
        return {"migrations": "the tables are not those that this version needs"}
    if connection.execute(_LAGS, [LONGEST_LAG]).fetchone() is not None:
        return {"event_log": f"changes wait for more than {LONGEST_LAG} seconds; is the worker running?"}
    return {}
