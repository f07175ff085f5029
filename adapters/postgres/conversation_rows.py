"""The tables of what people say about their meetings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row
from adapters.postgres.words import indexed_words


class ConversationRow(Row):
    """Its lock is the order of all that happens in it."""

    __tablename__ = "conversation"
    __table_args__ = (CheckConstraint("last_position >= 0 AND version >= 0", name="version"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    last_position: Mapped[int]
    version: Mapped[int]


class MessageRow(Row):
    """``words`` is what a search in it looks at, ``sought`` one over all meetings.
    ``reactions``: emoji and people, in the order in which they came.

    ``reply_to`` is a message of the same meeting, until the two stand with different meetings.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        UniqueConstraint("author_id", "client_id"),
        CheckConstraint("version > 0 AND position > 0", name="version"),
        CheckConstraint("deleted_at IS NULL OR (text = '' AND fingerprint IS NULL)", name="deleted_at"),
        Index(
            "ix_message_meeting_id_original_start_position",
            "meeting_id",
            "original_start",
            "position",
            postgresql_where=text("original_start IS NOT NULL"),
        ),
        Index(
            "ix_message_words",
            text(indexed_words("sought")),
            postgresql_using="gin",
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.meeting_id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[UUID]
    position: Mapped[int]
    original_start: Mapped[str | None]
    reply_to: Mapped[UUID | None]
    text: Mapped[str]
    words: Mapped[str]
    sought: Mapped[str] = mapped_column(server_default="")
    mentions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    mentioned: Mapped[list[UUID]]
    fingerprint: Mapped[bytes | None]
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    reactions: Mapped[list[list[Any]]] = mapped_column(JSONB)
    version: Mapped[int]


class ReadMarkRow(Row):
    __tablename__ = "read_mark"

    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.meeting_id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    position: Mapped[int]
