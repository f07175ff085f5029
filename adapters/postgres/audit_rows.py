"""The table of the audit trail. Beside the rights that are granted on it, triggers let it only grow."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row


class AuditEntryRow(Row):
    """No foreign keys: an entry outlives whatever it is about."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint("octet_length(hash) = 32 AND octet_length(previous_hash) = 32", name="hash"),
        Index("ix_audit_entry_actor_id", "actor_id", "position"),
        Index("ix_audit_entry_on_behalf_of", "on_behalf_of", "position"),
        Index("ix_audit_entry_subject_id", "subject_id", "position"),
        Index("ix_audit_entry_kind", "kind", "position"),
        Index("ix_audit_entry_address", "address", "position"),
        Index("ix_audit_entry_at", "at"),
    )

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    subject_type: Mapped[str | None]
    subject_id: Mapped[UUID | None]
    address: Mapped[str]
    request_id: Mapped[str]
    details: Mapped[dict[str, Any]]
    previous_hash: Mapped[bytes]
    hash: Mapped[bytes]
