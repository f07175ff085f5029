"""The table of what admins have set."""

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class SettingRow(Row):
    """Of what was ever changed; everything else is version 1, as the domain says it begins."""

    __tablename__ = "setting"
    __table_args__ = (CheckConstraint("version > 1", name="version"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    version: Mapped[int]
