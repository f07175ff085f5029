"""find the way through drafts that are gone"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gone_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("split_from", sa.Uuid(), nullable=False),
        sa.Column("split_at", sa.Text(), nullable=False),
        sa.Column("split_until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gone_draft")),
    )
    op.create_index(op.f("ix_gone_draft_split_from"), "gone_draft", ["split_from"])


def downgrade() -> None:
    op.drop_table("gone_draft")
