"""remind people"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

HAS_REMINDERS = sa.text("kept -> 'reminders' <> '[]'")


def upgrade() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("timed", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("whole_days", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_choice_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_reminder_choice_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_choice")),
        sa.UniqueConstraint(
            "person_id",
            "meeting_id",
            name=op.f("uq_reminder_choice_person_id_meeting_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    for column in ("meeting_id", "timed", "whole_days"):
        op.create_index(op.f(f"ix_reminder_choice_{column}"), "reminder_choice", [column])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'told', 'dropped')", name=op.f("ck_reminder_state")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_reminder_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "meeting_id",
            "person_id",
            "original_start",
            "starts_at",
            "lead",
            name=op.f("uq_reminder_meeting_id_person_id_original_start_starts_at_lead"),
        ),
    )
    op.create_index(op.f("ix_reminder_person_id"), "reminder", ["person_id"])
    op.create_index(
        "ix_reminder_due_at", "reminder", ["due_at", "id"], postgresql_where=sa.text("state = 'waiting'")
    )
    op.create_table(
        "reminder_reached",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reached", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_reminder_reached_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_reached")),
    )
    op.create_index("ix_attendance_starts_at", "attendance", ["starts_at"])
    op.create_index(
        "ix_meeting_reminders", "meeting", [sa.text("(kept -> 'reminders')")], postgresql_where=HAS_REMINDERS
    )


def downgrade() -> None:
    op.drop_index("ix_meeting_reminders", "meeting")
    op.drop_index("ix_attendance_starts_at", "attendance")
    op.drop_table("reminder_reached")
    op.drop_table("reminder")
    op.drop_table("reminder_choice")
