"""Brings a database's tables to the state that this code needs.

Every start asks whether they are there already, and then needs the driver alone: SQLAlchemy and Alembic,
a second and tens of megabytes, are imported where there is something to do.
"""

import ast
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import sleep
from typing import Any

import psycopg

from application.shared.refusals import StorageUnavailable

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"
_LOCK = 0x636F6E76_6D696772
"""An arbitrary number; PostgreSQL knows advisory locks by number."""

_STAND_BACK = 2.0
"""Seconds. Workers of the version before look each second whether they are to stand back (0052)."""


def migrate(url: str) -> None:
    """Upgrade to the newest revision. Processes that start together queue up; the later find nothing to do.

    Raises StorageUnavailable.
    """
    with _connection(url) as connection:
        before = _revisions_in(connection)
    if before != newest_revisions():
        _upgrade(url)
        if before:
            sleep(_STAND_BACK)


def _upgrade(url: str) -> None:
    import sqlalchemy
    from alembic import command
    from alembic.config import Config

    ours = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(ours, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        configuration = Config()
        configuration.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        # The lock ends with the connection, whatever happened.


def anybody_has_an_account(url: str) -> bool:
    """Ask it of migrated tables. Raises StorageUnavailable."""
    with _connection(url) as connection:
        return connection.execute("SELECT FROM person LIMIT 1").fetchone() is not None


def is_migrated(connection: psycopg.Connection[Any]) -> bool:
    """Whether the tables are in the very state that this code needs."""
    return _revisions_in(connection) == newest_revisions()


def is_left_behind(connection: psycopg.Connection[Any]) -> bool:
    """Whether a newer version brought the tables to a state that this code has never heard of."""
    return not _revisions_in(connection) <= _revisions().keys()


def _revisions_in(connection: psycopg.Connection[Any]) -> Set[str]:
    """None of a database that was never migrated."""
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
        return frozenset()
    return {revision for (revision,) in connection.execute("SELECT version_num FROM alembic_version")}


@contextmanager
def _connection(url: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
            yield connection
    except psycopg.OperationalError as error:
        raise StorageUnavailable(f"the database cannot be reached: {error}") from error


@cache
def newest_revisions() -> Set[str]:
    """Those that no other follows."""
    followed: set[object] = set()
    for before in _revisions().values():
        followed |= set(before) if isinstance(before, tuple) else {before}
    return _revisions().keys() - followed


@cache
def _revisions() -> Mapping[str, object]:
    """What each follows, read from the scripts without running them."""
    scripts = [_constants(path) for path in (_SCRIPTS / "versions").glob("*.py")]
    return {str(script["revision"]): script["down_revision"] for script in scripts}


def _constants(script: Path) -> dict[str, object]:
    """``revision`` and ``down_revision`` as the script assigns them."""
    found = {}
    for statement in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in {"revision", "down_revision"}:
                found[name] = ast.literal_eval(statement.value)
    return found
