"""negotiate"""

import sqlalchemy as sa
from alembic import op

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


def downgrade() -> None:
    for right in RIGHTS:
        op.drop_column("meeting", right)
    op.drop_column("meeting", "capacity")
    op.execute("UPDATE guest SET response = 'needs_action' WHERE response = 'waiting'")
    op.execute("UPDATE attendance SET response = 'needs_action' WHERE response = 'waiting'")
    for table in ("guest", "attendance"):
        op.drop_constraint(op.f(f"ck_{table}_response"), table)
        op.create_check_constraint(op.f(f"ck_{table}_response"), table, BEFORE)
