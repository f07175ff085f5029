"""The tables about passwords."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class WrongPasswordRow(Row):
    """``subject`` is a digest of an address, of a device or of a session; nobody need exist for it."""

    __tablename__ = "wrong_password"

    subject: Mapped[bytes] = mapped_column(primary_key=True)
    moments: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
    last_at: Mapped[datetime | None] = mapped_column(index=True)


class PasswordResetRow(Row):
    __tablename__ = "password_reset"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    mailed_at: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
