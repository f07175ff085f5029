"""Keeps children and the embedded database running until it is told to stop."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from entrypoints.cli.children import BackOff, Child, stop_all
from entrypoints.cli.listening import ask_whether_it_answers, has_answered
from entrypoints.cli.shutting import let_in_the_last
from entrypoints.cli.terminal import complain
from entrypoints.embedded_database import EmbeddedPostgres, EmbeddedPostgresProblem

TIME_TO_STOP = 18.0
"""Seconds that children get after SIGTERM; with the database's own, all ends within 30."""

TIME_TO_LET_IN = 2.0
"""Seconds in which web processes have to accept whoever had come before they were to end."""

ASK_EVERY = 0.02
"""Seconds between two looks whether a web process that starts listens yet."""

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stop:
    """Whether a signal to stop has come, and a descriptor that becomes readable at every signal."""

    def __init__(self) -> None:
        self.requested = False
        self.reader, self._writer = os.pipe()
        os.set_blocking(self.reader, False)
        os.set_blocking(self._writer, False)

    @contextmanager
    def heard(self) -> Iterator["Stop"]:
        """Listen for signals during the block."""
        before = {number: signal.getsignal(number) for number in (*STOP_SIGNALS, signal.SIGCHLD)}
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            if before[number] != signal.SIG_IGN:  # as nohup does it with SIGHUP
                signal.signal(number, self._request)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(-1)
            os.close(self.reader)
            os.close(self._writer)

    def _request(self, *_: object) -> None:
        self.requested = True

    def wait(self, others: Sequence[int], timeout: float | None) -> None:
        """Return at a signal, when one of `others` is readable, or after `timeout` seconds."""
        select.select([self.reader, *others], [], [], timeout)
        with contextlib.suppress(BlockingIOError):
            while os.read(self.reader, 512):
                pass


class Supervisor:
    """One run: children come and go, the database is brought back, until `stop` is requested.

    `when_ready` is called once, at the first answer of the web process.
    """

    def __init__(
        self,
        children: Sequence[Child],
        web: Child,
        listener: socket.socket,
        database: EmbeddedPostgres | None,
        when_ready: Callable[[], None],
    ) -> None:
        self._children = children
        self._web = web
        self._listener = listener
        self._database = database
        self._when_ready = when_ready
        self._question: socket.socket | None = None
        self._is_ready = False
        self._database_due: float | None = None
        self._database_back_off = BackOff()
        self._database_started = time.monotonic()

    def run(self, stop: Stop) -> int:
        """The exit status: 0 when asked to stop, 1 when the web process could not start at all."""
        try:
            while not stop.requested:
                if not self._tend_children():
                    return 1
                self._tend_database()
                self._listen_for_an_answer()
                stop.wait([self._question.fileno()] if self._question else [], self._time_to_next_start())
            return 0
        finally:
            if self._question:
                self._question.close()
            let_in_the_last(self._listener, within=TIME_TO_LET_IN)
            # Nobody must queue up here for processes that are about to end.
            self._listener.close()
            stop_all(self._children, within=TIME_TO_STOP)

    def _tend_children(self) -> bool:
        now = time.monotonic()
        for child in self._children:
            status = child.note_death()
            if status is not None:
                complain(f"The {child.name} process has ended ({_words_for(status)}).")
                if child is self._web and not self._is_ready:
                    return False
            if child.due is not None and child.due <= now:
                complain(f"Starting the {child.name} process again.")
                child.start()
        return True

    def _tend_database(self) -> None:
        if self._database is None:
            return
        now = time.monotonic()
        if self._database.has_died and self._database_due is None:
            pause = self._database_back_off.after_death(lived=now - self._database_started)
            self._database_due = now + pause
        if self._database_due is not None and self._database_due <= now:
            complain("The database has ended; starting it again.")
            self._database_due, self._database_started = None, now
            try:
                self._database.start()
            except EmbeddedPostgresProblem as problem:
                complain(str(problem))
                self._database_due = time.monotonic() + self._database_back_off.after_death(lived=0)

    def _listen_for_an_answer(self) -> None:
        if self._is_ready:
            return
        if self._question is None:
            self._question = ask_whether_it_answers(self._listener)
        if self._question is None:
            return
        if select.select([self._question], [], [], 0)[0]:
            self._is_ready = has_answered(self._question)
            self._question.close()
            self._question = None
            if self._is_ready:
                self._when_ready()

    def _time_to_next_start(self) -> float | None:
        due = [child.due for child in self._children if child.due is not None]
        if self._database_due is not None:
            due.append(self._database_due)
        if not self._is_ready and self._question is None:
            due.append(time.monotonic() + ASK_EVERY)
        return max(0.0, min(due) - time.monotonic()) if due else None


def _words_for(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
