"""What is put aside for a while, and comes back as if it were new."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.notification.inboxes import tell_what_is_left
from application.notification.ports import Counts, NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SnoozeNotification:
    """Out of the inbox until then, on all one's pages. Raises NotificationNotFound or InvalidSnooze."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller, notification_id: UUID, until: datetime) -> Counts:
        caller.must(Permission.WRITE_NOTIFICATIONS)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            found = work.notifications.get(caller.person_id, notification_id)
            found.snooze(until, now)
            work.notifications.save([found])
            tell_what_is_left([caller.person_id], work, now=now)
            return work.notifications.counts(caller.person_id, now=now)


@dataclass(frozen=True, slots=True)
class WakeNotifications:
    """Brings back what was snoozed until now, on top and unread; any process may, several at once.

    What has become pointless meanwhile stays where it is, as read.
    """

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self) -> bool:
        """Whether there may be more."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            inbox = work.notifications
            due = inbox.to_wake(now, limit=AT_ONCE)
            late = [each for each in due if each.is_pointless(now)]
            for each in late:
                each.lie_down(now)
            inbox.save(late)
            timely = [each for each in due if each not in late]
            woken = [each.woken(now) for each in timely]
            inbox.remove([each.id for each in timely])
            inbox.add(woken)
            for before, after in zip(timely, woken, strict=True):
                inbox.announce(after.created((before.id,)))
            return len(due) == AT_ONCE
