"""keep what was done to meetings"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ABOUT_MEETINGS = [
    *("meeting.scheduled", "meeting.drafted", "meeting.moved", "meeting.changed", "meeting.cancelled"),
    *("meeting.restored", "meeting.room_answered", "meeting.room_taken", "meeting.person_taken"),
]
ABOUT_GUESTS = [
    *("meeting.team_invited", "guest.invited", "guest.removed", "guest.promoted", "guest.joined"),
    "guest.responded",
]
ABOUT_PROPOSALS = ["proposal.made", "proposal.accepted", "proposal.declined", "proposal.withdrawn"]

# Oldest first: what is numbered, then what waits to be.
KEPT = """
    INSERT INTO deed (meeting_id, original_start, kind, at, actor_id, on_behalf_of, about_id, circle, facts)
    SELECT subject_id, coalesce(data ->> 'original_start', line ->> 'original_start'), event.kind, event.at,
        actor_id, on_behalf_of, (data -> 'guest' ->> 'person_id')::uuid,
        CASE WHEN event.kind = ANY (:guests) THEN 'guests' WHEN event.kind = ANY (:proposals) THEN 'host'
            ELSE 'all' END,
        CASE WHEN line IS NULL THEN data ELSE jsonb_build_object('changed', data -> 'changed', 'line',
            jsonb_strip_nulls(jsonb_build_object(
                'id', line -> 'id', 'kind', line -> 'kind', 'title', line -> 'title',
                'text', left(line ->> 'text', 200), 'state', line -> 'state',
                'owner_id', line -> 'owner_id', 'due', line -> 'due', 'done_at', line -> 'done_at'
            ))) END
    FROM (
        SELECT 0 AS waits, position, subject_id, kind, at, actor_id, on_behalf_of, data FROM event
        UNION ALL
        SELECT 1, drawn, subject_id, kind, at, actor_id, on_behalf_of, data FROM unnumbered_event
    ) AS event
    CROSS JOIN LATERAL (SELECT data -> 'line' AS line) AS about
    JOIN meeting ON meeting.id = subject_id
    WHERE event.kind = ANY (:kinds)
        OR (
            (event.kind LIKE 'agenda\\_item.%' OR (event.kind LIKE 'minutes.%' AND line IS NOT NULL))
            AND CASE WHEN event.kind LIKE '%.changed'
                THEN data -> 'changed' ?| ARRAY['state', 'done']
                ELSE line ->> 'kind' IS DISTINCT FROM 'note' END
        )
    ORDER BY waits, position
"""
# Dates went along with a series that goes on as another meeting; the earliest split first.
LED_ON = """
    DO $$
    DECLARE onward record;
    BEGIN
        FOR onward IN
            SELECT id, split_from, split_at, split_until, created_at FROM meeting
            WHERE split_from IS NOT NULL ORDER BY created_at, id
        LOOP
            UPDATE deed SET meeting_id = onward.id
            WHERE meeting_id = onward.split_from AND at < onward.created_at
                AND original_start COLLATE "C" >= onward.split_at
                AND (onward.split_until IS NULL OR original_start COLLATE "C" <= onward.split_until);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "deed",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("original_start", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("circle", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("circle IN ('all', 'guests', 'host')", name=op.f("ck_deed_circle")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_deed_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_deed")),
    )
    op.create_index("ix_deed_meeting_id_position", "deed", ["meeting_id", "position"])
    kinds = ABOUT_MEETINGS + ABOUT_GUESTS + ABOUT_PROPOSALS
    told = {"kinds": kinds, "guests": ABOUT_GUESTS, "proposals": ABOUT_PROPOSALS}
    op.get_bind().execute(sa.text(KEPT), told)
    op.execute(LED_ON)


def downgrade() -> None:
    op.drop_table("deed")
