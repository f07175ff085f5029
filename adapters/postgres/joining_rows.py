"""The tables of invitations, of addresses that are to be proven or just were, and of teams."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row
from domain.identity.role import Role


class AccountInvitationRow(Row):
    """``email`` sorts by code points, as cursors do."""

    __tablename__ = "account_invitation"
    __table_args__ = (
        CheckConstraint(f"role IN ({', '.join(repr(role.value) for role in Role)})", name="role"),
        CheckConstraint("expires_at > invited_at", name="expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text(collation="C"), unique=True)
    name: Mapped[str]
    role: Mapped[str]
    digest: Mapped[bytes] = mapped_column(unique=True)
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class EmailChangeRow(Row):
    """``session_id`` refers to a session that may be gone."""

    __tablename__ = "email_change"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str]
    digest: Mapped[bytes] = mapped_column(unique=True)
    session_id: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(index=True)


class NewcomerRow(Row):
    """Somebody who came to an address, and whom meetings may know by that alone."""

    __tablename__ = "newcomer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)


class TeamRow(Row):
    """``key`` as in ``domain.identity.team``. Nobody is ever deleted, so members need no key of their own."""

    __tablename__ = "team"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(Text(collation="C"), unique=True)
    description: Mapped[str]
    created_at: Mapped[datetime]
    member_ids: Mapped[list[UUID]]
    version: Mapped[int]
