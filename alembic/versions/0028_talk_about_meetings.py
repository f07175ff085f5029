"""talk about meetings"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("last_position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_position >= 0 AND version >= 0", name=op.f("ck_conversation_version")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_conversation_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_conversation")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("reply_to", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("mentions", postgresql.JSONB(), nullable=False),
        sa.Column("mentioned", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reactions", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 0 AND position > 0", name=op.f("ck_message_version")),
        sa.CheckConstraint(
            "deleted_at IS NULL OR (text = '' AND fingerprint IS NULL)", name=op.f("ck_message_deleted_at")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["conversation.meeting_id"],
            name=op.f("fk_message_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_message_author_id_client_id")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_message_meeting_id_position")),
    )
    op.create_index(
        "ix_message_meeting_id_original_start_position",
        "message",
        ["meeting_id", "original_start", "position"],
        postgresql_where=sa.text("original_start IS NOT NULL"),
    )
    op.create_table(
        "read_mark",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["conversation.meeting_id"],
            name=op.f("fk_read_mark_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_read_mark_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_read_mark")),
    )


def downgrade() -> None:
    op.drop_table("read_mark")
    op.drop_table("message")
    op.drop_table("conversation")
