"""make devices ring"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

CONSTRAINTS = ("pk_%s", "uq_%s_id", "fk_%s_person_id", "ck_%s_email")


def rename(before: str, after: str) -> None:
    op.rename_table(before, after)
    for each in CONSTRAINTS:
        op.execute(f"ALTER TABLE {after} RENAME CONSTRAINT {each % before} TO {each % after}")


def upgrade() -> None:
    rename("mail_bundle", "bundle")
    op.add_column("bundle", sa.Column("channel", sa.Text(), server_default="email", nullable=False))
    op.alter_column("bundle", "channel", server_default=None)
    op.create_check_constraint(op.f("ck_bundle_channel"), "bundle", "channel IN ('email', 'push')")
    op.drop_constraint(op.f("pk_bundle"), "bundle", type_="primary")
    op.create_primary_key(op.f("pk_bundle"), "bundle", ["addressee", "about", "channel"])
    op.drop_index("ix_mail_bundle_due_at", "bundle")
    op.create_index("ix_bundle_due_at", "bundle", ["channel", "due_at"])
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.LargeBinary(), nullable=False),
        sa.Column("auth", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_push_subscription_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_push_subscription_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscription_endpoint")),
    )
    for column in ("person_id", "session_id"):
        op.create_index(op.f(f"ix_push_subscription_{column}"), "push_subscription", [column])
    op.create_table(
        "push",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("urgency IN ('low', 'normal', 'high')", name=op.f("ck_push_urgency")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["push_subscription.id"],
            name=op.f("fk_push_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "topic", name=op.f("pk_push")),
        sa.UniqueConstraint("id", name=op.f("uq_push_id")),
    )
    op.create_index("ix_push_due_at", "push", ["due_at", "id"])


def downgrade() -> None:
    op.drop_table("push")
    op.drop_table("push_subscription")
    op.execute("DELETE FROM bundle WHERE channel <> 'email'")
    op.drop_index("ix_bundle_due_at", "bundle")
    op.drop_constraint(op.f("pk_bundle"), "bundle", type_="primary")
    op.drop_column("bundle", "channel")
    op.create_primary_key(op.f("pk_bundle"), "bundle", ["addressee", "about"])
    rename("bundle", "mail_bundle")
    op.create_index("ix_mail_bundle_due_at", "mail_bundle", ["due_at"])
