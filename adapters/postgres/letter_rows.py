"""The table of letters: what waits to be sent, and the log of what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row
from domain.shared.letter import DeliveryState


class LetterRow(Row):
    """Paragraphs and link of what is not lasting are gone once it is settled: links may be secrets."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint(
            f"state IN ({', '.join(repr(state.value) for state in DeliveryState)})", name="state"
        ),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled_at"),
        CheckConstraint(
            "state = 'waiting' OR lasting OR (paragraphs = '{}' AND sections = '[]' AND link_url IS NULL)",
            name="paragraphs",
        ),
        CheckConstraint("(calendar_method IS NULL) = (calendar_text IS NULL)", name="calendar_text"),
        CheckConstraint("(link_words IS NULL) = (link_url IS NULL)", name="link_url"),
        Index("ix_letter_to", "to", "written_at"),
        Index("ix_letter_person_id", "person_id", "id", postgresql_where=text("person_id IS NOT NULL")),
        Index("ix_letter_state", "state", "id", postgresql_where=text("state <> 'sent'")),
        Index("ix_letter_due_at", "due_at", "id", postgresql_where=text("state = 'waiting'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    to: Mapped[str]
    subject: Mapped[str]
    paragraphs: Mapped[list[str]]
    sections: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    link_words: Mapped[str | None]
    link_url: Mapped[str | None]
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(SmallInteger)
    last_error: Mapped[str]
    calendar_method: Mapped[str | None]
    calendar_text: Mapped[str | None]
    thread: Mapped[str] = mapped_column(server_default="")
    lasting: Mapped[bool] = mapped_column(server_default=text("false"))
    kind: Mapped[str] = mapped_column(server_default="other")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    tried_at: Mapped[datetime | None]
    resends: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    language: Mapped[str] = mapped_column(server_default="en")
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
