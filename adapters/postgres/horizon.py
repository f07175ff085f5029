from datetime import datetime, timedelta

from adapters.postgres.transactions import PostgresTransactions
from domain.meeting.kept import EARLIEST_REMINDER

ROLLED_EVERY = timedelta(days=7)
"""A series whose rows end that much before the horizon gets more of them."""
NEVER_NEARER = timedelta(minutes=EARLIEST_REMINDER, days=1)
"""Only dates with rows are reminded of. A day more, for whole days begin by the clocks of the person."""


class PostgresHorizon:
    """Gives rows to the dates of series that have come into reach. Any process may, several at once.

    A series that somebody is changing is passed over: their write does the same. Where somebody else has
    what such a date asks for, it does without, and the host hears of it.
    """

    def __init__(self, transactions: PostgresTransactions, *, horizon: timedelta) -> None:
        self._transactions = transactions
        self._horizon = horizon

    @property
    def _slack(self) -> timedelta:
        return min(ROLLED_EVERY, self._horizon - NEVER_NEARER)

    def roll(self, now: datetime) -> int:
        """How many series were carried on. One transaction each, so that nobody waits for long."""
        rolled = 0
        while self._roll_next(now):
            rolled += 1
        return rolled

    def _roll_next(self, now: datetime) -> bool:
        with self._transactions.begin() as work:
            return work.meetings.carry_on(now, due=now + self._horizon - self._slack)
