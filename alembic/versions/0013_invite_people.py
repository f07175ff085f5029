"""invite people"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('admin', 'member', 'guest')", name=op.f("ck_account_invitation_role")),
        sa.CheckConstraint("expires_at > invited_at", name=op.f("ck_account_invitation_expires_at")),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["person.id"],
            name=op.f("fk_account_invitation_invited_by"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_invitation")),
        sa.UniqueConstraint("email", name=op.f("uq_account_invitation_email")),
        sa.UniqueConstraint("digest", name=op.f("uq_account_invitation_digest")),
    )
    for column in ("invited_by", "expires_at"):
        op.create_index(op.f(f"ix_account_invitation_{column}"), "account_invitation", [column])
    op.create_table(
        "email_change",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_email_change_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("digest", name=op.f("uq_email_change_digest")),
    )
    op.create_index(op.f("ix_email_change_asked_at"), "email_change", ["asked_at"])
    op.create_index(op.f("ix_letter_to"), "letter", ["to", "written_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_letter_to"), "letter")
    op.drop_table("email_change")
    op.drop_table("account_invitation")
