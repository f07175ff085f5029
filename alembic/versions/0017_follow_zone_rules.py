"""remember by which time zone rules meetings were computed"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Meetings from before name no rules: the worker takes them to be computed by those that it finds.
    op.add_column(
        "meeting",
        sa.Column("zone_rules", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.create_table(
        "zone_rules",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("offsets", postgresql.JSONB(), nullable=False),
        sa.Column(
            "known_since",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_zone_rules")),
    )
    op.create_index(op.f("ix_zone_rules_zone"), "zone_rules", ["zone"])
    op.create_table(
        "zone_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zones", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("dates", postgresql.JSONB(), nullable=False),
        sa.Column("more", sa.Integer(), nullable=False),
        sa.Column("due", postgresql.JSONB(), nullable=False),
        sa.Column("collisions", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_zone_move_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_move")),
    )
    op.create_index(op.f("ix_zone_move_meeting_id"), "zone_move", ["meeting_id"])
    op.create_index("ix_zone_move_due", "zone_move", ["id"], postgresql_where=sa.text("due <> '[]'"))


def downgrade() -> None:
    op.drop_table("zone_move")
    op.drop_table("zone_rules")
    op.drop_column("meeting", "zone_rules")
