"""The tables. Row classes stay in this package; what goes in and out are the domain's own objects.

Instants are ``timestamptz``. What people meant, a clock reading and its zone, stands beside the instants
computed from it, and is the truth when the two disagree after a change of time zone rules.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy import Sequence as DatabaseSequence
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from adapters.postgres.words import indexed_words
from domain.meeting.details import Commitment, Visibility
from domain.meeting.guest import GuestRole, ResponseStatus
from domain.meeting.meeting import MeetingState

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

EVENT_DRAWN = DatabaseSequence("event_drawn", metadata=METADATA)
"""Orders events of one subject: drawn while the subject's row is locked."""


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Row(DeclarativeBase):
    metadata = METADATA
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: DateTime(timezone=True),
        list[UUID]: ARRAY(Uuid),
        list[str]: ARRAY(Text),
        dict[str, Any]: JSONB,
    }


class IdempotencyKeyRow(Row):
    """``headers`` is json, not jsonb: an answer is given again to the letter, in the same order."""

    __tablename__ = "idempotency_key"
    __table_args__ = (
        CheckConstraint("(status IS NULL) = (body IS NULL)", name="body"),
        CheckConstraint("(status IS NULL) = (headers IS NULL)", name="headers"),
    )

    owner: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    claimed_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    headers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    body: Mapped[bytes | None]


class Timed:
    """When something takes place: two clock readings with zones, or whole days."""

    start_local: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    start_zone: Mapped[str | None]
    end_local: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    end_zone: Mapped[str | None]
    first_day: Mapped[date | None]
    until_day: Mapped[date | None]


def _either_clock_or_days() -> CheckConstraint:
    return CheckConstraint(
        "num_nonnulls(start_local, start_zone, end_local, end_zone) = CASE WHEN first_day IS NULL THEN 4 "
        "ELSE 0 END AND (first_day IS NULL) = (until_day IS NULL) "
        "AND (first_day IS NULL OR until_day > first_day)",
        name="timing",
    )


DATES_WAIT_FOR_ROOMS = text("""jsonb_path_exists(overrides, '$.*.rooms[*] ? (@.status == "pending")')""")
"""Whether a single date of a meeting waits for a yes to a room of its own."""


KEPT_REMINDERS = text("(kept -> 'reminders')")


class MeetingRow(Timed, Row):
    """``anchor_local`` is midnight, and has no zone, when it is a day.

    ``materialised_until``: up to where the dates have rows; NULL when all have. ``split_from`` refers to a
    meeting that may be gone: a draft can be deleted (``GoneDraftRow``). ``zone_rules``: by which its
    instants, and the names of its dates, were computed. ``sought`` as in ``domain.meeting.details``: Python
    and PostgreSQL fold case differently.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        one_of("state", MeetingState),
        one_of("visibility", Visibility),
        one_of("commitment", Commitment),
        CheckConstraint("(split_from IS NULL) = (split_at IS NULL)", name="split_at"),
        CheckConstraint("split_until IS NULL OR split_at IS NOT NULL", name="split_until"),
        CheckConstraint("capacity > 0", name="capacity"),
        _either_clock_or_days(),
        CheckConstraint("version > 0 AND revised_in > 0 AND sequence >= 0", name="version"),
        # A digest, because UIDs of other calendars can be longer than an index entry may be.
        Index("uq_meeting_host_id_uid", "host_id", text("md5(uid)"), unique=True),
        Index(
            "ix_meeting_materialised_until",
            "materialised_until",
            postgresql_where=text("materialised_until IS NOT NULL"),
        ),
        Index(
            "ix_meeting_rooms",
            "rooms",
            postgresql_using="gin",
            postgresql_ops={"rooms": "jsonb_path_ops"},
            postgresql_where=text("rooms <> '[]'"),
        ),
        Index("ix_meeting_dates_wait_for_rooms", "id", postgresql_where=DATES_WAIT_FOR_ROOMS),
        Index("ix_meeting_reminders", KEPT_REMINDERS, postgresql_where=text("kept -> 'reminders' <> '[]'")),
        Index(
            "ix_meeting_open_words",
            text(indexed_words("sought")),
            postgresql_using="gin",
            postgresql_where=text("visibility = 'organisation' AND state <> 'draft'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    uid: Mapped[str]
    host_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str]
    description: Mapped[str]
    location: Mapped[str]
    sought: Mapped[str] = mapped_column(server_default=text("''"))
    conference_url: Mapped[str | None]
    visibility: Mapped[str]
    commitment: Mapped[str]
    anchor_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    anchor_zone: Mapped[str | None]
    recurrence: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    overrides: Mapped[dict[str, Any]]
    rooms: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    split_from: Mapped[UUID | None] = mapped_column(index=True)
    split_at: Mapped[str | None]
    split_until: Mapped[str | None]
    materialised_until: Mapped[datetime | None]
    zone_rules: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    capacity: Mapped[int | None]
    guests_invite: Mapped[bool]
    guests_modify: Mapped[bool]
    guests_see_guests: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    state: Mapped[str]
    cancellation_reason: Mapped[str]
    guests_reminded_at: Mapped[datetime | None]
    sequence: Mapped[int]
    revised_in: Mapped[int]
    version: Mapped[int]
    guest_count: Mapped[int]


class GoneDraftRow(Row):
    """A draft that was split off a series and deleted: what leads on to those split off from it."""

    __tablename__ = "gone_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    split_from: Mapped[UUID] = mapped_column(index=True)
    split_at: Mapped[str]
    split_until: Mapped[str | None]


class GuestRow(Row):
    """``place`` keeps the guests in the order in which the host listed them.

    ``email`` and ``name`` count where no account is known; else those of the person do, by now.
    """

    __tablename__ = "guest"
    __table_args__ = (
        Index(
            "uq_guest_email_meeting_id",
            "email",
            "meeting_id",
            unique=True,
            postgresql_where=text("person_id IS NULL"),
        ),
        one_of("role", GuestRole),
        one_of("response", ResponseStatus),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    place: Mapped[int] = mapped_column(SmallInteger)
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    response: Mapped[str]
    comment: Mapped[str]
    responded_at: Mapped[datetime | None]
    responses: Mapped[dict[str, Any]]
    only_on: Mapped[list[str] | None]
    not_on: Mapped[list[str]]


class ProposalRow(Row):
    """``timing`` and ``instead_of`` as in ``repeats``. Whether it has lapsed is seen from the meeting."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("decided IN ('open', 'accepted', 'declined', 'withdrawn')", name="decided"),
        CheckConstraint("(decided = 'open') = (decided_at IS NULL)", name="decided_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    original_start: Mapped[str | None]
    timing: Mapped[list[list[str]]] = mapped_column(JSONB)
    instead_of: Mapped[list[list[str]]] = mapped_column(JSONB)
    comment: Mapped[str]
    made_at: Mapped[datetime]
    decided: Mapped[str]
    decided_at: Mapped[datetime | None]


class OccurrenceRow(Timed, Row):
    """One date of a meeting. ``original_start`` is its name for life, wherever it is moved.

    ``own_details``: members of the meeting's details in which this date differs. ``own_sought``: what is
    looked in for words where that differs too.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        _either_clock_or_days(),
        CheckConstraint("ends_at > starts_at", name="ends_at"),
        Index(
            "ix_occurrence_own_words",
            text(indexed_words("own_sought")),
            postgresql_using="gin",
            postgresql_where=text("own_sought IS NOT NULL"),
        ),
        Index("ix_occurrence_of_own", "meeting_id", postgresql_where=text("own_sought IS NOT NULL")),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    original_start: Mapped[str] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cancelled: Mapped[bool]
    own_details: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    own_sought: Mapped[str | None]


class AttendanceRow(Row):
    """One occurrence in one person's calendar, the host's included: what a calendar is read from.

    Whole days count from midnight UTC. ``is_long`` lets a reader look back 24 hours for most occurrences
    instead of the 366 days that the longest may last. ``keeps_busy`` says what free/busy reads, without a
    look at the meeting: how it takes the person's time, NULL for not at all.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        ForeignKeyConstraint(
            ["meeting_id", "original_start"],
            ["occurrence.meeting_id", "occurrence.original_start"],
            ondelete="CASCADE",
        ),
        one_of("response", ResponseStatus),
        CheckConstraint("ends_at > starts_at AND ends_at - starts_at <= interval '366 days'", name="ends_at"),
        CheckConstraint("keeps_busy IN ('busy', 'tentative')", name="keeps_busy"),
        Index(
            "ix_attendance_calendar",
            "person_id",
            "is_long",
            "starts_at",
            postgresql_include=[
                "ends_at",
                "meeting_id",
                "original_start",
                "response",
                "keeps_busy",
                "whole_days",
            ],
        ),
    )

    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    original_start: Mapped[str] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    response: Mapped[str]
    keeps_busy: Mapped[str | None]
    whole_days: Mapped[bool] = mapped_column(server_default=text("false"))
    is_long: Mapped[bool] = mapped_column(Computed("ends_at - starts_at > '1 day'::interval", persisted=True))


class Happening:
    """What both event tables hold."""

    id: Mapped[UUID]
    kind: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    version: Mapped[int]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None]
    at: Mapped[datetime]
    mutation_id: Mapped[str | None]
    audience: Mapped[list[UUID]]
    to_organisation: Mapped[bool]
    data: Mapped[dict[str, Any]]
    on_behalf_of: Mapped[UUID | None]
    on_behalf_of_name: Mapped[str | None]


def _message_index(table: str) -> Index:
    """Where what a message said is found, when it is to be taken out."""
    return Index(
        f"ix_{table}_message",
        text("((data -> 'message') ->> 'id')"),
        postgresql_where=text("kind IN ('message.posted', 'message.edited')"),
    )


class UnnumberedEventRow(Happening, Row):
    """Events as their transactions left them, until the sequencer moves them on within milliseconds."""

    __tablename__ = "unnumbered_event"
    __table_args__ = (_message_index("unnumbered_event"),)

    drawn: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class EventRow(Happening, Row):
    """The log. Rows are added at the end and dropped at the front, a week of them at once; what a deleted
    message said is taken out, and nothing else is ever changed.

    ``filed_at``: when it got its position, by the database's clock, and never before the one it follows. The
    weeks stand in a schema of their own, ``history``, where the role that serves may do nothing.
    """

    __tablename__ = "event"
    __table_args__ = (_message_index("event"), {"postgresql_partition_by": "RANGE (filed_at)"})

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    filed_at: Mapped[datetime] = mapped_column(primary_key=True)


class EventSequenceRow(Row):
    """The one row that says how far the log has been numbered, when that was, and where it begins by now."""

    __tablename__ = "event_sequence"
    __table_args__ = (CheckConstraint("is_the_only", name="is_the_only"),)

    is_the_only: Mapped[bool] = mapped_column(primary_key=True)
    last_position: Mapped[int] = mapped_column(BigInteger)
    first_position: Mapped[int] = mapped_column(BigInteger, server_default="1")
    filed_at: Mapped[datetime] = mapped_column(server_default=text("'-infinity'"))
