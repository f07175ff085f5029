"""found the tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


EITHER_CLOCK_OR_DAYS = (
    "num_nonnulls(start_local, start_zone, end_local, end_zone) = CASE WHEN first_day IS NULL THEN 4 "
    "ELSE 0 END AND (first_day IS NULL) = (until_day IS NULL) "
    "AND (first_day IS NULL OR until_day > first_day)"
)
RESPONSES = "response IN ('needs_action', 'accepted', 'tentative', 'declined')"


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("event_drawn")))
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mutation_id", sa.Text(), nullable=True),
        sa.Column("audience", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("to_organisation", sa.Boolean(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
    )
    op.create_table(
        "event_sequence",
        sa.Column("is_the_only", sa.Boolean(), nullable=False),
        sa.Column("last_position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("is_the_only", name=op.f("ck_event_sequence_is_the_only")),
        sa.PrimaryKeyConstraint("is_the_only", name=op.f("pk_event_sequence")),
    )
    op.create_table(
        "idempotency_key",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("headers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(status IS NULL) = (body IS NULL)", name=op.f("ck_idempotency_key_body")),
        sa.CheckConstraint("(status IS NULL) = (headers IS NULL)", name=op.f("ck_idempotency_key_headers")),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_idempotency_key")),
    )
    op.create_index(op.f("ix_idempotency_key_claimed_at"), "idempotency_key", ["claimed_at"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('admin', 'member', 'guest')", name=op.f("ck_person_role")),
        sa.CheckConstraint("version > 0", name=op.f("ck_person_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("sort_key", name=op.f("uq_person_sort_key")),
    )
    op.create_table(
        "unnumbered_event",
        sa.Column("drawn", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mutation_id", sa.Text(), nullable=True),
        sa.Column("audience", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("to_organisation", sa.Boolean(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("drawn", name=op.f("pk_unnumbered_event")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("conference_url", sa.Text(), nullable=True),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cancellation_reason", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revised_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("guest_count", sa.Integer(), nullable=False),
        sa.Column("start_local", sa.DateTime(), nullable=True),
        sa.Column("start_zone", sa.Text(), nullable=True),
        sa.Column("end_local", sa.DateTime(), nullable=True),
        sa.Column("end_zone", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'scheduled', 'cancelled')", name=op.f("ck_meeting_state")),
        sa.CheckConstraint("visibility IN ('private', 'organisation')", name=op.f("ck_meeting_visibility")),
        sa.CheckConstraint(EITHER_CLOCK_OR_DAYS, name=op.f("ck_meeting_timing")),
        sa.CheckConstraint(
            "version > 0 AND revised_in > 0 AND sequence >= 0", name=op.f("ck_meeting_version")
        ),
        sa.ForeignKeyConstraint(["host_id"], ["person.id"], name=op.f("fk_meeting_host_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(
        "uq_meeting_host_id_uid", "meeting", ["host_id", sa.literal_column("md5(uid)")], unique=True
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current_digest", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("previous_digest", sa.LargeBinary(), nullable=True),
        sa.Column("rotated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(previous_digest IS NULL) = (rotated_at IS NULL)", name=op.f("ck_session_rotated_at")
        ),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_session_expires_at")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_session_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_expires_at"), "session", ["expires_at"], unique=False)
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)
    op.create_table(
        "guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(RESPONSES, name=op.f("ck_guest_response")),
        sa.CheckConstraint("role IN ('chair', 'required', 'optional')", name=op.f("ck_guest_role")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_guest_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guest_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("meeting_id", "email", name=op.f("uq_guest_meeting_id_email")),
    )
    op.create_index(op.f("ix_guest_person_id"), "guest", ["person_id"], unique=False)
    op.create_table(
        "live_ticket",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_live_ticket_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_live_ticket_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_live_ticket")),
    )
    op.create_index(op.f("ix_live_ticket_session_id"), "live_ticket", ["session_id"], unique=False)
    op.create_table(
        "occurrence",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("start_local", sa.DateTime(), nullable=True),
        sa.Column("start_zone", sa.Text(), nullable=True),
        sa.Column("end_local", sa.DateTime(), nullable=True),
        sa.Column("end_zone", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_occurrence_ends_at")),
        sa.CheckConstraint(EITHER_CLOCK_OR_DAYS, name=op.f("ck_occurrence_timing")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_occurrence_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "original_start", name=op.f("pk_occurrence")),
    )
    op.create_table(
        "refresh_token",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_refresh_token_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_refresh_token")),
    )
    op.create_index(op.f("ix_refresh_token_session_id"), "refresh_token", ["session_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column(
            "is_long",
            sa.Boolean(),
            sa.Computed("ends_at - starts_at > '1 day'::interval", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "ends_at > starts_at AND ends_at - starts_at <= interval '366 days'",
            name=op.f("ck_attendance_ends_at"),
        ),
        sa.CheckConstraint(RESPONSES, name=op.f("ck_attendance_response")),
        sa.ForeignKeyConstraint(
            ["meeting_id", "original_start"],
            ["occurrence.meeting_id", "occurrence.original_start"],
            name=op.f("fk_attendance_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", "original_start", name=op.f("pk_attendance")),
    )
    op.create_index(
        "ix_attendance_calendar",
        "attendance",
        ["person_id", "is_long", "starts_at"],
        unique=False,
        postgresql_include=["ends_at", "meeting_id", "original_start", "response"],
    )

    op.execute("INSERT INTO event_sequence (is_the_only, last_position) VALUES (true, 0)")
    # Rows live here for milliseconds: clean up by their number, not by a share of a table that is empty.
    op.execute(
        "ALTER TABLE unnumbered_event SET "
        "(autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)"
    )


def downgrade() -> None:
    op.drop_table("attendance")
    op.drop_table("refresh_token")
    op.drop_table("occurrence")
    op.drop_table("live_ticket")
    op.drop_table("guest")
    op.drop_table("session")
    op.drop_table("meeting")
    op.drop_table("unnumbered_event")
    op.drop_table("person")
    op.drop_table("idempotency_key")
    op.drop_table("event_sequence")
    op.drop_table("event")
    op.execute(sa.schema.DropSequence(sa.Sequence("event_drawn")))
