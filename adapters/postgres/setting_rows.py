"""The tables of what admins have set."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class SettingRow(Row):
    """Of what was ever changed; everything else is version 1, as the domain says it begins."""

    __tablename__ = "setting"
    __table_args__ = (CheckConstraint("version > 1", name="version"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    version: Mapped[int]


class IpBlockRow(Row):
    __tablename__ = "ip_block"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network: Mapped[str]
    reason: Mapped[str]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
