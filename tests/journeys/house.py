"""Two web processes and a background worker behind nginx; what is killed there is back at once."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.entrypoints.cli.serving import LONG_ENOUGH
from tests.entrypoints.live.serving import ON_POSTGRES, WebServer, started_worker
from tests.journeys.nginx import nginx_before


@dataclass
class House:
    folder: Path
    environment: dict[str, str]
    port: int
    """Of nginx."""
    webs: list[WebServer]
    worker: "subprocess.Popen[bytes]"

    def kill_web(self, number: int) -> None:
        """kill -9 of one with all below it; returns when its successor answers."""
        killed = self.webs[number]
        killed.kill()
        self.webs[number] = WebServer(self.folder, ON_POSTGRES, port=killed.port, **self.environment)
        self.webs[number].wait_until_it_answers()

    def kill_worker(self) -> None:
        os.kill(self.worker.pid, signal.SIGKILL)
        self.worker.wait(LONG_ENOUGH)
        self.worker = started_worker(self.folder, **self.environment)

    def end(self) -> None:
        self.worker.terminate()
        for web in self.webs:
            web.end()
        self.worker.wait(LONG_ENOUGH)


@contextmanager
def house_behind_nginx(folder: Path, **environment: str) -> Iterator[House]:
    # One public address: a token of one process is good at the other.
    environment |= {"CONVENE_PUBLIC_URL": "http://convene.example", "CONVENE_TRUSTED_PROXIES": "127.0.0.1"}
    webs = [WebServer(folder, ON_POSTGRES, **environment) for _ in range(2)]
    house = House(folder, environment, 0, webs, started_worker(folder, **environment))
    try:
        for web in webs:
            web.wait_until_it_answers()
        with nginx_before([web.port for web in webs], folder) as house.port:
            yield house
    finally:
        house.end()
