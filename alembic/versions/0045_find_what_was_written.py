"""find what was written"""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

AT_ONCE = 5_000

_APART = (
    "\t\n\r !\"#$&''()*+,-./:;<=>?@[]^_`{|}~\xa1\xab\xb7\xbb\xbf"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u3001\u3002\u300c"
    "\u300d\u300e\u300f\u3010\u3011\u301c\u060c\u061b\u061f\u0964"
)
_TABLES = {
    "message": ("text", "deleted_at"),
    "agenda_item": ("title || E'\\n' || notes", "removed_at"),
    "minutes_entry": ("text", "removed_at"),
}
_MENTION = re.compile(r"@\[([^\[\]\n]{1,200})\]\((?:person|team):[0-9a-fA-F-]{36}\)")
_READ = "SELECT id, {text} AS texts FROM {table} WHERE id > :after ORDER BY id LIMIT :most"
_WRITE = """
    UPDATE {table} SET sought = new.sought FROM unnest(:ids, :texts) AS new (id, sought)
    WHERE {table}.id = new.id
"""


def upgrade() -> None:
    for table, (text, gone) in _TABLES.items():
        op.add_column(table, sa.Column("sought", sa.Text(), server_default=sa.text("''"), nullable=False))
        _fold(table, text)
        words = f"translate(sought, '{_APART}', repeat(' ', 61))"
        op.create_index(
            f"ix_{table}_words",
            table,
            [sa.text(f"to_tsvector('simple'::regconfig, {words})")],
            postgresql_using="gin",
            postgresql_where=sa.text(f"{gone} IS NULL"),
        )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_index(f"ix_{table}_words", table)
        op.drop_column(table, "sought")


def _fold(table: str, text: str) -> None:
    """Python folds: PostgreSQL does so as the locale of its database has it."""
    connection = op.get_bind()
    written = sa.text(_WRITE.format(table=table)).bindparams(
        sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid)), sa.bindparam("texts", type_=sa.ARRAY(sa.Text))
    )
    read = sa.text(_READ.format(table=table, text=text))
    after: Any = "00000000-0000-0000-0000-000000000000"
    while rows := connection.execute(read, {"after": after, "most": AT_ONCE}).all():
        texts = [_folded(_MENTION.sub(r"@\1", row.texts).strip()) for row in rows]
        connection.execute(written, {"ids": [row.id for row in rows], "texts": texts})
        after = str(rows[-1].id)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
