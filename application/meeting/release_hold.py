from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.own_hold import own_hold
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """Gives the time back at once. Raises HoldNotFound, also for another's."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, caller: Caller, hold_id: UUID, expected_version: int | None) -> None:
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            hold = own_hold(caller, hold_id, work)
            hold.expect_version(expected_version)
            hold.release(now=self.clock.now())
            work.holds.remove(hold)
