"""One PostgreSQL of their own for the tests of this process; a missing one is a failure, never a skip."""

import gc
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import psycopg
import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings
from psycopg import sql
from sqlalchemy import Engine, make_url

from adapters.embedded_postgres import EmbeddedPostgres
from adapters.postgres.connections import create_engine
from adapters.postgres.migrations import migrate

# How long an example takes says how busy the machine is, and no more.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")
settings.register_profile("fast", max_examples=15, stateful_step_count=20)
"""For `make fast`: a look at each property; `make test` looks longer."""
settings.register_profile("long", max_examples=3_000)
"""For `pytest --hypothesis-profile long tests/domain/availability`, and the like, once in a while."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What changes the rules of time zones comes last, in one process: the zones that other tests hold since
    they were imported are no longer those that ``ZoneInfo`` gives from then on. It stands in a file that is
    called so, or has the mark.
    """
    last = [
        item
        for item in items
        if item.path.stem.startswith("test_zone_") or item.get_closest_marker("other_zone_rules")
    ]
    for item in last:
        item.add_marker(pytest.mark.xdist_group("zone rules"))
    items[:] = [item for item in items if item not in last] + last


def pytest_collection_finish() -> None:
    """Every module and every test is there by now, and stays: no collection of garbage walks through them
    again. Nor is one due for each application that a test makes, in tens of thousands of objects, and leaves.
    Together they were two fifths of what a test over HTTP cost.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


TESTS = Path(__file__).parent
UNMEASURED = tuple(
    TESTS / place
    for place in (
        # They have nothing to do with identity.
        "adapters/icalendar",
        "adapters/mail",
        "adapters/push",
        "architecture",
        "benchmarks",
        "domain/availability",
        "domain/conversation",
        "domain/meeting",
        "domain/notification",
        "domain/recurrence",
        "domain/shared",
        # Hundreds of requests, of which hardly one takes a branch of identity that others do not take.
        "entrypoints/http/test_availability.py",
        "entrypoints/http/test_equal_cost.py",
        "entrypoints/http/test_framing.py",
        "entrypoints/http/test_fuzz.py",
        "entrypoints/http/test_hostile_words.py",
        "entrypoints/http/test_impossible_plans.py",
        "entrypoints/http/test_pages.py",
        "entrypoints/http/test_permissions.py",
        "entrypoints/http/test_problems.py",
        "entrypoints/http/test_recurrence.py",
        "entrypoints/http/test_series.py",
    )
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Coverage is judged for identity alone (pyproject.toml), so the tests of other things do not pay for it.
    What is covered by those alone that are named above counts for nothing.
    """
    coverage = Coverage.current()
    if coverage is None or not any(map(item.path.is_relative_to, UNMEASURED)):
        return (yield)
    coverage.stop()
    try:
        return (yield)
    finally:
        coverage.start()


class DatabaseServer:
    """A server, and a migrated template from which databases are cloned in a tenth of a second."""

    def __init__(self, url: str) -> None:
        self.empty_url = url
        self._clones = 0
        self.template_url = self._created("template")
        migrate(self.template_url)

    def clone(self) -> str:
        """The URL of a fresh migrated database."""
        return self._created(f"clone{self._clones}", template="template")

    def blank(self) -> str:
        """The URL of a fresh database without any table."""
        return self._created(f"blank{self._clones}")

    def copy_of(self, url: str) -> str:
        """The URL of a fresh database with all that is in that one, to which nobody may be connected."""
        database = make_url(url).database
        assert database is not None
        return self._created(f"copy{self._clones}", template=database)

    def drop(self, url: str) -> None:
        """For tests that make many: what is left of all is written out when the server ends."""
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        self._execute(statement.format(sql.Identifier(str(make_url(url).database))))

    def _execute(self, statement: sql.Composed) -> None:
        address = make_url(self.empty_url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    def _created(self, name: str, template: str = "template1") -> str:
        self._clones += 1
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return make_url(self.empty_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def database_server() -> Iterator[DatabaseServer]:
    # Not below pytest's own folders: their names grow past what a socket's path may have.
    with (
        tempfile.TemporaryDirectory(prefix="convene-tests-") as folder,
        EmbeddedPostgres(Path(folder), fast=True) as server,
    ):
        yield DatabaseServer(server.url)


@pytest.fixture(scope="session")
def shared_database_url(database_server: DatabaseServer) -> str:
    return database_server.clone()


@pytest.fixture(scope="session")
def shared_engine(shared_database_url: str) -> Iterator[Engine]:
    engine = create_engine(shared_database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database_url(database_server: DatabaseServer) -> str:
    """A migrated, empty database for this test alone."""
    return database_server.clone()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


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
