"""negotiate"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = "response IN ('needs_action', 'accepted', 'tentative', 'declined')"
AFTER = "response IN ('needs_action', 'accepted', 'tentative', 'declined', 'waiting')"
RIGHTS = {"guests_invite": "false", "guests_modify": "false", "guests_see_guests": "true"}


def upgrade() -> None:
    for table in ("guest", "attendance"):
        op.drop_constraint(op.f(f"ck_{table}_response"), table)
        op.create_check_constraint(op.f(f"ck_{table}_response"), table, AFTER)
    op.execute("""
        UPDATE guest SET responses = (
            SELECT jsonb_object_agg(key, value || '{"of_series": false}') FROM jsonb_each(responses)
        )
        WHERE responses <> '{}'
    """)
    op.add_column("meeting", sa.Column("capacity", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_meeting_capacity"), "meeting", "capacity > 0")
    for right, default in RIGHTS.items():
        op.add_column(
            "meeting", sa.Column(right, sa.Boolean(), nullable=False, server_default=sa.text(default))
        )
        op.alter_column("meeting", right, server_default=None)
    op.create_table(
        "delegation",
        sa.Column("principal_id", sa.Uuid(), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("principal_id <> delegate_id", name=op.f("ck_delegation_delegate_id")),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["person.id"], name=op.f("fk_delegation_principal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["person.id"], name=op.f("fk_delegation_delegate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("principal_id", "delegate_id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_delegate_id"), "delegation", ["delegate_id"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("timing", postgresql.JSONB(), nullable=False),
        sa.Column("instead_of", postgresql.JSONB(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decided IN ('open', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_proposal_decided")
        ),
        sa.CheckConstraint("(decided = 'open') = (decided_at IS NULL)", name=op.f("ck_proposal_decided_at")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_proposal_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_proposal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_meeting_id"), "proposal", ["meeting_id"])
    op.create_index(op.f("ix_proposal_person_id"), "proposal", ["person_id"])
    for table in ("unnumbered_event", "event"):
        op.add_column(table, sa.Column("on_behalf_of", sa.Uuid(), nullable=True))
        op.add_column(table, sa.Column("on_behalf_of_name", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in ("unnumbered_event", "event"):
        op.drop_column(table, "on_behalf_of_name")
        op.drop_column(table, "on_behalf_of")
    op.drop_table("proposal")
    op.drop_table("delegation")
    for right in RIGHTS:
        op.drop_column("meeting", right)
    op.drop_column("meeting", "capacity")
    op.execute("UPDATE guest SET response = 'needs_action' WHERE response = 'waiting'")
    op.execute("UPDATE attendance SET response = 'needs_action' WHERE response = 'waiting'")
    for table in ("guest", "attendance"):
        op.drop_constraint(op.f(f"ck_{table}_response"), table)
        op.create_check_constraint(op.f(f"ck_{table}_response"), table, BEFORE)
