"""What the workloads run on: a seeded database, web servers on free ports, people who are signed in."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from types import TracebackType
from uuid import UUID

from pydantic import SecretStr

from adapters.embedded_postgres import EmbeddedPostgres
from adapters.postgres.migrations import migrate
from application.identity.caller import Caller
from application.identity.create_person import CreatePersonCommand
from benchmarks.load import answer_of, request
from benchmarks.seeding import World, seed
from benchmarks.world import MILLION
from domain.identity.role import Role
from domain.identity.session import Session
from entrypoints.container import Container, container_for
from entrypoints.settings import CHECKOUT, Settings

STARTS_WITHIN = STOPS_WITHIN = 60.0
"""Seconds."""

CONVENE = [sys.executable, "-m", "entrypoints.cli.main", "serve"]


@dataclass
class Stage:
    """Everything is made when it is first asked for, and ends with the block."""

    folder: Path = field(init=False)
    secret: str = field(default_factory=lambda: f"bench:{token_urlsafe(48)}")
    _ends: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Stage":
        # A short name: the socket's path has to fit into a hundred characters.
        self.folder = Path(self._ends.enter_context(tempfile.TemporaryDirectory(prefix="convene-bench-")))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    @cached_property
    def world(self) -> World:
        """A million dates, in an embedded PostgreSQL that syncs to disc as in production."""
        database = self._ends.enter_context(EmbeddedPostgres(self.folder / "world"))
        migrate(database.url)
        began = time.perf_counter()
        world = seed(database.url, MILLION)
        print(f"seeded {MILLION.dates:,} dates in {time.perf_counter() - began:.0f} s")
        return world

    @contextmanager
    def convene(self, workers: int = 1) -> Iterator[int]:
        """The port of a whole Convene on the seeded database."""
        with self.convene_process(workers) as (port, _):
            yield port

    @contextmanager
    def convene_process(self, workers: int = 1) -> Iterator[tuple[int, int]]:
        """The same, and the number of the process that started the others."""
        port = free_port()
        environment = self._environment() | {"CONVENE_WORKERS": str(workers)}
        with serving(CONVENE, self.folder, port, environment) as process:
            yield port, process.pid

    @contextmanager
    def limits(self) -> Iterator[int]:
        """The port of the limits, under the server and the settings that Convene runs under."""
        port = free_port()
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:entrypoints.http.gunicorn_config"]
        command = [*gunicorn, "--bind", f"127.0.0.1:{port}", "benchmarks.limits:create_app()"]
        with serving(command, self.folder, port, self._environment()):
            yield port

    def _environment(self) -> dict[str, str]:
        return {
            "CONVENE_DATABASE_URL": self.world.url,
            "CONVENE_WORKERS": "1",
            "CONVENE_RATE_LIMIT_SIGNED_IN": "0",  # one client is to be as busy as it can
            "CONVENE_SECRET_KEYS": self.secret,
            "CONVENE_DATA_DIR": str(self.folder / "data"),
        }

    def accounts(self, password: str, how_many: int) -> list[str]:
        """The addresses of new people who have that password."""
        container = self.container()
        emails = [f"{token_urlsafe(9)}@example.org" for _ in range(how_many)]
        for email in emails:
            container.accounts.create_person()(
                CreatePersonCommand(email, "Somebody", password, Role.MEMBER, "UTC")
            )
        container.engine().dispose()
        return emails

    def signed_in(self, person_id: UUID, port: int) -> str:
        """An access token for the server on that port."""
        container = self.container(port)
        session_id = self.caller(person_id, container).session_id
        assert session_id is not None
        container.engine().dispose()
        token: str = container.access_tokens().issue(
            person_id, session_id, Role.MEMBER, now=datetime.now(UTC)
        )
        return token

    def caller(self, person_id: UUID, container: Container) -> Caller:
        """That person in a session of their own."""
        session = Session.start(person_id, token_bytes(32), device="bench", address="", now=datetime.now(UTC))
        with container.transactions().begin() as work:
            work.sessions.add(session)
        return Caller(person_id, Role.MEMBER, session.id)

    def container(self, port: int = 8000) -> Container:
        settings = Settings(
            port=port,
            database_url=SecretStr(self.world.url),
            secret_keys=(("bench", SecretStr(self.secret.partition(":")[2])),),
        )
        return container_for(settings)


@contextmanager
def serving(
    command: Sequence[str], folder: Path, port: int, environment: Mapping[str, str], ready: str = "/healthz"
) -> Iterator["subprocess.Popen[bytes]"]:
    """A server's process, from its first good answer at ``ready`` on. Its output goes to a file."""
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env={**_inherited(), **environment, "CONVENE_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _await_answer(port, ready, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _await_answer(port: int, path: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            answer_of(port, request("GET", path))
            return
        except (OSError, AssertionError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not start; see its log") from None
            time.sleep(0.005)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _inherited() -> dict[str, str]:
    """Our environment without what would configure Convene; compiled modules are kept as in production."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CONVENE_") and name != "PYTHONDONTWRITEBYTECODE"
    }
