"""What a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

from entrypoints.container import Container, container_for
from entrypoints.embedded_database import with_database
from entrypoints.settings import Settings


@contextmanager
def installation() -> Iterator[Container]:
    """Everything wired, for one command; what it opened is closed before its database is."""
    with with_database(Settings.from_environment()) as settings:
        container = container_for(settings)
        try:
            yield container
        finally:
            container.wakeups().close()
            container.engine().dispose()
