"""find words"""

import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

AT_ONCE = 5_000

_APART = (
    "\t\n\r !\"#$&''()*+,-./:;<=>?@[]^_`{|}~\xa1\xab\xb7\xbb\xbf"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u3001\u3002\u300c"
    "\u300d\u300e\u300f\u3010\u3011\u301c\u060c\u061b\u061f\u0964"
)
_READ = """
    SELECT id, name || E'\\n' || {other} AS texts FROM {table} WHERE id > :after ORDER BY id LIMIT :most
"""
_WRITE = """
    UPDATE {table} SET sought = new.sought FROM unnest(:ids, :texts) AS new (id, sought)
    WHERE {table}.id = new.id
"""


def upgrade() -> None:
    op.add_column("person", sa.Column("sought", sa.Text(), server_default=sa.text("''"), nullable=False))
    _fold("person", "email")
    _fold("room", "location")
    op.create_index(
        "ix_meeting_open_words",
        "meeting",
        [sa.text(_words("sought"))],
        postgresql_using="gin",
        postgresql_where=sa.text("visibility = 'organisation' AND state <> 'draft'"),
    )
    op.create_index(
        "ix_occurrence_own_words",
        "occurrence",
        [sa.text(_words("own_sought"))],
        postgresql_using="gin",
        postgresql_where=sa.text("own_sought IS NOT NULL"),
    )
    op.create_index(
        "ix_occurrence_of_own",
        "occurrence",
        ["meeting_id"],
        postgresql_where=sa.text("own_sought IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_occurrence_of_own", "occurrence")
    op.drop_index("ix_occurrence_own_words", "occurrence")
    op.drop_index("ix_meeting_open_words", "meeting")
    op.drop_column("person", "sought")


def _words(column: str) -> str:
    return f"to_tsvector('simple'::regconfig, translate({column}, '{_APART}', repeat(' ', 61)))"


def _fold(table: str, other: str) -> None:
    """Python folds: PostgreSQL does so as the locale of its database has it."""
    connection = op.get_bind()
    written = sa.text(_WRITE.format(table=table)).bindparams(
        sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid)), sa.bindparam("texts", type_=sa.ARRAY(sa.Text))
    )
    read = sa.text(_READ.format(table=table, other=other))
    after = "00000000-0000-0000-0000-000000000000"
    while rows := connection.execute(read, {"after": after, "most": AT_ONCE}).all():
        _write(connection, written, rows)
        after = str(rows[-1].id)


def _write(connection: sa.Connection, written: sa.TextClause, rows: Sequence[Any]) -> None:
    connection.execute(
        written, {"ids": [row.id for row in rows], "texts": [_folded(row.texts) for row in rows]}
    )


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
