from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.notification.inboxes import tell_what_is_left
from application.notification.ports import Counts, NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class MarkReadCommand:
    """``among`` and ``up_to`` narrow it down; None lets all through. Ids of others' are passed over."""

    caller: Caller
    among: Collection[UUID] | None = None
    up_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Of one's own inbox; all one's pages hear of it. Returns what is left."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, command: MarkReadCommand) -> Counts:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_NOTIFICATIONS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            inbox = work.notifications
            found = inbox.unread_of(caller.person_id, among=command.among, up_to=command.up_to)
            for each in found:
                each.read(now)
            inbox.save(found)
            if found:
                tell_what_is_left([caller.person_id], work, now=now)
            return inbox.counts(caller.person_id, now=now)
