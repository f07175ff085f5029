"""Runs the real `convene`, as a person at a terminal does."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.cli.children import end_with_parent
from entrypoints.container import container_for
from entrypoints.embedded_database import with_database
from entrypoints.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
LONG_ENOUGH = 120.0
"""Seconds until a test gives up waiting for something that takes a few on an idle machine."""
PASSWORD = "a long and unlikely one 4711"


def environment_for(data_dir: Path, **more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CONVENE_")}
    return {**clean, "CONVENE_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT), **more}


def convene(
    data_dir: Path, *words: str, given: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "entrypoints.cli.main", *words],
        input=given,
        capture_output=True,
        text=True,
        env=environment_for(data_dir, **environment),
        timeout=LONG_ENOUGH,
        check=False,
    )


def make_person(
    data_dir: Path, name: str, *, role: str = "admin", zone: str | None = None, **environment: str
) -> "subprocess.CompletedProcess[str]":
    words = f"person create --email {name.lower()}@example.org --name {name} --role {role} --password-stdin"
    there = ("--time-zone", zone) if zone else ()
    return convene(data_dir, *words.split(), *there, given=f"{PASSWORD}\n", **environment)


def add_person(data_dir: Path, name: str, *, role: str = "admin", zone: str | None = None) -> None:
    """Beside the running server, like `make_person`, but in this process: another takes seconds to begin."""
    settings = Settings.from_environment({"CONVENE_DATA_DIR": str(data_dir)})
    with with_database(settings) as found:
        container = container_for(found)
        email = f"{name.lower()}@example.org"
        container.accounts.create_person()(
            CreatePersonCommand(email, name, PASSWORD, Role(role), zone or "UTC")
        )
        container.wakeups().close()
        container.engine().dispose()


class Server:
    """A running `convene serve` on a free port."""

    def __init__(self, data_dir: Path, **environment: str) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        environment = {"CONVENE_PORT": str(self.port), "CONVENE_WORKERS": "1", **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "entrypoints.cli.main", "serve"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment_for(data_dir, **environment),
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),
        )
        self.said = ""

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.end()
        elif self.process.stdout is not None:
            self.process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_it_says(self, words: str) -> None:
        assert self.process.stdout is not None
        while words not in self.said:
            readable, _, _ = select.select([self.process.stdout], [], [], LONG_ENOUGH)
            assert readable, f"silent after: {self.said}"
            more = os.read(self.process.stdout.fileno(), 4096)
            assert more, f"ended after: {self.said}"
            self.said += more.decode()

    def wait_until_ready(self) -> None:
        self.wait_until_it_says("Convene is running at")

    def answers(self) -> bool:
        with urllib.request.urlopen(f"{self.url}/healthz", timeout=LONG_ENOUGH) as answer:
            return bool(answer.status == 200)

    def pid_of(self, words: str) -> int:
        """The child of the supervisor whose command line matches."""
        found = [pid for pid in children_of(self.process.pid) if re.search(words, command_line(pid))]
        assert len(found) == 1, {pid: command_line(pid) for pid in children_of(self.process.pid)}
        return found[0]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal, wait until every process is gone, and return the exit status."""
        with all_ending(family_of(self.process.pid)):
            self.process.send_signal(how)
            rest, _ = self.process.communicate(timeout=LONG_ENOUGH)
        self.said += rest.decode()
        return self.process.returncode


@contextmanager
def server_on(data_dir: Path, **environment: str) -> Iterator[Server]:
    with Server(data_dir, **environment) as server:
        server.wait_until_ready()
        yield server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def parents() -> Mapping[int, int]:
    """The parent of every process."""
    found = {}
    for entry in os.listdir("/proc"):
        with suppress(OSError, ValueError):
            after_name = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
            found[int(entry)] = int(after_name[1])
    return found


def children_of(pid: int) -> list[int]:
    return [child for child, parent in parents().items() if parent == pid]


def family_of(pid: int) -> set[int]:
    """The process and all below it."""
    known, family = parents(), {pid}
    while more := {child for child, parent in known.items() if parent in family} - family:
        family |= more
    return family


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


@contextmanager
def all_ending(pids: set[int]) -> Iterator[None]:
    """Enter while the processes live; leaving waits until every one of them has ended."""
    descriptors = []
    try:
        for pid in pids:
            with suppress(ProcessLookupError):
                descriptors.append(os.pidfd_open(pid))
        yield
        for descriptor in descriptors:
            ended, _, _ = select.select([descriptor], [], [], LONG_ENOUGH)
            assert ended, f"still there: {[command_line(pid) for pid in pids]}"
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
