from dataclasses import dataclass

from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class LetHoldsRunOut:
    """Takes away holds that are over, and says so to their owners; any process may, several at once.

    The event stands in the transaction that takes the hold away: it is said once.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self) -> bool:
        """Whether there may be more."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            over = work.holds.run_out(now, limit=AT_ONCE)
            for hold in over:
                hold.run_out(now=now)
                work.holds.remove(hold)
            return len(over) == AT_ONCE
