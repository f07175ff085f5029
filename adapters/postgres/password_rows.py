"""The tables about passwords."""

from datetime import datetime

from sqlalchemy import ARRAY, DateTime
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class WrongPasswordRow(Row):
    """``subject`` is a digest of an address, of a device or of a session; nobody need exist for it."""

    __tablename__ = "wrong_password"

    subject: Mapped[bytes] = mapped_column(primary_key=True)
    moments: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
    last_at: Mapped[datetime | None] = mapped_column(index=True)
