"""write digests"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NOTHING_LEFT = "state = 'waiting' OR lasting OR (paragraphs = '{}'%s AND link_url IS NULL)"


def upgrade() -> None:
    op.create_table(
        "digest_plan",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_digest_plan_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_plan")),
    )
    op.create_index("ix_digest_plan_due_at", "digest_plan", ["due_at", "person_id"])
    op.create_table(
        "digest_notice",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_digest_notice_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_digest_notice")),
    )
    op.create_index(op.f("ix_digest_notice_person_id"), "digest_notice", ["person_id"])
    preferences = "notification_preferences"
    op.add_column(preferences, sa.Column("digest_at", sa.Time(), server_default="08:00", nullable=False))
    op.add_column(preferences, sa.Column("digest_weekday", sa.SmallInteger(), nullable=True))
    op.create_check_constraint(
        op.f("ck_notification_preferences_digest_weekday"), preferences, "digest_weekday BETWEEN 0 AND 6"
    )
    op.add_column("letter", sa.Column("sections", JSONB(), server_default="[]", nullable=False))
    op.drop_constraint(op.f("ck_letter_paragraphs"), "letter", type_="check")
    op.create_check_constraint(op.f("ck_letter_paragraphs"), "letter", NOTHING_LEFT % " AND sections = '[]'")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_letter_paragraphs"), "letter", type_="check")
    op.create_check_constraint(op.f("ck_letter_paragraphs"), "letter", NOTHING_LEFT % "")
    op.drop_column("letter", "sections")
    preferences = "notification_preferences"
    op.drop_constraint(op.f("ck_notification_preferences_digest_weekday"), preferences, type_="check")
    op.drop_column(preferences, "digest_weekday")
    op.drop_column(preferences, "digest_at")
    # Who wanted a digest gets single letters again.
    op.execute(
        "UPDATE notification_preferences SET channels = ("
        "SELECT coalesce(jsonb_object_agg(key, (value - 'push' - 'digest')"
        " || CASE WHEN value ? 'digest' THEN '[\"email\"]'::jsonb ELSE '[]' END), '{}')"
        " FROM jsonb_each(channels))"
    )
    op.drop_table("digest_notice")
    op.drop_table("digest_plan")
