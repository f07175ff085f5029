from dataclasses import dataclass

from application.identity.caller import Caller
from application.notification.ports import NotificationWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.notification.preferences import Preferences


@dataclass(frozen=True, slots=True)
class ReadPreferences:
    """One's own."""

    transactions: Transactions[NotificationWork]

    def __call__(self, caller: Caller) -> Preferences:
        caller.must(Permission.READ_NOTIFICATIONS)
        with self.transactions.begin() as work:
            return work.notification_preferences.get(caller.person_id)
