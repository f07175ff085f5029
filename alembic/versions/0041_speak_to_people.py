"""speak to people in their language"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("language", sa.Text(), nullable=False, server_default="automatic"))
    op.alter_column("person", "language", server_default=None)


def downgrade() -> None:
    op.drop_column("person", "language")
