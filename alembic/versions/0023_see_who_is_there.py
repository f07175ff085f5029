"""see who is there"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presence_holder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence_holder")),
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "presence_lease",
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "activity IN ('typing', 'editing', 'viewing', 'idle')", name=op.f("ck_presence_lease_activity")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"],
            ["presence_holder.id"],
            name=op.f("fk_presence_lease_holder_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("connection_id", "place", name=op.f("pk_presence_lease")),
        prefixes=["UNLOGGED"],
    )
    op.create_index(op.f("ix_presence_lease_place"), "presence_lease", ["place"])
    op.create_index(op.f("ix_presence_lease_holder_id"), "presence_lease", ["holder_id"])
    op.create_index(
        "ix_presence_lease_ended_at",
        "presence_lease",
        ["ended_at"],
        postgresql_where=sa.text("ended_at IS NOT NULL"),
    )
    op.create_table(
        "last_seen",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_last_seen_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_last_seen")),
    )


def downgrade() -> None:
    op.drop_table("last_seen")
    op.drop_table("presence_lease")
    op.drop_table("presence_holder")
