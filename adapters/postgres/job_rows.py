"""The table of what the background processes do."""

from datetime import datetime

from sqlalchemy import BigInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class BackgroundJobRow(Row):
    """``free_at``: from when on a process may claim it; only some jobs are claimed."""

    __tablename__ = "background_job"

    name: Mapped[str] = mapped_column(primary_key=True)
    runs: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    failures: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    seconds: Mapped[float] = mapped_column(server_default=text("0"))
    seen_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    last_well_at: Mapped[datetime | None]
    last_ill_at: Mapped[datetime | None]
    last_trouble: Mapped[str] = mapped_column(server_default=text("''"))
    free_at: Mapped[datetime] = mapped_column(server_default=text("'-infinity'"))
