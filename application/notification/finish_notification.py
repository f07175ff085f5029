from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.notification.inboxes import tell_what_is_left
from application.notification.ports import Counts, NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class FinishNotification:
    """There is nothing left to do about it, its owner says. Raises NotificationNotFound."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller, notification_id: UUID) -> Counts:
        caller.must(Permission.WRITE_NOTIFICATIONS)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            found = work.notifications.get(caller.person_id, notification_id)
            if found.done_at is None:
                found.finish(now)
                work.notifications.save([found])
                tell_what_is_left([caller.person_id], work, now=now)
            return work.notifications.counts(caller.person_id, now=now)
