"""What a command works on."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from application.shared.origin import Origin, coming_from
from application.shared.refusals import StorageUnavailable
from entrypoints.container import Container, container_for
from entrypoints.embedded_database import with_database
from entrypoints.settings import Settings


@contextmanager
def installation() -> Iterator[Container]:
    """Everything wired, for one command; what it opened is closed before its database is.

    Raises StorageUnavailable when the tables are not there yet, or not those of this version.
    """
    with with_database(Settings.from_environment()) as settings:
        container = container_for(settings)
        try:
            if "migrations" in container.readiness().problems():
                raise StorageUnavailable(
                    "the database does not have this version's tables yet; run `convene migrate` first"
                )
            with coming_from(Origin("command line", f"cli-{secrets.token_hex(8)}")):
                yield container
        finally:
            container.wakeups().close()
            container.engine().dispose()
