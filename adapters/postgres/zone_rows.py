"""The tables of time zone rules, and of what their changes did."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class ZoneRulesRow(Row):
    """Rules that meetings were computed by, as in ``domain.shared.zone_rules``; never dropped.

    ``known_since``: of several of one zone, the latest count.
    """

    __tablename__ = "zone_rules"

    name: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str] = mapped_column(index=True)
    offsets: Mapped[list[list[int]]] = mapped_column(JSONB)
    known_since: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class ZoneMoveRow(Row):
    """An entry of the report about changed rules: ``domain.meeting.zone_change.ZoneMove``."""

    __tablename__ = "zone_move"
    __table_args__ = (Index("ix_zone_move_due", "id", postgresql_where=text("due <> '[]'")),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    zones: Mapped[list[str]]
    dates: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    more: Mapped[int]
    due: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    collisions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
