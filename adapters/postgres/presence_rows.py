"""The tables of who is there.

The leases are UNLOGGED: nothing of them reaches the disc before a commit, and after a crash of the database
they are empty, until each process takes out its own anew.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row, one_of
from domain.conversation.presence import Activity

UNLOGGED = {"prefixes": ["UNLOGGED"]}


class PresenceHolderRow(Row):
    """One web process. Its leases are as fresh as ``renewed_at``."""

    __tablename__ = "presence_holder"
    __table_args__ = (UNLOGGED,)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    renewed_at: Mapped[datetime]


class PresenceLeaseRow(Row):
    __tablename__ = "presence_lease"
    __table_args__ = (
        one_of("activity", Activity),
        Index("ix_presence_lease_ended_at", "ended_at", postgresql_where=text("ended_at IS NOT NULL")),
        UNLOGGED,
    )

    connection_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True, index=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("presence_holder.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID]
    activity: Mapped[str]
    detail: Mapped[str | None]
    told_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LastSeenRow(Row):
    __tablename__ = "last_seen"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
