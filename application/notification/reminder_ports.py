"""What reminding people needs from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.notification.reminder import Reminder, ReminderChoice


class Reminders(Protocol):
    """What people have chosen, and a ledger of each reminder that has ever come due.

    In the ledger each person, date, start and lead stands once: a date that moves to another time is told of
    again, whatever else happens is not.
    """

    def choice(self, person_id: UUID, meeting_id: UUID | None) -> ReminderChoice | None:
        """None when they never chose."""
        ...

    def save(self, choice: ReminderChoice) -> None:
        """Raises StaleReminders."""
        ...

    def forget(self, choice: ReminderChoice) -> None:
        """What is usual counts again for that meeting."""
        ...

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        """What was chosen for the one is chosen for the other, where nothing was: a series goes on as it."""
        ...

    def note_due(self, now: datetime) -> int:
        """Enter what has come due since the last call, up to ``now``; how many that were.

        One at a time does it; another one that comes meanwhile has nothing to enter. What comes into being
        after it would have been due is passed over. When ``now`` lies before the last call, the clock was
        put back: it goes on from ``now``.
        """
        ...

    def take(self, now: datetime, *, limit: int) -> Sequence[Reminder]:
        """The first that are due and not settled; they are the caller's until it commits.

        Passes over those that others have, without waiting. Those whose date is gone, has moved, or does not
        concern the person any more, or was muted, are settled on the way.
        """
        ...

    def settle(self, told: Sequence[Reminder], dropped: Sequence[Reminder], *, now: datetime) -> None:
        """With the commit the former are told, once."""
        ...


class ReminderWork(Protocol):
    @property
    def reminders(self) -> Reminders: ...
