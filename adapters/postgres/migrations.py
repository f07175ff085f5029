"""Brings a database's tables to the state that this code needs."""

import ast
from collections.abc import Set
from functools import cache
from pathlib import Path

import sqlalchemy
from sqlalchemy import NullPool, make_url

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"
_LOCK = 0x636F6E76_6D696772
"""An arbitrary number; PostgreSQL knows advisory locks by number."""


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade to ``revision``. Processes that start together queue up; the later find nothing to do."""
    engine = sqlalchemy.create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        if revision == "head" and is_migrated(connection):
            return
        connection.execute(sqlalchemy.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        _upgrade(connection, revision)
        # The lock ends with the connection, whatever happened.


def _upgrade(connection: sqlalchemy.Connection, revision: str) -> None:
    # Half a second and ten megabytes, which a start with nothing to migrate does without.
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, revision)


def is_migrated(connection: sqlalchemy.Connection) -> bool:
    """Whether the tables are in the very state that this code needs."""
    if connection.execute(sqlalchemy.text("SELECT to_regclass('alembic_version')")).scalar() is None:
        return False
    found = connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version")).scalars()
    return set(found) == newest_revisions()


@cache
def newest_revisions() -> Set[str]:
    """Those that no other follows, read from the scripts without running them."""
    scripts = [_constants(path) for path in (_SCRIPTS / "versions").glob("*.py")]
    followed: set[object] = set()
    for script in scripts:
        before = script["down_revision"]
        followed |= set(before) if isinstance(before, tuple) else {before}
    return {str(script["revision"]) for script in scripts} - followed


def _constants(script: Path) -> dict[str, object]:
    """``revision`` and ``down_revision`` as the script assigns them."""
    found = {}
    for statement in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in {"revision", "down_revision"}:
                found[name] = ast.literal_eval(statement.value)
    return found
