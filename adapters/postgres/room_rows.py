"""The tables of rooms, and of the time that rooms and people are taken."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class HoldRow(Row):
    __tablename__ = "hold"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    people: Mapped[list[UUID]]
    rooms: Mapped[list[UUID]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ClaimRow(Row):
    """A room or a person is taken, by a date of a meeting or by a hold.

    Whoever adds rows has locked the room or the person; the constraint stands behind them all the same. No
    two rows of one resource overlap, so their starts tell them apart. A range of one id lets ids stand in the
    constraint without an extension: ``uuidrange`` is made in 0003.
    """

    __tablename__ = "claim"
    __table_args__ = (
        ExcludeConstraint(
            (text("uuidrange(resource_id, resource_id, '[]')"), "&&"),
            (text("tstzrange(starts_at, ends_at)"), "&&"),
            name="ex_claim_no_overlap",
        ),
        CheckConstraint("ends_at > starts_at", name="ends_at"),
        CheckConstraint(
            "num_nonnulls(meeting_id, hold_id) = 1 AND (meeting_id IS NULL) = (original_start IS NULL)",
            name="holder",
        ),
    )

    resource_id: Mapped[UUID] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime]
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    original_start: Mapped[str | None]
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("hold.id", ondelete="CASCADE"), index=True)


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
