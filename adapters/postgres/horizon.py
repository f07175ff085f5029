from datetime import datetime, timedelta

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meetings import PostgresMeetings

ROLLED_EVERY = timedelta(days=7)
"""A series whose rows end that much before the horizon gets more of them."""


class PostgresHorizon:
    """Gives rows to the dates of series that have come into reach. Any process may, several at once.

    A series that somebody is changing is passed over: their write does the same.
    """

    def __init__(self, database: PostgresDatabase, *, horizon: timedelta) -> None:
        self._database = database
        self._horizon = horizon

    def roll(self, now: datetime) -> int:
        """How many series were carried on. One transaction each, so that nobody waits for long."""
        rolled = 0
        while self._roll_next(now):
            rolled += 1
        return rolled

    def _roll_next(self, now: datetime) -> bool:
        with self._database.opening() as opened:
            meetings = PostgresMeetings(opened, lambda events: None, horizon=self._horizon)
            found = meetings.carry_on(now, due=now + self._horizon - ROLLED_EVERY)
            opened.commit()
        return found
