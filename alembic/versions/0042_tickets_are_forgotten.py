"""tickets are forgotten"""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE live_ticket SET UNLOGGED")


def downgrade() -> None:
    op.execute("ALTER TABLE live_ticket SET LOGGED")
