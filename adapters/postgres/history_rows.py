"""The table of what became of meetings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class DeedRow(Row):
    """Whoever did it stays named, whatever becomes of them. ``about_id``: the guest that it is about."""

    __tablename__ = "deed"
    __table_args__ = (
        CheckConstraint("circle IN ('all', 'guests', 'host')", name="circle"),
        Index("ix_deed_meeting_id_position", "meeting_id", "position"),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    original_start: Mapped[str | None]
    kind: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    about_id: Mapped[UUID | None]
    circle: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
