"""write letters"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("link_words", sa.Text(), nullable=True),
        sa.Column("link_url", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'given_up')", name=op.f("ck_letter_state")),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name=op.f("ck_letter_settled_at")),
        sa.CheckConstraint(
            "state = 'waiting' OR (paragraphs = '{}' AND link_url IS NULL)",
            name=op.f("ck_letter_paragraphs"),
        ),
        sa.CheckConstraint("(link_words IS NULL) = (link_url IS NULL)", name=op.f("ck_letter_link_url")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(
        "ix_letter_due_at", "letter", ["due_at", "id"], postgresql_where=sa.text("state = 'waiting'")
    )
    op.create_index(op.f("ix_letter_settled_at"), "letter", ["settled_at"])


def downgrade() -> None:
    op.drop_table("letter")
