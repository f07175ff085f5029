"""The table of working hours."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class WorkingHoursRow(Row):
    """Of those who ever said something about theirs; everybody else keeps office hours, version 1."""

    __tablename__ = "working_hours"
    __table_args__ = (CheckConstraint("version > 1", name="version"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    zone: Mapped[str]
    week: Mapped[list[Any]] = mapped_column(JSONB)
    exceptions: Mapped[dict[str, Any]]
    moves: Mapped[list[Any]] = mapped_column(JSONB)
    out_of_office: Mapped[list[Any]] = mapped_column(JSONB)
    version: Mapped[int]
