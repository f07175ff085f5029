"""keep calendar files"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("kept", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("meeting", "kept")
