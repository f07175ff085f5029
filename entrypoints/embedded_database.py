"""Which database this installation uses: the one it was told of, or its own.

Beside the container this is the only file that imports an adapter: PostgreSQL has to run before there is
anything to wire, and the supervisor that starts it must not load what the web processes need.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from adapters.embedded_postgres import (
    DatabaseAlreadyOwned,
    EmbeddedPostgres,
    EmbeddedPostgresProblem,
    database_at,
    serving_url_of,
)
from entrypoints.settings import Settings

__all__ = [
    "DatabaseAlreadyOwned",
    "EmbeddedPostgres",
    "EmbeddedPostgresProblem",
    "serving_url_of",
    "with_database",
]


@contextmanager
def with_database(settings: Settings) -> Iterator[Settings]:
    """The settings with the URLs filled in; an embedded database runs for the block at least.

    Raises EmbeddedPostgresProblem, in words for the person at the terminal.
    """
    if settings.database_url is not None:
        yield settings
        return
    with database_at(settings.data_dir) as url:
        urls = {"database_url": SecretStr(serving_url_of(url)), "database_owner_url": SecretStr(url)}
        yield settings.model_copy(update=urls)
