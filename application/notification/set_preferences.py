from dataclasses import dataclass

from application.identity.caller import Caller
from application.notification.digest_plans import follow_wishes
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.notification.preferences import Wishes


@dataclass(frozen=True, slots=True)
class SetPreferencesCommand:
    caller: Caller
    wishes: Wishes
    expected_version: int | None


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """One's own, all at once; from the next event on. Raises StalePreferences."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, command: SetPreferencesCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_NOTIFICATIONS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            mine = work.notification_preferences.get(caller.person_id)
            mine.expect_version(command.expected_version)
            mine.wishes = command.wishes
            work.notification_preferences.save(mine)
            follow_wishes(caller.person_id, command.wishes, work, now=self.clock.now())
