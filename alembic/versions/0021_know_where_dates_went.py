"""know where dates went"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("split_until", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_meeting_split_until"), "meeting", "split_until IS NULL OR split_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_meeting_split_until"), "meeting", type_="check")
    op.drop_column("meeting", "split_until")
