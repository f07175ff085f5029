from dataclasses import dataclass

from application.notification.reminder_ports import ReminderWork
from application.shared.ports import Clock, Transactions

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RemindPeople:
    """Tells each person of what is about to begin, once; any process may, several at once.

    Telling is an event, written by the transaction that settles the reminder: whoever dies in between has
    told nobody, and another does. ``clock`` is the store's, which is one for all processes.
    """

    transactions: Transactions[ReminderWork]
    clock: Clock

    def __call__(self) -> bool:
        """Whether there may be more to tell at once."""
        with self.transactions.begin() as work:
            work.reminders.note_due(self.clock.now())
        with self.transactions.begin() as work:
            now = self.clock.now()
            taken = work.reminders.take(now, limit=AT_ONCE)
            if taken:
                told = [each for each in taken if each.is_worth_telling(now)]
                dropped = [each for each in taken if not each.is_worth_telling(now)]
                work.reminders.settle(told, dropped, now=now)
        return bool(taken)
