"""The tables of devices that ring, and of what is on its way to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Index, SmallInteger, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row, one_of
from domain.notification.push import Urgency


class PushSubscriptionRow(Row):
    """One whose session has ended is as good as gone, and goes with the next housekeeping."""

    __tablename__ = "push_subscription"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    endpoint: Mapped[str] = mapped_column(unique=True)
    p256dh: Mapped[bytes]
    auth: Mapped[bytes]
    created_at: Mapped[datetime]


class PushRow(Row):
    """A later one of the same topic takes the place, and has another id."""

    __tablename__ = "push"
    __table_args__ = (one_of("urgency", Urgency), Index("ix_push_due_at", "due_at", "id"))

    id: Mapped[UUID] = mapped_column(unique=True)
    subscription_id: Mapped[UUID] = mapped_column(
        ForeignKey("push_subscription.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    urgency: Mapped[str]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger)
    event_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
