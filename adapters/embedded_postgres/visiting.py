"""A database for the length of one command: the running one, or one started for it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.embedded_postgres.places import Places
from adapters.embedded_postgres.problems import DatabaseAlreadyOwned
from adapters.embedded_postgres.running import url_of_running
from adapters.embedded_postgres.server import EmbeddedPostgres

PATIENCE = 60.0
"""Seconds to wait for another process that is starting or stopping the database."""


@contextmanager
def database_at(data_dir: Path) -> Iterator[str]:
    """The URL of a database on `data_dir` that lasts for the block at least (unless its server is stopped).

    Several commands may run at once: the one that started the database stops it when the others are done.

    Raises what `EmbeddedPostgres.start` raises.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE
    while True:
        with _visitors(data_dir, fcntl.LOCK_SH):
            if url := url_of_running(data_dir):
                yield url
                return
        database = EmbeddedPostgres(data_dir, briefly=True)
        try:
            database.start()
        except DatabaseAlreadyOwned:  # by one that is just starting it, or stopping it
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            continue
        try:
            yield database.url
        finally:
            with _visitors(data_dir, fcntl.LOCK_EX):
                database.stop()
        return


@contextmanager
def _visitors(data_dir: Path, how: int) -> Iterator[None]:
    descriptor = os.open(Places.below(data_dir).visitors_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
