"""The same request a hundred times at once, at two web processes, one of which may die: one meeting."""

import json
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest

from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, web_server
from tests.journeys.test_cut_and_resume import NAMES, PASSWORD, make_people

CLIENTS = 100
DAY = "from=2030-05-06T00:00:00Z&to=2030-05-07T00:00:00Z"


def sent_until_answered(server: WebServer, token: str, key: str, start: Barrier) -> tuple[bytes, str | None]:
    """The body of the 201 and whether it is a replay, as a client gets it that retries what is retryable."""
    moments = {
        name: {"date_time": f"2030-05-06T{hour}:00:00", "time_zone": "Europe/Paris"}
        for name, hour in (("start", "09"), ("end", "10"))
    }
    body = json.dumps({"title": "Once", **moments})
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"}
    start.wait(60)
    while True:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
            try:
                connection.request("POST", "/api/v1/meetings", body, headers)
                answer = connection.getresponse()
                raw = answer.read()
            except (OSError, HTTPException):
                continue  # that process was just killed
        if answer.status == 201:
            return raw, answer.headers["Idempotency-Replayed"]
        assert answer.status in {409, 503}, raw
        assert json.loads(raw)["retryable"] is True, raw


@pytest.mark.parametrize("crash", [False, True], ids=["in peace", "with a crash"])
def test_one_key_is_one_meeting(crash: bool, database_url: str, tmp_path: Path) -> None:
    environment = {"CONVENE_DATABASE_URL": database_url}
    make_people(database_url, tmp_path)
    with web_server(tmp_path, ON_POSTGRES, workers=2, **environment) as server:
        ana = Person(server.port, f"{NAMES[0]}@example.org", PASSWORD)
        key, start = str(uuid4()), Barrier(CLIENTS + 1)
        with ThreadPoolExecutor(CLIENTS) as pool:
            sent = [pool.submit(sent_until_answered, server, ana.token, key, start) for _ in range(CLIENTS)]
            start.wait(60)
            if crash:
                os.kill(min(server.worker_pids), signal.SIGKILL)
            answers = [each.result() for each in sent]
        assert len({body for body, _ in answers}) == 1
        first_hand = Counter(replayed for _, replayed in answers)[None]
        assert first_hand <= 1 if crash else first_hand == 1
        ana.connection.close()
        status, page = ana.call("GET", f"/calendar?{DAY}")
        assert status == 200
        assert [entry["title"] for entry in page["data"]] == ["Once"]
