"""book rooms"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("equipment", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("hours", postgresql.JSONB(), nullable=True),
        sa.Column("approval", sa.Boolean(), nullable=False),
        sa.Column("buffer_before", sa.Interval(), nullable=False),
        sa.Column("buffer_after", sa.Interval(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_room_capacity")),
        sa.CheckConstraint("version > 0", name=op.f("ck_room_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("key", name=op.f("uq_room_key")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("rooms", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_hold_ends_at")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_hold_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_owner_id"), "hold", ["owner_id"])
    op.create_index(op.f("ix_hold_expires_at"), "hold", ["expires_at"])
    # GiST knows no equality of ids by itself; a range of one id overlaps another just when the ids are equal.
    op.execute("CREATE TYPE uuidrange AS RANGE (subtype = uuid)")
    op.create_table(
        "claim",
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("hold_id", sa.Uuid(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.text("uuidrange(resource_id, resource_id, '[]')"), "&&"),
            (sa.text("tstzrange(starts_at, ends_at)"), "&&"),
            name="ex_claim_no_overlap",
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_claim_ends_at")),
        sa.CheckConstraint(
            "num_nonnulls(meeting_id, hold_id) = 1 AND (meeting_id IS NULL) = (original_start IS NULL)",
            name=op.f("ck_claim_holder"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_claim_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name=op.f("fk_claim_hold_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("resource_id", "starts_at", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_meeting_id"), "claim", ["meeting_id"])
    op.create_index(op.f("ix_claim_hold_id"), "claim", ["hold_id"])
    op.add_column(
        "meeting", sa.Column("rooms", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.alter_column("meeting", "rooms", server_default=None)
    op.create_index(
        "ix_meeting_rooms",
        "meeting",
        ["rooms"],
        postgresql_using="gin",
        postgresql_ops={"rooms": "jsonb_path_ops"},
        postgresql_where=sa.text("rooms <> '[]'"),
    )


def downgrade() -> None:
    op.drop_column("meeting", "rooms")
    op.drop_table("claim")
    op.execute("DROP TYPE uuidrange")
    op.drop_table("hold")
    op.drop_table("room")
