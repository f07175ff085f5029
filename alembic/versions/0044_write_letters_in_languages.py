"""write letters in languages"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letter", sa.Column("language", sa.Text(), server_default="en", nullable=False))


def downgrade() -> None:
    op.drop_column("letter", "language")
