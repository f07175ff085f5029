from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.identity_rows import PersonRow, SessionRow
from adapters.postgres.push_rows import PushRow, PushSubscriptionRow
from application.notification.ports import PushSubscriptions
from application.notification.push_ports import Pushes
from domain.notification.push import Push, PushKeys, PushSubscription, Urgency


class PostgresPushSubscriptions(PushSubscriptions):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, subscription: PushSubscription) -> None:
        row = subscription_to_row(subscription)
        self._connection.execute(
            delete(PushSubscriptionRow).where(PushSubscriptionRow.endpoint == subscription.endpoint)
        )
        # Who adds the same device at the same moment has the same keys of it.
        fresh = insert(PushSubscriptionRow).values(row)
        self._connection.execute(fresh.on_conflict_do_update(index_elements=["endpoint"], set_=row))

    def find(self, subscription_id: UUID, *, now: datetime) -> PushSubscription | None:
        found = self._read(_live(now).where(PushSubscriptionRow.id == subscription_id))
        return found[0] if found else None

    def of(self, person_id: UUID, *, now: datetime) -> Sequence[PushSubscription]:
        theirs = _live(now).where(PushSubscriptionRow.person_id == person_id)
        return self._read(theirs.order_by(PushSubscriptionRow.id))

    def owners(self, person_ids: Collection[UUID], *, now: datetime) -> Collection[UUID]:
        owners = _live(now).with_only_columns(PushSubscriptionRow.person_id).distinct()
        return set(self._connection.scalars(owners.where(PushSubscriptionRow.person_id.in_(person_ids))))

    def remove(self, subscription_id: UUID) -> None:
        self._connection.execute(delete(PushSubscriptionRow).where(PushSubscriptionRow.id == subscription_id))

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[PushSubscription]:
        return [subscription_from_row(row) for row in self._connection.execute(statement)]


def _live(now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(PushSubscriptionRow.__table__)
        .join(SessionRow, SessionRow.id == PushSubscriptionRow.session_id)
        .join(PersonRow, PersonRow.id == PushSubscriptionRow.person_id)
        .where(SessionRow.ended_at.is_(None), SessionRow.expires_at > now, PersonRow.active)
    )


class PostgresPushes(Pushes):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, pushes: Sequence[Push]) -> None:
        if not pushes:
            return
        # In one order always, so that nobody waits for another in a circle.
        rows = sorted(map(to_row, pushes), key=lambda row: (row["subscription_id"], row["topic"]))
        fresh = insert(PushRow).values(rows)
        replaced = {name: fresh.excluded[name] for name in rows[0]}
        self._connection.execute(
            fresh.on_conflict_do_update(index_elements=["subscription_id", "topic"], set_=replaced)
        )

    def due(self, now: datetime) -> Push | None:
        due = select(PushRow.__table__).where(PushRow.due_at <= now).order_by(PushRow.due_at, PushRow.id)
        row = self._connection.execute(due.limit(1).with_for_update(skip_locked=True)).one_or_none()
        return None if row is None else from_row(row)

    def save(self, push: Push) -> None:
        self._connection.execute(update(PushRow).where(PushRow.id == push.id).values(to_row(push)))

    def remove(self, push: Push) -> None:
        self._connection.execute(delete(PushRow).where(PushRow.id == push.id))


def subscription_to_row(subscription: PushSubscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "person_id": subscription.person_id,
        "session_id": subscription.session_id,
        "endpoint": subscription.endpoint,
        "p256dh": subscription.keys.p256dh,
        "auth": subscription.keys.auth,
        "created_at": subscription.created_at,
    }


def subscription_from_row(row: Row[Any]) -> PushSubscription:
    keys = PushKeys(row.p256dh, row.auth)
    return PushSubscription(row.id, row.person_id, row.session_id, row.endpoint, keys, row.created_at)


def to_row(push: Push) -> dict[str, Any]:
    return {
        "id": push.id,
        "subscription_id": push.subscription_id,
        "topic": push.topic,
        "body": push.body,
        "urgency": push.urgency.value,
        "due_at": push.due_at,
        "expires_at": push.expires_at,
        "attempts": push.attempts,
        "event_ids": list(push.event_ids),
    }


def from_row(row: Row[Any]) -> Push:
    columns = dict(row._mapping)
    return Push(**columns | {"urgency": Urgency(row.urgency), "event_ids": tuple(row.event_ids)})
