from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.own_hold import own_hold
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.hold import Hold
from domain.meeting.refusals import HoldNotFound


@dataclass(frozen=True, slots=True)
class ReadHolds:
    """The caller's own holds that have not run out: all, or one. Raises HoldNotFound."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, caller: Caller) -> Sequence[Hold]:
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin() as work:
            return work.holds.of(caller.person_id, now=self.clock.now())

    def one(self, caller: Caller, hold_id: UUID) -> Hold:
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin() as work:
            hold = own_hold(caller, hold_id, work)
        if hold.expires_at <= self.clock.now():
            raise HoldNotFound("there is no such hold; it has run out")
        return hold
