"""hold mail"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TEXT_IS_GONE = "(paragraphs = '{}' AND link_url IS NULL)"


def upgrade() -> None:
    op.create_table(
        "mail_bundle",
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (email = '')", name=op.f("ck_mail_bundle_email")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mail_bundle_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("addressee", "about", name=op.f("pk_mail_bundle")),
    )
    op.create_index("ix_mail_bundle_due_at", "mail_bundle", ["due_at"])
    op.add_column("letter", sa.Column("calendar_method", sa.Text(), nullable=True))
    op.add_column("letter", sa.Column("calendar_text", sa.Text(), nullable=True))
    op.add_column("letter", sa.Column("thread", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "letter", sa.Column("lasting", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.drop_constraint(op.f("ck_letter_paragraphs"), "letter", type_="check")
    op.create_check_constraint(
        op.f("ck_letter_paragraphs"), "letter", f"state = 'waiting' OR lasting OR {TEXT_IS_GONE}"
    )
    op.create_check_constraint(
        op.f("ck_letter_calendar_text"), "letter", "(calendar_method IS NULL) = (calendar_text IS NULL)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM letter WHERE lasting AND state <> 'waiting'")
    op.drop_constraint(op.f("ck_letter_calendar_text"), "letter", type_="check")
    op.drop_constraint(op.f("ck_letter_paragraphs"), "letter", type_="check")
    op.create_check_constraint(op.f("ck_letter_paragraphs"), "letter", f"state = 'waiting' OR {TEXT_IS_GONE}")
    for name in ("lasting", "thread", "calendar_text", "calendar_method"):
        op.drop_column("letter", name)
    op.drop_table("mail_bundle")
