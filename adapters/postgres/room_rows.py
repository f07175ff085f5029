"""The tables of rooms, and of the time that rooms and people are taken."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class RoomRow(Row):
    """``key`` and ``sought`` as in ``domain.meeting.room``: Python and PostgreSQL fold case differently."""

    __tablename__ = "room"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("version > 0", name="version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(Text(collation="C"), unique=True)
    sought: Mapped[str]
    capacity: Mapped[int]
    equipment: Mapped[list[str]] = mapped_column(ARRAY(Text))
    location: Mapped[str]
    zone: Mapped[str]
    hours: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    approval: Mapped[bool]
    buffer_before: Mapped[timedelta]
    buffer_after: Mapped[timedelta]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    active: Mapped[bool]
    version: Mapped[int]
