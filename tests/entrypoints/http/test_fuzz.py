"""schemathesis over the served document, with all checks, against the whole application in memory.

``CONVENE_FUZZ_EXAMPLES`` asks for more examples per operation, ``CONVENE_FUZZ_SEED`` for another seed.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from domain.identity.role import Role
from tests.entrypoints.http.conftest import House

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = os.environ.get("CONVENE_FUZZ_EXAMPLES", "4")
SEED = os.environ.get("CONVENE_FUZZ_SEED", "20261123")


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Thousands of lines would hide the one that matters."""


def test_nothing_is_found_by_an_api_fuzzer(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "convene.access")
    ana = house.person("Ana", Role.ADMIN)
    house.person("Ben")
    server = make_server("127.0.0.1", 0, house.app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file",
            str(ROOT / "schemathesis.toml"),
            "run",
            f"http://127.0.0.1:{server.server_port}/api/v1/openapi.json",
            *("--header", f"Authorization: Bearer {ana.token}"),
            *("--checks", "all"),
            *("--max-examples", EXAMPLES),
            *("--seed", SEED),
            "--continue-on-failure",
            "--no-color",
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600, check=False
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    print(run.stdout)
    assert run.returncode == 0, run.stdout[-8_000:] + run.stderr[-2_000:]
    assert f"Seed: {SEED}" in run.stdout
    meetings = len(house.container.memory_database().tables.meetings)
    assert meetings > 0, "the fuzzer no longer gets past the validation"
