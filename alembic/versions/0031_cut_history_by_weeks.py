"""cut history by weeks"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COLUMNS = (
    "position, id, kind, subject_type, subject_id, version, actor_id, actor_name, at, mutation_id, audience, "
    "to_organisation, data, on_behalf_of, on_behalf_of_name"
)
SAID = "((data -> 'message') ->> 'id')"
SAYING = "kind IN ('message.posted', 'message.edited')"

# A table that is attached holds up neither readers nor writers; one that is created as a part does.
ADD_WEEK = """
    CREATE FUNCTION add_week_of_history(moment timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    DECLARE
        monday timestamptz := date_trunc('week', moment);
        week text := to_char(monday, '"event_"YYYY_MM_DD');
    BEGIN
        IF to_regclass('history.' || week) IS NULL THEN
            EXECUTE format('CREATE TABLE history.%I (LIKE public.event INCLUDING ALL)', week);
            EXECUTE format(
                'ALTER TABLE public.event ATTACH PARTITION history.%I FOR VALUES FROM (%L) TO (%L)',
                week, monday, monday + interval '7 days'
            );
        END IF;
    END $$
"""
# Asked for by several processes at once, one does it and the others find it done.
PREPARE = """
    CREATE FUNCTION prepare_history() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        reached timestamptz := greatest(now(), (SELECT filed_at FROM public.event_sequence));
    BEGIN
        PERFORM pg_advisory_xact_lock(7165066987006685953);
        PERFORM public.add_week_of_history(reached + ahead * interval '7 days')
        FROM generate_series(0, 4) AS ahead;
    END $$
"""
# The table is locked first, before the row that says where history begins: as whoever numbers events does.
# Whoever reads waits behind that lock, so it is not waited for long: a copy of everything may be under way.
FORGET = """
    CREATE FUNCTION forget_history(before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
    SET lock_timeout = '500ms' AS $$
    DECLARE
        bound timestamptz := date_trunc('week', least(before, now() - interval '7 days'));
        weeks text[];
        first bigint;
        kept bigint;
    BEGIN
        PERFORM pg_advisory_xact_lock(7165066987006685953);
        SELECT array_agg(relname) INTO weeks FROM pg_class
        WHERE relnamespace = 'history'::regnamespace AND relkind = 'r'
            AND to_timestamp(relname, '"event_"YYYY_MM_DD') < bound;
        IF weeks IS NULL THEN
            RETURN 0;
        END IF;
        BEGIN
            LOCK TABLE public.event IN ACCESS EXCLUSIVE MODE;
        EXCEPTION WHEN lock_not_available THEN
            RETURN 0;
        END;
        SELECT first_position INTO first FROM public.event_sequence;
        SELECT coalesce(max(position) + 1, first) INTO kept FROM public.event WHERE filed_at < bound;
        UPDATE public.event_sequence SET first_position = kept;
        EXECUTE (SELECT 'DROP TABLE ' || string_agg(format('history.%I', week), ', ')
            FROM unnest(weeks) AS week);
        RETURN kept - first;
    END $$
"""


def upgrade() -> None:
    op.execute("ALTER TABLE event RENAME TO event_before")
    op.execute("ALTER INDEX pk_event RENAME TO pk_event_before")
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        *_happening(),
        sa.PrimaryKeyConstraint("position", "filed_at", name=op.f("pk_event")),
        postgresql_partition_by="RANGE (filed_at)",
    )
    op.create_index("ix_event_message", "event", [sa.text(SAID)], postgresql_where=sa.text(SAYING))
    op.create_index(
        "ix_unnumbered_event_message", "unnumbered_event", [sa.text(SAID)], postgresql_where=sa.text(SAYING)
    )
    op.execute("CREATE SCHEMA history")
    op.add_column(
        "event_sequence", sa.Column("first_position", sa.BigInteger(), server_default="1", nullable=False)
    )
    op.add_column(
        "event_sequence",
        sa.Column(
            "filed_at", sa.DateTime(timezone=True), server_default=sa.text("'-infinity'"), nullable=False
        ),
    )
    for function in (ADD_WEEK, PREPARE, FORGET):
        op.execute(function)
    op.execute("REVOKE ALL ON FUNCTION add_week_of_history, prepare_history, forget_history FROM PUBLIC")
    # Positions and times go together from here on; what there is counts as filed no earlier than what it
    # follows, and never in the future.
    op.execute(f"""
        CREATE TEMPORARY TABLE filed ON COMMIT DROP AS
        SELECT {COLUMNS}, least(max(at) OVER (ORDER BY position), now()) AS filed_at FROM event_before
    """)
    op.execute("SELECT add_week_of_history(week) FROM (SELECT DISTINCT filed_at AS week FROM filed) AS weeks")
    op.execute(f"INSERT INTO event ({COLUMNS}, filed_at) SELECT {COLUMNS}, filed_at FROM filed")
    op.execute("""
        UPDATE event_sequence SET
            first_position = coalesce((SELECT min(position) FROM event), last_position + 1),
            filed_at = coalesce((SELECT max(filed_at) FROM event), '-infinity')
    """)
    op.drop_table("event_before")
    op.execute("SELECT prepare_history()")


def downgrade() -> None:
    op.execute("ALTER TABLE event RENAME TO event_after")
    op.execute("ALTER INDEX pk_event RENAME TO pk_event_after")
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        *_happening(),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
    )
    op.execute(f"INSERT INTO event ({COLUMNS}) SELECT {COLUMNS} FROM event_after")
    op.drop_table("event_after")
    for function in ("forget_history", "prepare_history", "add_week_of_history"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP SCHEMA history")
    op.drop_column("event_sequence", "filed_at")
    op.drop_column("event_sequence", "first_position")
    op.drop_index("ix_unnumbered_event_message", "unnumbered_event")


def _happening() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mutation_id", sa.Text(), nullable=True),
        sa.Column("audience", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("to_organisation", sa.Boolean(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("on_behalf_of_name", sa.Text(), nullable=True),
    ]
