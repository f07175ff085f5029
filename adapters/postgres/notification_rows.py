"""The tables of what people are told."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row, one_of
from domain.notification.kind import Kind


class NotificationRow(Row):
    """``meeting_id`` refers to a meeting that may be gone: a draft can be deleted."""

    __tablename__ = "notification"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint("done_at IS NULL OR read_at IS NOT NULL", name="done_at"),
        UniqueConstraint("event_id", "person_id", "kind", "about"),
        Index("ix_notification_person_id", "person_id", "id"),
        Index("ix_notification_unread", "person_id", "id", postgresql_where=text("read_at IS NULL")),
        Index(
            "ix_notification_waiting",
            "person_id",
            "id",
            postgresql_where=text("needs_you AND done_at IS NULL"),
        ),
        Index(
            "ix_notification_meeting_id",
            "meeting_id",
            "person_id",
            postgresql_where=text("read_at IS NULL OR (needs_you AND done_at IS NULL)"),
        ),
        Index("ix_notification_at", "at"),
        Index(
            "ix_notification_snoozed_until",
            "snoozed_until",
            "id",
            postgresql_where=text("snoozed_until IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    event_id: Mapped[UUID]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    meeting_id: Mapped[UUID | None]
    original_start: Mapped[str | None]
    about: Mapped[str]
    needs_you: Mapped[bool]
    ends_at: Mapped[datetime | None]
    count: Mapped[int]
    read_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]


class BundleRow(Row):
    """``addressee``: an account's id, or an address. ``about``: a meeting's id; empty: the account."""

    __tablename__ = "bundle"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (email = '')", name="email"),
        CheckConstraint("channel IN ('email', 'push')", name="channel"),
        Index("ix_bundle_due_at", "channel", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(unique=True, server_default=text("gen_random_uuid()"))
    addressee: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    email: Mapped[str]
    name: Mapped[str]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    notices: Mapped[list[Any]] = mapped_column(JSONB)


class DigestPlanRow(Row):
    """When the next digest of each who wants one is due, and by which clocks that was computed."""

    __tablename__ = "digest_plan"
    __table_args__ = (Index("ix_digest_plan_due_at", "due_at", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    zone: Mapped[str]
    due_at: Mapped[datetime]
    written_at: Mapped[datetime | None]


class DigestNoticeRow(Row):
    """What waits for a digest. ``number``: in which order it came."""

    __tablename__ = "digest_notice"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[UUID | None]
    kind: Mapped[str]
    facts: Mapped[dict[str, Any]]
    original_start: Mapped[str | None]
    event_id: Mapped[UUID | None]
    about: Mapped[str]


class NotificationPreferencesRow(Row):
    """Of those who ever said something; everybody else has what is usual, version 1."""

    __tablename__ = "notification_preferences"
    __table_args__ = (
        CheckConstraint("version > 1", name="version"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_until"),
        CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    channels: Mapped[dict[str, Any]]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    digest_at: Mapped[time] = mapped_column(server_default="08:00")
    digest_weekday: Mapped[int | None] = mapped_column(SmallInteger)
    version: Mapped[int]


class MeetingMuteRow(Row):
    """``original_start``: the one date; empty: all of the meeting."""

    __tablename__ = "meeting_mute"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    original_start: Mapped[str] = mapped_column(primary_key=True)


class ToldPositionRow(Row):
    """One row: up to where the event log has been told."""

    __tablename__ = "told_position"
    __table_args__ = (CheckConstraint("id = 1", name="id"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)


class UntoldEventRow(Row):
    """``due_at`` NULL: it is parked."""

    __tablename__ = "untold_event"
    __table_args__ = (Index("ix_untold_event_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),)

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    attempts: Mapped[int] = mapped_column(SmallInteger)
    due_at: Mapped[datetime | None]
    last_error: Mapped[str]
