from datetime import datetime

from adapters.postgres.database import PostgresDatabase, rows_of
from application.shared.ports import Clock


class StoreClock(Clock):
    """The database's: one for all processes and machines, however their own clocks are set."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def now(self) -> datetime:
        with self._database.hot() as connection:
            (row,) = rows_of(connection, "SELECT clock_timestamp() AS now")
        now: datetime = row.now
        return now
