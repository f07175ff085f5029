"""search meetings"""

import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

AT_ONCE = 5_000

_READ = """
    SELECT id, '' AS original_start, title || E'\\n' || description || E'\\n' || location AS texts
    FROM meeting WHERE id > :after ORDER BY id LIMIT :most
"""
_READ_OWN = """
    SELECT meeting_id AS id, original_start, concat_ws(
        E'\\n',
        coalesce(own_details ->> 'title', title),
        coalesce(own_details ->> 'description', description),
        coalesce(own_details ->> 'location', location)
    ) AS texts
    FROM occurrence JOIN meeting ON meeting.id = meeting_id
    WHERE own_details ?| ARRAY['title', 'description', 'location']
"""
_WRITE = """
    UPDATE meeting SET sought = new.sought FROM unnest(:ids, :names, :texts) AS new (id, name, sought)
    WHERE meeting.id = new.id
"""
_WRITE_OWN = """
    UPDATE occurrence SET own_sought = new.sought FROM unnest(:ids, :names, :texts) AS new (id, name, sought)
    WHERE meeting_id = new.id AND original_start = new.name
"""


def upgrade() -> None:
    op.add_column("meeting", sa.Column("sought", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("occurrence", sa.Column("own_sought", sa.Text(), nullable=True))
    connection = op.get_bind()
    after = "00000000-0000-0000-0000-000000000000"
    while rows := connection.execute(sa.text(_READ), {"after": after, "most": AT_ONCE}).all():
        _write(connection, _WRITE, rows)
        after = str(rows[-1].id)
    own = connection.execute(sa.text(_READ_OWN)).all()
    for first in range(0, len(own), AT_ONCE):
        _write(connection, _WRITE_OWN, own[first : first + AT_ONCE])


def downgrade() -> None:
    op.drop_column("occurrence", "own_sought")
    op.drop_column("meeting", "sought")


def _write(connection: sa.Connection, statement: str, rows: Sequence[Any]) -> None:
    """Python folds: PostgreSQL does so as the locale of its database has it."""
    written = sa.text(statement).bindparams(
        sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid)),
        sa.bindparam("names", type_=sa.ARRAY(sa.Text)),
        sa.bindparam("texts", type_=sa.ARRAY(sa.Text)),
    )
    ids, names = [row.id for row in rows], [row.original_start for row in rows]
    connection.execute(written, {"ids": ids, "names": names, "texts": [_folded(row.texts) for row in rows]})


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
