"""keep a book of jobs"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "background_job",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("runs", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("failures", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("seconds", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("seen_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("last_well_at", moment, nullable=True),
        sa.Column("last_ill_at", moment, nullable=True),
        sa.Column("last_trouble", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("free_at", moment, server_default=sa.text("'-infinity'"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_background_job")),
    )


def downgrade() -> None:
    op.drop_table("background_job")
