"""write agendas and minutes"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

BEFORE = [
    *("invited", "uninvited", "moved", "cancelled", "restored", "changed", "answered", "promoted"),
    *("mentioned", "message"),
]
AFTER = [
    *("proposal_made", "proposal_accepted", "proposal_declined", "room_asked", "room_answered", "room_lost"),
    *("clashed", "role_changed", "second_factor_needed", "reminder", "done_for_you"),
]


def line() -> list[sa.Column]:
    """What every line has."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def keys_of(table: str, *people: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["proceedings.meeting_id"], name=f"fk_{table}_meeting_id", ondelete="CASCADE"
        ),
        *(sa.ForeignKeyConstraint([each], ["person.id"], name=f"fk_{table}_{each}") for each in people),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def tell_of(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in (*BEFORE, *kinds, *AFTER))
    op.drop_constraint(op.f("ck_notification_kind"), "notification", type_="check")
    op.create_check_constraint(op.f("ck_notification_kind"), "notification", f"kind IN ({listed})")


def upgrade() -> None:
    tell_of("assigned")
    op.create_table(
        "proceedings",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_proceedings_version")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_proceedings_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_proceedings")),
    )
    op.create_table(
        "agenda_item",
        *line(),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("spent_microseconds", sa.BigInteger(), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_from", sa.Uuid(), nullable=True),
        sa.Column("carried_to", sa.Uuid(), nullable=True),
        sa.CheckConstraint("version > 0 AND position > 0", name=op.f("ck_agenda_item_version")),
        sa.CheckConstraint(
            "(state = 'running') = (running_since IS NOT NULL)", name=op.f("ck_agenda_item_running_since")
        ),
        sa.CheckConstraint(
            "(state = 'carried_over') = (carried_to IS NOT NULL)", name=op.f("ck_agenda_item_carried_to")
        ),
        *keys_of("agenda_item", "author_id", "owner_id"),
    )
    op.create_table(
        "minutes_entry",
        *line(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "version > 0 AND position > 0 AND revision > 0", name=op.f("ck_minutes_entry_version")
        ),
        sa.CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_minutes_entry_done")),
        sa.CheckConstraint(
            "kind = 'action' OR (owner_id IS NULL AND due IS NULL AND done_at IS NULL)",
            name=op.f("ck_minutes_entry_kind"),
        ),
        *keys_of("minutes_entry", "author_id", "owner_id", "done_by"),
    )
    for table in ("agenda_item", "minutes_entry"):
        op.create_index(
            f"ix_{table}_meeting_id_original_start", table, ["meeting_id", "original_start", "position"]
        )
    op.create_index(
        "ix_minutes_entry_open_actions",
        "minutes_entry",
        ["owner_id", sa.text("coalesce(due, 'infinity')"), "id"],
        postgresql_where=sa.text("kind = 'action' AND done_at IS NULL AND removed_at IS NULL"),
    )
    op.create_table(
        "minutes_revision",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["minutes_entry.id"], name=op.f("fk_minutes_revision_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_minutes_revision_author_id")),
        sa.PrimaryKeyConstraint("entry_id", "number", name=op.f("pk_minutes_revision")),
    )


def downgrade() -> None:
    op.execute("DELETE FROM notification WHERE kind = 'assigned'")
    tell_of()
    for table in ("minutes_revision", "minutes_entry", "agenda_item", "proceedings"):
        op.drop_table(table)
