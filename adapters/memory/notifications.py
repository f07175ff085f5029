from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import Counts, InboxFilter, Notifications, ToldLog
from domain.notification.notification import Notification
from domain.notification.refusals import NotificationNotFound
from domain.notification.untold import UntoldEvent
from domain.shared.event import DomainEvent


@dataclass
class MemoryNotifications(Notifications):
    tables: Tables
    events: list[DomainEvent]

    def add(self, notifications: Sequence[Notification]) -> None:
        self.save(notifications)

    def get(self, person_id: UUID, notification_id: UUID) -> Notification:
        found = self.tables.notifications.get(notification_id)
        if found is None or found.person_id != person_id:
            raise NotificationNotFound("there is no such notification")
        return deepcopy(found)

    def open_about(self, meeting_id: UUID, person_ids: Collection[UUID] | None) -> Sequence[Notification]:
        return self._in_order(
            each
            for each in self.tables.notifications.values()
            if each.meeting_id == meeting_id
            and (person_ids is None or each.person_id in person_ids)
            and (each.read_at is None or (each.needs_you and each.done_at is None))
        )

    def waiting_for(self, person_id: UUID) -> Sequence[Notification]:
        return self._in_order(
            each
            for each in self._of(person_id)
            if each.meeting_id is None and each.needs_you and each.done_at is None
        )

    def unread_of(
        self, person_id: UUID, *, among: Collection[UUID] | None, up_to: UUID | None
    ) -> Sequence[Notification]:
        return self._in_order(
            each
            for each in self._of(person_id)
            if each.read_at is None
            and (among is None or each.id in among)
            and (up_to is None or each.id <= up_to)
        )

    def unread_about(
        self, person_id: UUID, event_ids: Collection[UUID], meeting_ids: Collection[UUID], *, now: datetime
    ) -> Sequence[Notification]:
        return self._in_order(
            each
            for each in self._of(person_id)
            if each.read_at is None
            and not each.is_asleep(now)
            and (each.event_id in event_ids or each.meeting_id in meeting_ids)
        )

    def save(self, notifications: Sequence[Notification]) -> None:
        self.tables.notifications |= {each.id: deepcopy(each) for each in notifications}

    def remove(self, notification_ids: Collection[UUID]) -> None:
        for each in notification_ids:
            del self.tables.notifications[each]

    def page(
        self, person_id: UUID, wanted: InboxFilter, *, before: UUID | None, now: datetime, limit: int
    ) -> Sequence[Notification]:
        found = self._in_order(
            each
            for each in self._of(person_id)
            if wanted.lets_through(each, now) and (before is None or each.id < before)
        )
        return found[::-1][:limit]

    def counts(self, person_id: UUID, *, now: datetime) -> Counts:
        theirs = [each for each in self._of(person_id) if not each.is_asleep(now)]
        return Counts(sum(each.read_at is None for each in theirs), sum(each.waits(now) for each in theirs))

    def to_wake(self, now: datetime, *, limit: int) -> Sequence[Notification]:
        due = [
            (each.snoozed_until, each.id)
            for each in self.tables.notifications.values()
            if each.snoozed_until is not None and each.snoozed_until <= now
        ]
        return [deepcopy(self.tables.notifications[each]) for _, each in sorted(due)[:limit]]

    def announce(self, event: DomainEvent) -> None:
        self.events.append(event)

    def _of(self, person_id: UUID) -> list[Notification]:
        return [each for each in self.tables.notifications.values() if each.person_id == person_id]

    @staticmethod
    def _in_order(found: Iterable[Notification]) -> list[Notification]:
        return deepcopy(sorted(found, key=lambda each: each.id))


@dataclass
class MemoryToldLog(ToldLog):
    tables: Tables

    def take(self) -> int | None:
        return self.tables.told_position

    def advance(self, position: int) -> None:
        self.tables.told_position = position

    def put_aside(self, untold: UntoldEvent) -> None:
        self.tables.untold_events[untold.position] = deepcopy(untold)

    def untold(self, now: datetime) -> UntoldEvent | None:
        due = [(each.due_at, each.position) for each in self.tables.untold_events.values() if each.due_at]
        first = min(due, default=None)
        if first is None or first[0] > now:
            return None
        return deepcopy(self.tables.untold_events[first[1]])

    def parked(self) -> Sequence[UntoldEvent]:
        untold = sorted(self.tables.untold_events.values(), key=lambda each: each.position)
        return [deepcopy(each) for each in untold if each.is_parked]

    def settle(self, untold: UntoldEvent) -> None:
        self.tables.untold_events.pop(untold.position, None)
