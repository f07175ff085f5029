"""follow addresses"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_guest_meeting_id"), "guest", ["meeting_id"])
    op.create_index(
        "uq_guest_email_meeting_id",
        "guest",
        ["email", "meeting_id"],
        unique=True,
        postgresql_where=sa.text("person_id IS NULL"),
    )
    op.drop_constraint(op.f("uq_guest_meeting_id_email"), "guest", type_="unique")


def downgrade() -> None:
    op.create_unique_constraint(op.f("uq_guest_meeting_id_email"), "guest", ["meeting_id", "email"])
    op.drop_index("uq_guest_email_meeting_id", table_name="guest")
    op.drop_index(op.f("ix_guest_meeting_id"), table_name="guest")
