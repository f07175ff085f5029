"""hand out API tokens"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_api_token_expires_at")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_api_token_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_person_id"), "api_token", ["person_id"])
    op.alter_column("live_ticket", "session_id", nullable=True)
    op.add_column("live_ticket", sa.Column("token_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_live_ticket_token_id"), "live_ticket", "api_token", ["token_id"], ["id"], ondelete="CASCADE"
    )
    op.create_index(op.f("ix_live_ticket_token_id"), "live_ticket", ["token_id"])
    op.create_check_constraint(
        op.f("ck_live_ticket_credential"), "live_ticket", "num_nonnulls(session_id, token_id) = 1"
    )


def downgrade() -> None:
    op.execute("DELETE FROM live_ticket WHERE session_id IS NULL")
    op.drop_column("live_ticket", "token_id")
    op.alter_column("live_ticket", "session_id", nullable=False)
    op.drop_table("api_token")
