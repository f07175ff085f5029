"""Whoever has come in before the door shuts is served, and whoever has not knows it."""

import socket
import sys
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from entrypoints.cli.listening import listener_at
from entrypoints.cli.shutting import leave_unheard, let_in_the_last, waiting_at
from tests.entrypoints.cli.serving import LONG_ENOUGH, server_on

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a filter of Linux")

CALLERS = 16
BUSY = 1.0
"""Seconds of calls before the server is told to stop."""


def test_who_knocks_too_late_is_not_heard_and_who_is_in_stays() -> None:
    with listener_at("127.0.0.1", 0) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as early:
            assert waiting_at(listener) == 1
            leave_unheard(listener)
            with pytest.raises(TimeoutError):
                socket.create_connection(("127.0.0.1", port), timeout=0.3)
            early.sendall(b"Still there?")
            accepted, _ = listener.accept()
            assert accepted.recv(100) == b"Still there?"
            accepted.close()
            assert waiting_at(listener) == 0


def test_the_last_are_waited_for_but_not_for_ever() -> None:
    with listener_at("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(("127.0.0.1", listener.getsockname()[1])):
            began = time.monotonic()
            let_in_the_last(listener, within=0.5)
            assert time.monotonic() - began >= 0.5
            accepting = threading.Timer(0.3, lambda: listener.accept()[0].close())
            accepting.start()
            began = time.monotonic()
            let_in_the_last(listener, within=LONG_ENOUGH)
            assert time.monotonic() - began < LONG_ENOUGH
            assert waiting_at(listener) == 0
            accepting.join()


def test_no_request_that_was_taken_in_is_lost_when_a_server_ends(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    over = threading.Event()

    def call(port: int) -> None:
        while not over.is_set():
            outcomes[outcome_of_a_call(port)] += 1

    with server_on(tmp_path / "data") as server:
        callers = [threading.Thread(target=call, args=[server.port]) for _ in range(CALLERS)]
        for caller in callers:
            caller.start()
        time.sleep(BUSY)
        server.end()
        over.set()
        for caller in callers:
            caller.join(LONG_ENOUGH)
    print(dict(outcomes))
    assert outcomes["answered"] > CALLERS
    assert outcomes["refused"] >= 1
    assert set(outcomes) == {"answered", "refused"}


def outcome_of_a_call(port: int) -> str:
    """``refused``: nothing was sent, so it is safe to ask another server."""
    with closing(socket.socket()) as raw:
        raw.settimeout(LONG_ENOUGH)
        try:
            raw.connect(("127.0.0.1", port))
        except ConnectionError:
            time.sleep(0.05)
            return "refused"
        with suppress(ConnectionError):
            body = b'{"email": 1}'
            head = f"POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            raw.sendall((head + more).encode() + body)
            if raw.recv(4096).startswith(b"HTTP/1.1 "):
                return "answered"
        return "lost"
