"""Brings a database's tables to the state that this code needs."""

from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, make_url

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"
_LOCK = 0x636F6E76_6D696772
"""An arbitrary number; PostgreSQL knows advisory locks by number."""


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade to ``revision``. Processes that start together queue up; the later find nothing to do."""
    engine = sqlalchemy.create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        configuration = Config()
        configuration.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)
        # The lock ends with the connection, whatever happened.


def is_migrated(connection: sqlalchemy.Connection) -> bool:
    """Whether the tables are in the very state that this code needs."""
    expected = set(ScriptDirectory(str(_SCRIPTS)).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == expected
