"""`convene serve`: the database if none is given, migrations, web processes and the background worker."""

import argparse
import contextlib
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from entrypoints.cli.children import Child, end_with_parent
from entrypoints.cli.listening import AddressTaken, listener_at
from entrypoints.cli.supervisor import STOP_SIGNALS, Stop, Supervisor
from entrypoints.cli.terminal import complain, say
from entrypoints.embedded_database import DatabaseAlreadyOwned, EmbeddedPostgres, serving_url_of
from entrypoints.settings import Settings

PATIENCE_WITH_OTHER_COMMANDS = 60.0
"""Seconds to wait for a command that has started the database for itself and will stop it again."""

OWNER_URL = "CONVENE_DATABASE_OWNER_URL"

MOST_FILES = 65_536
"""More than this a process gains nothing from, and some programs walk through all of them."""


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reload", action="store_true", help="one web process that starts anew when a Python file changes"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C. Else 1: the data or the port is in use, or nothing starts."""
    settings = Settings.from_environment()
    _allow_many_connections()
    with Stop().heard() as stop, _database_of(settings) as database:
        environment = dict(os.environ)
        if database is not None:
            environment["CONVENE_DATABASE_URL"] = serving_url_of(database.url)
            environment[OWNER_URL] = database.url
        try:
            listener = listener_at(settings.host, settings.port)
        except AddressTaken as taken:
            complain(str(taken))
            return 1
        return _serve(settings, arguments, environment, listener, database, stop)


@contextmanager
def _database_of(settings: Settings) -> Iterator[EmbeddedPostgres | None]:
    """The embedded database, started; None when a server of its own was given."""
    if settings.database_url is not None:
        yield None
        return
    database = EmbeddedPostgres(settings.data_dir)
    deadline = time.monotonic() + PATIENCE_WITH_OTHER_COMMANDS
    while True:
        try:
            database.start()
            break
        except DatabaseAlreadyOwned as owned:
            if not owned.briefly or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    try:
        yield database
    finally:
        database.stop()


def _serve(
    settings: Settings,
    arguments: argparse.Namespace,
    environment: Mapping[str, str],
    listener: socket.socket,
    database: EmbeddedPostgres | None,
    stop: Stop,
) -> int:
    # The web process loads its modules while the database is migrated; the end of this pipe lets it go on.
    gate, opens_gate = os.pipe()
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:entrypoints.http.gunicorn_config"]
    bind = ["--bind", f"fd://{listener.fileno()}", *(["--reload"] if arguments.reload else [])]
    application = "entrypoints.http.app:create_app()"
    # Who may change the tables is nothing that the processes need to know which answer requests.
    without_owner = {name: value for name, value in environment.items() if name != OWNER_URL}
    web = Child("web", [*gunicorn, *bind, application], without_owner, (listener.fileno(), gate))
    background = Child("background", [*_convene(), "worker"], without_owner)
    web.start(_CONVENE_GATE=str(gate))
    setup_link = _migrate(environment, stop)
    os.close(gate)
    if setup_link is not None:
        os.close(opens_gate)
    web.descriptors = (listener.fileno(),)

    def when_ready() -> None:
        # There was nothing to do for it before, and people wait for the web process.
        background.start()
        say(f"\n  Convene is running at {settings.url}\n")
        if setup_link:
            say(f"  Nobody has an account yet. Make yourself the first admin:\n  {setup_link}\n")

    supervisor = Supervisor((web, background), web, listener, database, when_ready)
    if setup_link is None:
        stop.requested = True
        supervisor.run(stop)
        return 1
    return supervisor.run(stop)


def _migrate(environment: Mapping[str, str], stop: Stop) -> str | None:
    """Returns the set-up link (empty when there are accounts already), or None if the migration failed."""
    with subprocess.Popen(
        [*_convene(), "migrate", "--print-setup-link"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=end_with_parent(STOP_SIGNALS[0]),
    ) as migration:
        assert migration.stdout is not None
        while migration.poll() is None and not stop.requested:
            stop.wait([], 1.0)
        if stop.requested:
            migration.terminate()
        said = migration.stdout.read()
    if migration.returncode != 0:
        if not stop.requested:
            complain("The database could not be brought to this version's shape; see above.")
        return None
    return said.strip()


def _allow_many_connections() -> None:
    """Each live connection is an open file, and the usual limit is 1,024; the children inherit ours."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < most:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _convene() -> list[str]:
    return [sys.executable, "-m", "entrypoints.cli.main"]
