"""The tables of agendas and minutes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row
from adapters.postgres.words import indexed_words


class ProceedingsRow(Row):
    """Its lock is the order of all that is written in them."""

    __tablename__ = "proceedings"
    __table_args__ = (CheckConstraint("version >= 0", name="version"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]


class AgendaItemRow(Row):
    """``carried_from`` and ``carried_to`` are items too; of a meeting whose draft was deleted, no more."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("version > 0 AND position > 0", name="version"),
        CheckConstraint("(state = 'running') = (running_since IS NOT NULL)", name="running_since"),
        CheckConstraint("(state = 'carried_over') = (carried_to IS NOT NULL)", name="carried_to"),
        Index("ix_agenda_item_meeting_id_original_start", "meeting_id", "original_start", "position"),
        Index(
            "ix_agenda_item_words",
            text(indexed_words("sought")),
            postgresql_using="gin",
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("proceedings.meeting_id", ondelete="CASCADE"))
    original_start: Mapped[str]
    position: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    version: Mapped[int]
    title: Mapped[str]
    notes: Mapped[str]
    sought: Mapped[str] = mapped_column(server_default="")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    minutes: Mapped[int | None]
    state: Mapped[str]
    spent_microseconds: Mapped[int] = mapped_column(BigInteger)
    running_since: Mapped[datetime | None]
    carried_from: Mapped[UUID | None]
    carried_to: Mapped[UUID | None]


class MinutesEntryRow(Row):
    """``revision``: the number of the latest."""

    __tablename__ = "minutes_entry"
    __table_args__ = (
        CheckConstraint("version > 0 AND position > 0 AND revision > 0", name="version"),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done"),
        CheckConstraint(
            "kind = 'action' OR (owner_id IS NULL AND due IS NULL AND done_at IS NULL)", name="kind"
        ),
        Index("ix_minutes_entry_meeting_id_original_start", "meeting_id", "original_start", "position"),
        Index(
            "ix_minutes_entry_words",
            text(indexed_words("sought")),
            postgresql_using="gin",
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(
            "ix_minutes_entry_open_actions",
            "owner_id",
            text("coalesce(due, 'infinity')"),
            "id",
            postgresql_where=text("kind = 'action' AND done_at IS NULL AND removed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("proceedings.meeting_id", ondelete="CASCADE"))
    original_start: Mapped[str]
    position: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    version: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]
    sought: Mapped[str] = mapped_column(server_default="")
    agenda_item_id: Mapped[UUID | None]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    revision: Mapped[int]


class MinutesRevisionRow(Row):
    __tablename__ = "minutes_revision"

    entry_id: Mapped[UUID] = mapped_column(
        ForeignKey("minutes_entry.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    written_at: Mapped[datetime]
