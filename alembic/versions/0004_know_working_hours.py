"""know working hours"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CALENDAR = ["ends_at", "meeting_id", "original_start", "response"]


def upgrade() -> None:
    op.create_table(
        "working_hours",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("week", postgresql.JSONB(), nullable=False),
        sa.Column("exceptions", postgresql.JSONB(), nullable=False),
        sa.Column("moves", postgresql.JSONB(), nullable=False),
        sa.Column("out_of_office", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 1", name=op.f("ck_working_hours_version")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_working_hours_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_working_hours")),
    )
    op.add_column("attendance", sa.Column("keeps_busy", sa.Text(), nullable=True))
    op.add_column(
        "attendance",
        sa.Column("whole_days", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.execute("""
        UPDATE attendance SET
            whole_days = occurrence.first_day IS NOT NULL,
            keeps_busy = CASE
                WHEN meeting.state <> 'scheduled' OR occurrence.cancelled
                    OR attendance.response = 'declined'
                    OR coalesce(occurrence.own_details ->> 'commitment', meeting.commitment) = 'free'
                THEN NULL
                WHEN attendance.response = 'accepted' THEN 'busy'
                ELSE 'tentative'
            END
        FROM occurrence JOIN meeting ON meeting.id = occurrence.meeting_id
        WHERE occurrence.meeting_id = attendance.meeting_id
            AND occurrence.original_start = attendance.original_start
    """)
    op.create_check_constraint(
        op.f("ck_attendance_keeps_busy"), "attendance", "keeps_busy IN ('busy', 'tentative')"
    )
    _index_calendar([*CALENDAR, "keeps_busy", "whole_days"])


def downgrade() -> None:
    _index_calendar(CALENDAR)
    op.drop_column("attendance", "whole_days")
    op.drop_column("attendance", "keeps_busy")
    op.drop_table("working_hours")


def _index_calendar(included: list[str]) -> None:
    op.drop_index("ix_attendance_calendar", "attendance")
    op.create_index(
        "ix_attendance_calendar",
        "attendance",
        ["person_id", "is_long", "starts_at"],
        postgresql_include=included,
    )
