"""One owner per data folder, kept by a lock that the kernel releases when its holder dies."""

import contextlib
import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from adapters.embedded_postgres.places import Places
from adapters.embedded_postgres.problems import DatabaseAlreadyOwned, DatabaseCannotRunHere
from adapters.embedded_postgres.running import pid_file_lines

PATIENCE_WITH_LEFTOVERS = 30.0
"""Seconds that processes of a killed predecessor get to finish."""


class OwnerLock:
    """The lock itself. It is not inherited by children: when the owner is gone, so is the lock."""

    def __init__(self, places: Places, *, briefly: bool) -> None:
        self._places = places
        self._briefly = briefly
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def take(self) -> None:
        """Raises DatabaseAlreadyOwned, naming the process, if somebody else holds it."""
        if self.is_held:
            return
        try:
            descriptor = os.open(self._places.owner_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError as error:
            raise DatabaseCannotRunHere(
                f"No permission to use {self._places.owner_lock}: the data belongs to another user. "
                "Start Convene as that user, or choose another CONVENE_DATA_DIR."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder, _, manner = os.pread(descriptor, 32, 0).decode(errors="replace").strip().partition(" ")
            os.close(descriptor)
            pid = int(holder) if holder.isdigit() else None
            raise DatabaseAlreadyOwned(
                self._places.data_dir, pid, briefly=pid is None or manner == "briefly"
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}{' briefly' if self._briefly else ''}\n".encode(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def clear_what_a_killed_owner_left(places: Places) -> None:
    """Wait until no process of an earlier server lives on the cluster, then remove its stale pid file.

    Call it only with the owner lock held. PostgreSQL itself cannot tell a reused process number (a container
    restarts with the same small numbers) or a zombie that nobody reaps from a living server; with the lock
    held, and no process working in the cluster's folder, there is none.

    Raises DatabaseCannotRunHere when the leftovers do not go away.
    """
    if sys.platform != "linux" or not places.pid_file.exists():
        return
    began = time.monotonic()
    asked: dict[int, signal.Signals] = {}
    while living := processes_working_in(places.cluster):
        waited = time.monotonic() - began
        if waited > PATIENCE_WITH_LEFTOVERS:
            raise DatabaseCannotRunHere(
                f"PostgreSQL processes of an earlier run still work in {places.cluster} and do not stop: "
                f"{', '.join(map(str, sorted(living)))}."
            )
        # They were told to stop when their owner died; say it again where that did not arrive.
        if waited > 1:
            _ask_to_stop(_postmaster_pid(places), signal.SIGINT, living, asked)
        if waited > PATIENCE_WITH_LEFTOVERS / 2:
            _ask_to_stop(_postmaster_pid(places), signal.SIGQUIT, living, asked)
        time.sleep(0.02)
    places.pid_file.unlink(missing_ok=True)


def _ask_to_stop(
    postmaster: int | None, how: signal.Signals, living: set[int], asked: dict[int, signal.Signals]
) -> None:
    if postmaster in living and asked.get(postmaster) != how:
        asked[postmaster] = how
        with contextlib.suppress(ProcessLookupError):
            os.kill(postmaster, how)


def _postmaster_pid(places: Places) -> int | None:
    lines = pid_file_lines(places)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def processes_working_in(cluster: Path) -> set[int]:
    """Processes whose working directory is the cluster: PostgreSQL's do that, and nothing else does.

    Only Linux can answer. Only those are seen that we may look at, which includes all that we could have
    started.
    """
    found = set()
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                where = os.readlink(f"/proc/{entry.name}/cwd")
                program = os.readlink(f"/proc/{entry.name}/exe")
            except OSError:  # gone, a zombie, or somebody else's
                continue
            if where == str(cluster) and os.path.basename(program).startswith("postgres"):
                found.add(int(entry.name))
    return found
