import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from tests.storage import Storage, emptied, memory_storage, postgres_storage


@pytest.fixture(params=["memory", "postgres"])
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    """An empty storage. Only the one in PostgreSQL starts a server."""
    if request.param == "memory":
        built = memory_storage()
    else:
        engine: Engine = request.getfixturevalue("shared_engine")
        built = postgres_storage(emptied(engine), request.getfixturevalue("shared_database_url"))
    with built.running:
        yield built


@pytest.fixture
def transactions(storage: Storage) -> Transactions[MeetingWork]:
    return storage.transactions


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real server on a socket of its own; a missing one is a failure."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: apt-get install redis-server"
    with tempfile.TemporaryDirectory(prefix="convene-redis-") as folder:
        path = Path(folder) / "redis.sock"
        options = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no"]
        with subprocess.Popen([program, *options], cwd=folder, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            for line in server.stdout:
                if "eady to accept connections" in line:
                    break
            # From here on nobody reads what it says; it says little.
            yield f"unix://{path}"
            server.terminate()
