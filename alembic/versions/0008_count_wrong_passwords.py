"""count wrong passwords, know devices again"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("device_digest", sa.LargeBinary(), nullable=True))
    op.create_table(
        "wrong_password",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("moments", sa.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_wrong_password")),
    )
    op.create_index(op.f("ix_wrong_password_last_at"), "wrong_password", ["last_at"], unique=False)


def downgrade() -> None:
    op.drop_table("wrong_password")
    op.drop_column("session", "device_digest")
