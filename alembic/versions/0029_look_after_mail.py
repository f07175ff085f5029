"""look after mail"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    drawn = sa.text("gen_random_uuid()")
    op.add_column("mail_bundle", sa.Column("id", sa.Uuid(), nullable=False, server_default=drawn))
    op.create_unique_constraint(op.f("uq_mail_bundle_id"), "mail_bundle", ["id"])
    op.add_column("letter", sa.Column("kind", sa.Text(), nullable=False, server_default="other"))
    op.add_column("letter", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_letter_person_id"), "letter", "person", ["person_id"], ["id"], ondelete="SET NULL"
    )
    at = sa.DateTime(timezone=True)
    op.add_column("letter", sa.Column("asked_at", at, nullable=False, server_default=sa.text("now()")))
    op.execute("UPDATE letter SET asked_at = written_at")
    op.add_column("letter", sa.Column("tried_at", at, nullable=True))
    op.add_column("letter", sa.Column("resends", sa.SmallInteger(), nullable=False, server_default="0"))
    op.drop_constraint(op.f("ck_letter_state"), "letter", type_="check")
    op.create_check_constraint(
        op.f("ck_letter_state"), "letter", "state IN ('waiting', 'sent', 'given_up', 'unsent')"
    )
    op.create_index(
        "ix_letter_person_id",
        "letter",
        ["person_id", "id"],
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )
    op.create_index("ix_letter_state", "letter", ["state", "id"], postgresql_where=sa.text("state <> 'sent'"))


def downgrade() -> None:
    op.execute("DELETE FROM letter WHERE state = 'unsent'")
    op.drop_index("ix_letter_state", "letter")
    op.drop_index("ix_letter_person_id", "letter")
    op.drop_constraint(op.f("ck_letter_state"), "letter", type_="check")
    op.create_check_constraint(op.f("ck_letter_state"), "letter", "state IN ('waiting', 'sent', 'given_up')")
    op.drop_constraint(op.f("fk_letter_person_id"), "letter", type_="foreignkey")
    for name in ("resends", "tried_at", "asked_at", "person_id", "kind"):
        op.drop_column("letter", name)
    op.drop_constraint(op.f("uq_mail_bundle_id"), "mail_bundle", type_="unique")
    op.drop_column("mail_bundle", "id")
