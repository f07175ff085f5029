"""mute and snooze"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_mute",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_mute_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_mute_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "meeting_id", "original_start", name=op.f("pk_meeting_mute")),
    )
    op.create_index(op.f("ix_meeting_mute_meeting_id"), "meeting_mute", ["meeting_id"])
    op.add_column("notification", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_notification_snoozed_until",
        "notification",
        ["snoozed_until", "id"],
        postgresql_where=sa.text("snoozed_until IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_notification_snoozed_until", "notification")
    op.drop_column("notification", "snoozed_until")
    op.drop_table("meeting_mute")
