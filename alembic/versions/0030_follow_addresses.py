"""follow addresses"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
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
    op.create_table(
        "newcomer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_newcomer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newcomer")),
    )
    op.create_index(op.f("ix_newcomer_due_at"), "newcomer", ["due_at"])
    # Whoever was invited by their address before they joined has waited for this.
    op.execute(
        "INSERT INTO newcomer (id, person_id, since, due_at) "
        "SELECT gen_random_uuid(), id, now(), now() FROM person WHERE active"
    )


def downgrade() -> None:
    op.drop_table("newcomer")
    op.create_unique_constraint(op.f("uq_guest_meeting_id_email"), "guest", ["meeting_id", "email"])
    op.drop_index("uq_guest_email_meeting_id", table_name="guest")
    op.drop_index(op.f("ix_guest_meeting_id"), table_name="guest")
