from dataclasses import dataclass

from application.identity.caller import Caller
from application.notification.ports import Counts, NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class CountInbox:
    """How much of one's own inbox is unread, and how much waits. Raises PermissionMissing."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller) -> Counts:
        caller.must(Permission.READ_NOTIFICATIONS)
        with self.transactions.begin() as work:
            return work.notifications.counts(caller.person_id, now=self.clock.now())
