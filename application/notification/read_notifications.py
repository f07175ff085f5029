from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.notification.ports import Counts, InboxFilter, NotificationWork
from application.shared.cursor import cursor_after, id_of
from application.shared.ports import Clock, Transactions
from domain.identity.language import Language
from domain.identity.role import Permission
from domain.notification.notification import Notification
from domain.shared.time_zone import zone_named


@dataclass(frozen=True, slots=True)
class InboxPage:
    """``zone`` and ``language``: the reader's, in which it is told.

    ``waiting``: whether each still waits, by its id.
    """

    notifications: Sequence[Notification]
    waiting: Mapping[UUID, bool]
    zone: ZoneInfo
    language: Language
    counts: Counts
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ReadNotifications:
    """One's own inbox, the newest first. Raises InvalidCursor."""

    transactions: Transactions[NotificationWork]
    people: PeopleDirectory
    clock: Clock

    def __call__(self, caller: Caller, wanted: InboxFilter, *, cursor: str | None, limit: int) -> InboxPage:
        caller.must(Permission.READ_NOTIFICATIONS)
        before = None if cursor is None else id_of(cursor)
        me, now = self.people.find(caller.person_id), self.clock.now()
        zone = zone_named(me.time_zone if me else "UTC")
        language = me.language if me else Language.AUTOMATIC
        with self.transactions.begin() as work:
            inbox = work.notifications
            found = inbox.page(caller.person_id, wanted, before=before, now=now, limit=limit + 1)
            counts = inbox.counts(caller.person_id, now=now)
        page = found[:limit]
        following = cursor_after(str(page[-1].id)) if len(found) > limit else None
        return InboxPage(page, {each.id: each.waits(now) for each in page}, zone, language, counts, following)
