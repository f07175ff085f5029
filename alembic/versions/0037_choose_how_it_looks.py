"""choose how it looks"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "display_preferences",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("display", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 1", name=op.f("ck_display_preferences_version")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_display_preferences_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_display_preferences")),
    )


def downgrade() -> None:
    op.drop_table("display_preferences")
