"""The embedded server: started, watched and stopped as a child of this process."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from adapters.embedded_postgres.account import Account, account_for
from adapters.embedded_postgres.binaries import reachable_installation
from adapters.embedded_postgres.founding import ENVIRONMENT, found_cluster
from adapters.embedded_postgres.ownership import OwnerLock, clear_what_a_killed_owner_left
from adapters.embedded_postgres.parameters import memory_of_this_machine, tuned_parameters
from adapters.embedded_postgres.places import Places
from adapters.embedded_postgres.problems import (
    DatabaseCannotRunHere,
    DatabaseDidNotStart,
)
from adapters.embedded_postgres.running import is_ready, url_for
from adapters.embedded_postgres.socket_directory import (
    PORT,
    make_socket_directory,
    remove_socket_directory,
)

READY_WITHIN = 60.0
"""Seconds a server may take to be ready; recovery after a crash on a slow disc is in there."""

LARGEST_LOG = 16 * 1024 * 1024

_PR_SET_PDEATHSIG = 1


class EmbeddedPostgres:
    """PostgreSQL on `data_dir`, reachable by a unix socket only, for as long as this process lives.

    `start` must be called from the main thread: Linux ends the server when the *thread* that started it ends.
    `fast=True` gives up durability and is for tests. `briefly=True` tells others that waiting is worth it.
    """

    def __init__(self, data_dir: Path, *, fast: bool = False, briefly: bool = False) -> None:
        self._places = Places.below(data_dir)
        self._fast = fast
        self._lock = OwnerLock(self._places, briefly=briefly)
        self._child: subprocess.Popen[bytes] | None = None
        self._socket_directory: Path | None = None

    @property
    def url(self) -> str:
        """The SQLAlchemy URL, from `start` to `stop`."""
        if self._socket_directory is None:
            raise RuntimeError("the embedded database has not been started")
        return url_for(self._socket_directory)

    @property
    def pid(self) -> int | None:
        """The process id of the server while there is one."""
        return self._child.pid if self._child is not None else None

    @property
    def has_died(self) -> bool:
        """Whether the server was started and has ended without being asked. `start` starts it anew."""
        return self._child is not None and self._child.poll() is not None

    def start(self) -> None:
        """Create the cluster if there is none, and return when the server accepts connections.

        Raises DatabaseAlreadyOwned, DatabaseCannotRunHere or DatabaseDidNotStart; nothing stays running then.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("start the embedded database from the main thread")
        if self._child is not None and self._child.poll() is None:
            return
        try:
            self._places.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.take()
            self._start_owned()
        except OSError as error:
            self.stop()
            raise DatabaseCannotRunHere(f"The embedded database cannot start: {error}") from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server cleanly and give up the data. Calling it twice is fine."""
        if self._child is not None:
            _end(self._child)
            self._child = None
        if self._socket_directory is not None:
            remove_socket_directory(self._socket_directory)
            self._socket_directory = None
        self._lock.release()

    def __enter__(self) -> "EmbeddedPostgres":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start_owned(self) -> None:
        account = account_for(self._places.cluster, self._places.data_dir)
        programs = reachable_installation(account) / "bin"
        clear_what_a_killed_owner_left(self._places)
        if not self._places.cluster.exists():
            found_cluster(self._places, programs, account, durable=not self._fast)
        self._refuse_another_version()
        self._socket_directory = make_socket_directory(self._places.data_dir, account)
        deadline = time.monotonic() + READY_WITHIN
        with _log_for_appending(self._places.log) as log:
            while True:
                before = log.seek(0, os.SEEK_END)
                self._child = self._launch(programs, account, self._socket_directory, log)
                if _became_ready(self._places, self._child, deadline):
                    return
                said = _said_since(self._places.log, before)
                # What a killed server held is freed with a delay: its pid file, its shared memory.
                passing = "already exists" in said or "is still in use" in said
                if not passing or time.monotonic() > deadline:
                    raise DatabaseDidNotStart(f"PostgreSQL did not start on {self._places.cluster}:\n{said}")
                time.sleep(0.2)

    def _launch(
        self, programs: Path, account: Account, socket_directory: Path, log: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        parameters = tuned_parameters(memory_of_this_machine(), fast=self._fast)
        options = [word for name, value in parameters.items() for word in ("-c", f"{name}={value}")]
        return subprocess.Popen(
            [
                *(programs / "postgres", "-D", account.name_for(self._places.cluster)),
                *("-k", socket_directory, "-h", "", "-p", str(PORT)),
                *options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self._places.cluster,
            env=ENVIRONMENT,
            start_new_session=True,
            preexec_fn=_end_with_parent(),
            user=account.uid,
            group=account.uid,
            extra_groups=account.groups,
        )

    def _refuse_another_version(self) -> None:
        ours = "18"
        theirs = (self._places.cluster / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise DatabaseCannotRunHere(
                f"{self._places.cluster} was written by PostgreSQL {theirs}; this one is version {ours}. "
                "Dump it with the old version and load it into a new data folder."
            )


def _end_with_parent() -> Callable[[], None] | None:
    """Something to run in the child: a clean shutdown (SIGINT) when we are gone, even by kill -9."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def end_with_parent() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:  # it died before we could ask to be told
            os._exit(1)

    return end_with_parent


def _log_for_appending(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.old"))
    return open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab", buffering=0)


def _said_since(log: Path, offset: int) -> str:
    with log.open("rb") as file:
        file.seek(offset)
        return file.read()[-2000:].decode(errors="replace").strip()


def _became_ready(places: Places, child: subprocess.Popen[bytes], deadline: float) -> bool:
    while child.poll() is None:
        if is_ready(places, child.pid):
            return True
        if time.monotonic() > deadline:
            _end(child)
            return False
        time.sleep(0.01)
    return False


def _end(child: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then an immediate one (recovery follows at the next start), then by force."""
    for how, patience in ((signal.SIGINT, 8), (signal.SIGQUIT, 3), (signal.SIGKILL, 3)):
        if child.poll() is not None:
            return
        child.send_signal(how)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
