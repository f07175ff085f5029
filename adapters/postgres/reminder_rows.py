"""The tables of reminders: what people chose, the ledger, and how far it has come."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class ReminderChoiceRow(Row):
    """``meeting_id`` NULL: of every meeting for which there is no row of its own."""

    __tablename__ = "reminder_choice"
    __table_args__ = (
        UniqueConstraint("person_id", "meeting_id", postgresql_nulls_not_distinct=True),
        Index("ix_reminder_choice_timed", "timed"),
        Index("ix_reminder_choice_whole_days", "whole_days"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    timed: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    whole_days: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    version: Mapped[int]


class ReminderRow(Row):
    """One that has come due. ``starts_at``: of its date, then."""

    __tablename__ = "reminder"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'told', 'dropped')", name="state"),
        UniqueConstraint("meeting_id", "person_id", "original_start", "starts_at", "lead"),
        Index("ix_reminder_due_at", "due_at", "id", postgresql_where=text("state = 'waiting'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    original_start: Mapped[str]
    starts_at: Mapped[datetime]
    lead: Mapped[int]
    due_at: Mapped[datetime]
    state: Mapped[str]


class ReminderReachedRow(Row):
    """One row, as soon as there is any: up to where what came due was entered."""

    __tablename__ = "reminder_reached"
    __table_args__ = (CheckConstraint("id = 1", name="id"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    reached: Mapped[datetime]
