"""notify people"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = [
    *("invited", "uninvited", "moved", "cancelled", "restored", "changed", "answered", "promoted"),
    *("mentioned", "message", "proposal_made", "proposal_accepted", "proposal_declined"),
    *("room_asked", "room_answered", "room_lost", "clashed", "role_changed", "second_factor_needed"),
    *("reminder", "done_for_you"),
]


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("needs_you", sa.Boolean(), nullable=False),
        sa.Column("ends_at", instant, nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("read_at", instant, nullable=True),
        sa.Column("done_at", instant, nullable=True),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_notification_kind")),
        sa.CheckConstraint("done_at IS NULL OR read_at IS NOT NULL", name=op.f("ck_notification_done_at")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint(
            "event_id",
            "person_id",
            "kind",
            "about",
            name=op.f("uq_notification_event_id_person_id_kind_about"),
        ),
    )
    op.create_index("ix_notification_at", "notification", ["at"])
    op.create_index("ix_notification_person_id", "notification", ["person_id", "id"])
    some = {
        "unread": (["person_id", "id"], "read_at IS NULL"),
        "waiting": (["person_id", "id"], "needs_you AND done_at IS NULL"),
        "meeting_id": (
            ["meeting_id", "person_id"],
            "read_at IS NULL OR (needs_you AND done_at IS NULL)",
        ),
    }
    for name, (columns, where) in some.items():
        op.create_index(f"ix_notification_{name}", "notification", columns, postgresql_where=sa.text(where))
    op.create_table(
        "told_position",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_told_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_position")),
    )
    # What happened before there was anybody to tell it stays untold.
    op.execute("INSERT INTO told_position SELECT 1, last_position FROM event_sequence")
    op.create_table(
        "untold_event",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", instant, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_untold_event")),
    )
    op.create_index(
        "ix_untold_event_due_at", "untold_event", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_table("untold_event")
    op.drop_table("told_position")
    op.drop_table("notification")
