from dataclasses import dataclass

from application.identity.caller import Caller
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class RetryParked:
    """All events that nobody could be told of are tried again. An entry of the audit trail, if there are any.

    What is over by now is told to nobody. Raises PermissionMissing.
    """

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller) -> int:
        """How many."""
        caller.must(Permission.RETRY_EVENTS)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            parked = work.told_log.parked()
            for each in parked:
                each.try_again(now)
                work.told_log.put_aside(each)
            if parked:
                work.audit.record(
                    Act(
                        kind="events.retried",
                        at=now,
                        actor_id=caller.person_id,
                        subject_type="events",
                        subject_id=caller.person_id,
                        details={"positions": [each.position for each in parked[:100]], "count": len(parked)},
                    )
                )
        return len(parked)
