"""The processes that `convene serve` keeps running."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

SHORTEST_PAUSE = 0.2
LONGEST_PAUSE = 30.0
"""Seconds between the death of a child and its next start; doubled at each death in a row."""

LONG_LIFE = 60.0
"""A child that lived so many seconds is forgiven what went before."""

_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class BackOff:
    """How long to wait before a child is started again. Times are seconds of a clock that never goes back."""

    pause: float = SHORTEST_PAUSE

    def after_death(self, *, lived: float) -> float:
        """The pause before the next start, given how long the child lived."""
        if lived >= LONG_LIFE:
            self.pause = SHORTEST_PAUSE
        now, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        return now


@dataclass(slots=True)
class Child:
    """A program that is started again, after a growing pause, whenever it ends.

    It runs in a session of its own, so that Ctrl-C reaches the supervisor alone. The kernel tells it to stop
    (SIGTERM) when the supervisor is gone.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()
    process: "subprocess.Popen[bytes] | None" = None
    due: float | None = None
    back_off: BackOff = field(default_factory=BackOff)
    started: float = 0.0

    def start(self, **environment: str) -> None:
        self.process = subprocess.Popen(
            self.command,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            pass_fds=self.descriptors,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),
        )
        self.started, self.due = time.monotonic(), None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_death(self) -> int | None:
        """Once for each death, its exit status; then the next start is due after a pause."""
        if self.process is None or self.process.poll() is None:
            return None
        status = self.process.returncode
        now = time.monotonic()
        self.process, self.due = None, now + self.back_off.after_death(lived=now - self.started)
        return status

    def tell(self, how: signal.Signals) -> None:
        """Send a signal to the child itself; when it is SIGKILL, to all it started as well."""
        if self.process is None or self.process.poll() is not None:
            return
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)


def stop_all(children: Sequence[Child], *, within: float) -> None:
    """Ask all to stop and wait; those still there after `within` seconds are killed."""
    deadline = time.monotonic() + within
    for child in children:
        child.tell(signal.SIGTERM)
    for child in children:
        if child.process is not None:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.tell(signal.SIGKILL)
                child.process.wait()


def end_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """Something to run in a child, so that Linux sends it `how` when its parent ends, even by kill -9."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return ask
