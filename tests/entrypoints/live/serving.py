"""Real gunicorn processes with gevent, and people who call them."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import copy
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import Any, ClassVar

from entrypoints.cli.children import end_with_parent
from tests.entrypoints.cli.serving import LONG_ENOUGH, all_ending, environment_for, family_of, free_port
from tests.entrypoints.live.client import Client, connect

ON_MEMORY = "tests.entrypoints.live.memory_app:create()"
ON_POSTGRES = "entrypoints.http.app:create_app()"


class Person:
    """Somebody who signed in at one web server."""

    made: ClassVar[list["Person"]] = []
    """So that a fixture can hang up for them all."""

    def __init__(self, port: int, email: str, password: str) -> None:
        Person.made.append(self)
        self.port = port
        self.connection = HTTPConnection("127.0.0.1", port, timeout=LONG_ENOUGH)
        self.token = ""
        given = {"email": email, "password": password, "client": "api"}
        status, body = self.call("POST", "/auth/login", given)
        assert status == 200, body
        self.token = body["access_token"]
        self.refresh_token = body["refresh_token"]
        self.id = body["person"]["id"]

    def renew(self) -> None:
        """Access for another quarter of an hour."""
        status, body = self.call("POST", "/auth/refresh", {"refresh_token": self.refresh_token})
        assert status == 200, body
        self.token, self.refresh_token = body["access_token"], body["refresh_token"]

    def on_another_page(self) -> "Person":
        """The same session over a connection of its own, which no two threads may share."""
        page = copy(self)
        page.connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG_ENOUGH)
        Person.made.append(page)
        return page

    def call(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        given = {"Content-Type": "application/json"} if body is not None else {}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        payload = None if body is None else json.dumps(body)
        try:
            answer = self._answer(method, path, payload, given | headers)
        except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if method != "GET":
                raise
            # Whoever was silent for long finds that the other side has hung up (RFC 9112 §9.5).
            self.connection.close()
            answer = self._answer(method, path, payload, given | headers)
        raw = answer.read()
        if "json" in answer.headers.get("Content-Type", ""):
            return answer.status, json.loads(raw)
        return answer.status, raw.decode() or None  # of a proxy that found nobody

    def _answer(self, method: str, path: str, payload: str | None, headers: dict[str, str]) -> HTTPResponse:
        self.connection.request(method, "/api/v1" + path, payload, headers)
        return self.connection.getresponse()

    def schedule(self, title: str = "Review", *guests: "Person") -> dict[str, Any]:
        moments = {
            name: {"date_time": f"2030-05-06T{hour}:00:00", "time_zone": "Europe/Paris"}
            for name, hour in (("start", "09"), ("end", "10"))
        }
        invited = [{"person_id": guest.id} for guest in guests]
        status, meeting = self.call("POST", "/meetings", {"title": title, **moments, "guests": invited})
        assert status == 201, meeting
        return meeting  # type: ignore[no-any-return]

    def ticket(self) -> str:
        status, body = self.call("POST", "/live/tickets")
        assert status in {200, 201}, body
        return str(body["ticket"])

    def live(self, port: int | None = None, receive_buffer: int | None = None) -> Client:
        return connect(port or self.port, self.ticket(), receive_buffer=receive_buffer)

    def changes(self, since: str) -> Iterator[dict[str, Any]]:
        """All of them behind the cursor."""
        more = True
        while more:
            status, body = self.call("GET", f"/changes?since={since}&limit=200")
            assert status == 200, body
            yield from body["events"]
            since, more = body["next_cursor"], body["more"]


class WebServer:
    """gunicorn as ``convene serve`` runs it."""

    def __init__(
        self, data_dir: Path, application: str, workers: int = 1, port: int | None = None, **environment: str
    ) -> None:
        self.port = port or free_port()
        settings = {"CONVENE_PORT": str(self.port), "CONVENE_WORKERS": str(workers), **environment}
        config = ["--config", "python:entrypoints.http.gunicorn_config", "--bind", f"127.0.0.1:{self.port}"]
        self.log = data_dir / f"web-{self.port}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *config, application],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment_for(data_dir, **settings),
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + LONG_ENOUGH
        while True:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=LONG_ENOUGH)) as connection:
                    connection.request("GET", "/healthz")
                    assert connection.getresponse().status == 200
                    return
            except OSError:
                time.sleep(0.05)

    @property
    def worker_pids(self) -> set[int]:
        return family_of(self.process.pid) - {self.process.pid}

    def kill(self) -> None:
        """As if the machine lost its power."""
        with all_ending(family_of(self.process.pid)):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(LONG_ENOUGH)

    def end(self) -> None:
        if self.process.poll() is None:
            with all_ending(family_of(self.process.pid)):
                self.process.terminate()
                self.process.wait(LONG_ENOUGH)


@contextmanager
def web_server(data_dir: Path, application: str, workers: int = 1, **environment: str) -> Iterator[WebServer]:
    server = WebServer(data_dir, application, workers, **environment)
    try:
        server.wait_until_it_answers()
        yield server
    finally:
        server.end()


def started_worker(data_dir: Path, **environment: str) -> "subprocess.Popen[bytes]":
    """What numbers the events."""
    with (data_dir / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "entrypoints.cli.main", "worker"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment_for(data_dir, **environment),
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),
        )


@contextmanager
def background_worker(data_dir: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = started_worker(data_dir, **environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(LONG_ENOUGH)


def readable(clients: list[Client], timeout: float) -> list[Client]:
    """Those for whom something has arrived."""
    ready, _, _ = select.select([client.raw for client in clients], [], [], timeout)
    return [client for client in clients if client.raw in ready]
