"""repeat meetings"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("commitment", sa.Text(), nullable=False, server_default="busy"))
    op.add_column("meeting", sa.Column("anchor_local", sa.DateTime(), nullable=True))
    op.add_column("meeting", sa.Column("anchor_zone", sa.Text(), nullable=True))
    op.add_column("meeting", sa.Column("recurrence", postgresql.JSONB(), nullable=True))
    op.add_column(
        "meeting", sa.Column("overrides", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'"))
    )
    op.add_column("meeting", sa.Column("split_from", sa.Uuid(), nullable=True))
    op.add_column("meeting", sa.Column("split_at", sa.Text(), nullable=True))
    op.add_column("meeting", sa.Column("materialised_until", sa.DateTime(timezone=True), nullable=True))
    # Names of dates are instants or days; the reading they stand for is the one in the meeting's own zone.
    op.execute("""
        UPDATE meeting SET
            anchor_zone = CASE WHEN original_start LIKE '%Z' THEN coalesce(start_zone, 'UTC') END,
            anchor_local = CASE WHEN original_start LIKE '%Z'
                THEN to_timestamp(original_start || '+00', 'YYYYMMDD"T"HH24MISS"Z"TZH')
                    AT TIME ZONE coalesce(start_zone, 'UTC')
                ELSE to_timestamp(original_start || '+00', 'YYYYMMDDTZH') AT TIME ZONE 'UTC'
            END
    """)
    op.alter_column("meeting", "anchor_local", nullable=False)
    op.alter_column("meeting", "commitment", server_default=None)
    op.alter_column("meeting", "overrides", server_default=None)
    op.drop_column("meeting", "original_start")
    op.create_index(op.f("ix_meeting_split_from"), "meeting", ["split_from"])
    op.create_index(
        "ix_meeting_materialised_until",
        "meeting",
        ["materialised_until"],
        postgresql_where=sa.text("materialised_until IS NOT NULL"),
    )
    op.create_check_constraint(
        op.f("ck_meeting_commitment"), "meeting", "commitment IN ('free', 'busy', 'exclusive')"
    )
    op.create_check_constraint(
        op.f("ck_meeting_split_at"), "meeting", "(split_from IS NULL) = (split_at IS NULL)"
    )
    op.add_column(
        "guest", sa.Column("responses", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'"))
    )
    op.add_column("guest", sa.Column("only_on", postgresql.ARRAY(sa.Text()), nullable=True))
    op.add_column(
        "guest",
        sa.Column("not_on", postgresql.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.alter_column("guest", "responses", server_default=None)
    op.alter_column("guest", "not_on", server_default=None)
    op.add_column(
        "occurrence", sa.Column("cancelled", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.add_column("occurrence", sa.Column("own_details", postgresql.JSONB(), nullable=True))
    op.alter_column("occurrence", "cancelled", server_default=None)


def downgrade() -> None:
    op.drop_column("occurrence", "own_details")
    op.drop_column("occurrence", "cancelled")
    op.drop_column("guest", "not_on")
    op.drop_column("guest", "only_on")
    op.drop_column("guest", "responses")
    op.add_column("meeting", sa.Column("original_start", sa.Text(), nullable=True))
    op.execute("""
        UPDATE meeting SET original_start = CASE WHEN anchor_zone IS NULL
            THEN to_char(anchor_local, 'YYYYMMDD')
            ELSE to_char(anchor_local AT TIME ZONE anchor_zone AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
        END
    """)
    op.alter_column("meeting", "original_start", nullable=False)
    for column in (
        "materialised_until",
        "split_at",
        "split_from",
        "overrides",
        "recurrence",
        "anchor_zone",
        "anchor_local",
        "commitment",
    ):
        op.drop_column("meeting", column)
