from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from adapters.postgres.notification_rows import NotificationRow
from application.notification.ports import Counts, InboxFilter, Notifications
from domain.notification.kind import Kind
from domain.notification.notification import Notification
from domain.notification.refusals import NotificationNotFound
from domain.shared.event import DomainEvent

_UNDONE = and_(NotificationRow.needs_you, NotificationRow.done_at.is_(None))
_UNREAD = NotificationRow.read_at.is_(None)
_ALL = select(NotificationRow.__table__)


class PostgresNotifications(Notifications):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, notifications: Sequence[Notification]) -> None:
        if notifications:
            self._connection.execute(insert(NotificationRow), [to_row(each) for each in notifications])

    def get(self, person_id: UUID, notification_id: UUID) -> Notification:
        one = _ALL.where(NotificationRow.id == notification_id, NotificationRow.person_id == person_id)
        found = self._read(one.with_for_update())
        if not found:
            raise NotificationNotFound("there is no such notification")
        return found[0]

    def open_about(self, meeting_id: UUID, person_ids: Collection[UUID] | None) -> Sequence[Notification]:
        found = _ALL.where(NotificationRow.meeting_id == meeting_id, or_(_UNREAD, _UNDONE))
        if person_ids is not None:
            found = found.where(NotificationRow.person_id.in_(person_ids))
        return self._read(found.order_by(NotificationRow.id).with_for_update())

    def waiting_for(self, person_id: UUID) -> Sequence[Notification]:
        theirs = _ALL.where(
            NotificationRow.person_id == person_id, NotificationRow.meeting_id.is_(None), _UNDONE
        )
        return self._read(theirs.order_by(NotificationRow.id).with_for_update())

    def unread_of(
        self, person_id: UUID, *, among: Collection[UUID] | None, up_to: UUID | None
    ) -> Sequence[Notification]:
        found = _ALL.where(NotificationRow.person_id == person_id, _UNREAD)
        if among is not None:
            found = found.where(NotificationRow.id.in_(among))
        if up_to is not None:
            found = found.where(NotificationRow.id <= up_to)
        return self._read(found.order_by(NotificationRow.id).with_for_update())

    def unread_about(
        self, person_id: UUID, event_ids: Collection[UUID], meeting_ids: Collection[UUID], *, now: datetime
    ) -> Sequence[Notification]:
        about = or_(NotificationRow.event_id.in_(event_ids), NotificationRow.meeting_id.in_(meeting_ids))
        found = _ALL.where(NotificationRow.person_id == person_id, _UNREAD, ~_asleep(now), about)
        return self._read(found.order_by(NotificationRow.id))

    def save(self, notifications: Sequence[Notification]) -> None:
        for each in notifications:
            marks = {
                "read_at": each.read_at,
                "done_at": each.done_at,
                "snoozed_until": each.snoozed_until,
            }
            self._connection.execute(
                update(NotificationRow).where(NotificationRow.id == each.id).values(marks)
            )

    def remove(self, notification_ids: Collection[UUID]) -> None:
        if notification_ids:
            self._connection.execute(delete(NotificationRow).where(NotificationRow.id.in_(notification_ids)))

    def page(
        self, person_id: UUID, wanted: InboxFilter, *, before: UUID | None, now: datetime, limit: int
    ) -> Sequence[Notification]:
        found = _ALL.where(NotificationRow.person_id == person_id, *_conditions(wanted, now))
        if before is not None:
            found = found.where(NotificationRow.id < before)
        return self._read(found.order_by(NotificationRow.id.desc()).limit(limit))

    def counts(self, person_id: UUID, *, now: datetime) -> Counts:
        unread, waiting = (func.count().filter(each) for each in (_UNREAD, _waits(now)))
        theirs = select(unread, waiting).where(
            NotificationRow.person_id == person_id, or_(_UNREAD, _UNDONE), ~_asleep(now)
        )
        return Counts(*self._connection.execute(theirs).one())

    def to_wake(self, now: datetime, *, limit: int) -> Sequence[Notification]:
        due = _ALL.where(NotificationRow.snoozed_until <= now)
        first = due.order_by(NotificationRow.snoozed_until, NotificationRow.id).limit(limit)
        return self._read(first.with_for_update(skip_locked=True))

    def announce(self, event: DomainEvent) -> None:
        self._record([event])

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Notification]:
        return [from_row(row) for row in self._connection.execute(statement)]


def _waits(now: datetime) -> ColumnElement[bool]:
    return and_(_UNDONE, or_(NotificationRow.ends_at.is_(None), NotificationRow.ends_at > now))


def _asleep(now: datetime) -> ColumnElement[bool]:
    return func.coalesce(NotificationRow.snoozed_until > now, false())


def _conditions(wanted: InboxFilter, now: datetime) -> Iterator[ColumnElement[bool]]:
    yield _asleep(now) if wanted.snoozed else ~_asleep(now)
    if wanted.unread is not None:
        yield _UNREAD if wanted.unread else NotificationRow.read_at.is_not(None)
    if wanted.waiting is not None:
        yield _waits(now) if wanted.waiting else ~_waits(now)


def to_row(notification: Notification) -> dict[str, Any]:
    return {
        "id": notification.id,
        "person_id": notification.person_id,
        "kind": notification.kind.value,
        "event_id": notification.event_id,
        "at": notification.at,
        "facts": dict(notification.facts),
        "meeting_id": notification.meeting_id,
        "original_start": notification.original_start,
        "about": notification.about,
        "needs_you": notification.needs_you,
        "ends_at": notification.ends_at,
        "count": notification.count,
        "read_at": notification.read_at,
        "done_at": notification.done_at,
        "snoozed_until": notification.snoozed_until,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Notification:
    columns = dict(row._mapping)
    return Notification(**columns | {"kind": Kind(row.kind)})
