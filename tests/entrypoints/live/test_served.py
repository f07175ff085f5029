"""One real gunicorn process with gevent: every trap of the socket library, seen from outside."""

import base64
import json
import os
import secrets
import statistics
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from entrypoints.live.blueprint import HUB
from tests.entrypoints.live import memory_app
from tests.entrypoints.live.client import Refused, connect
from tests.entrypoints.live.memory_app import PASSWORD
from tests.entrypoints.live.serving import ON_MEMORY, Person, WebServer, web_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with web_server(tmp_path_factory.mktemp("live"), ON_MEMORY) as running:
        yield running


@pytest.fixture(scope="module")
def ana(server: WebServer) -> Person:
    return Person(server.port, "ana@example.org", PASSWORD)


@pytest.fixture(scope="module")
def ben(server: WebServer) -> Person:
    return Person(server.port, "ben@example.org", PASSWORD)


def a_handshake() -> dict[str, str]:
    return {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
        "Sec-WebSocket-Protocol": "convene.v1",
    }


def test_what_ana_does_ben_sees(ana: Person, ben: Person) -> None:
    page = ben.live()
    page.hello()
    meeting = ana.schedule("Design review", ben)
    frame = page.hear()
    assert (frame["kind"], frame["subject"]["id"]) == ("meeting.scheduled", meeting["id"])
    assert frame["actor"]["name"] == "Ana"
    page.close()
    assert page.goodbye().code == 1000


def test_the_stream_and_the_list_of_changes_say_the_same(ana: Person, ben: Person) -> None:
    page = ben.live()
    cursor = page.hello()["cursor"]
    ana.schedule("One", ben)
    ana.schedule("Two", ben)
    frames = [page.hear(), page.hear()]
    page.cut()
    assert [{**event, "type": "event"} for event in ben.changes(cursor)] == frames


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://127.0.0.1", "https://127.0.0.1:{port}", "file://"],
)
def test_a_foreign_page_is_refused_before_the_upgrade(
    server: WebServer, ana: Person, origin: str | None
) -> None:
    ticket = ana.ticket()
    with pytest.raises(Refused) as refused:
        connect(server.port, ticket, origin=origin and origin.format(port=server.port))
    assert (refused.value.status, refused.value.code) == (403, "origin_not_trusted")
    connect(server.port, ticket).cut()  # the ticket is still good


def test_without_our_subprotocol_there_is_no_upgrade(server: WebServer, ana: Person) -> None:
    for subprotocols in [(), ("chat",), ("convene.v2", "chat")]:
        with pytest.raises(Refused) as refused:
            connect(server.port, ana.ticket(), subprotocols=subprotocols)
        assert (refused.value.status, refused.value.code) == (400, "subprotocol_missing")
    connect(server.port, ana.ticket(), subprotocols=("chat", "convene.v1")).cut()


def test_a_ticket_opens_one_connection(server: WebServer, ana: Person) -> None:
    ticket = ana.ticket()
    connect(server.port, ticket).cut()
    for used in (ticket, "never-issued", "", "x" * 1_000, "%00", None):
        with pytest.raises(Refused) as refused:
            connect(server.port, used)
        assert (refused.value.status, refused.value.code) == (401, "live_ticket_invalid")
        assert refused.value.headers["www-authenticate"] == "Bearer"


def test_no_ticket_stands_in_a_log(server: WebServer, ana: Person) -> None:
    ticket = ana.ticket()
    connect(server.port, ticket).cut()
    assert "/api/v1/live/tickets" in server.log.read_text()
    assert ticket not in server.log.read_text()


def test_an_open_connection_is_no_request_any_more(server: WebServer, ana: Person) -> None:
    page = ana.live()
    page.hello()
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert "live.live" in [line.get("route") for line in lines]
    assert page.is_quiet()
    page.cut()


def test_a_process_takes_in_so_many_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("entrypoints.live.hub.MOST_CONNECTIONS", 0)
    headers = a_handshake() | {"Origin": "http://localhost"}
    answer = memory_app.create().test_client().get("/api/v1/live?ticket=1", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (503, "live_full")
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Upgrade": "h2c"}, 426),
        ({"Upgrade": ""}, 426),
        ({"Connection": "close"}, 400),
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Sec-WebSocket-Key": "short"}, 400),
        ({"Sec-WebSocket-Key": "é"}, 400),
        ({"Sec-WebSocket-Key": ""}, 400),
    ],
)
def test_half_a_handshake_is_a_problem(
    server: WebServer, ana: Person, changed: dict[str, str], status: int
) -> None:
    headers = a_handshake() | {"Origin": f"http://127.0.0.1:{server.port}"} | changed
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", f"/api/v1/live?ticket={ana.ticket()}", headers=headers)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    if status == 426:
        assert answer.headers["Upgrade"] == "websocket"
        assert answer.headers["Sec-WebSocket-Version"] == "13"
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_is_opened_with_get(server: WebServer, method: str) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, "/api/v1/live")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")
    connection.close()


def test_signing_out_ends_the_connection_at_once(server: WebServer) -> None:
    eve = Person(server.port, "eve@example.org", PASSWORD)
    status, body = eve.call(
        "POST", "/auth/login", {"email": "eve@example.org", "password": PASSWORD, "client": "api"}
    )
    assert status == 200
    eve.token = body["access_token"]
    page = eve.live()
    page.hello()
    origin = f"http://127.0.0.1:{server.port}"
    cookie = f"convene_refresh={body['refresh_token']}"
    status, _ = eve.call("POST", "/auth/logout", Origin=origin, Cookie=cookie, **{"X-Convene-CSRF": "1"})
    assert status == 204
    assert page.goodbye().code == 4401


def test_a_hundred_stopped_readers_harm_nobody(ana: Person, ben: Person) -> None:
    """Traps 1 and 2: nobody's frames are broken, and the slow get 1013 whenever they read on."""
    stopped = [ben.live(receive_buffer=4096) for _ in range(100)]
    listening = ben.live()
    for client in (*stopped, listening):
        client.hello()
    delays = []
    number = 1_500
    for _ in range(number):
        sent = time.perf_counter()
        meeting = ana.schedule("t" * 200, ben)
        assert listening.hear()["subject"]["id"] == meeting["id"]
        delays.append(time.perf_counter() - sent)
    heard = []
    for client in stopped:
        frames, closed = client.rest()
        assert closed.code == 1013
        assert {frame["kind"] for frame in frames} == {"meeting.scheduled"}
        heard.append(len(frames))
        client.cut()
    assert max(heard) < number
    assert listening.is_quiet()
    listening.cut()
    early, late = statistics.median(delays[:100]), statistics.median(delays[-100:])
    print(
        f"created and heard: median {early * 1000:.1f} ms with 100 stopped readers, "
        f"{late * 1000:.1f} ms without; a stopped reader found {min(heard)} to {max(heard)} whole frames"
    )


def test_signing_in_does_not_stall_the_others(server: WebServer, ana: Person) -> None:
    """Trap 4: argon2 takes tens of milliseconds of pure computing, and here four people sign in at once."""
    page = ana.live()
    page.hello()
    running = True
    signed_in = []

    def sign_in_again_and_again() -> None:
        while running:
            signed_in.append(Person(server.port, "eve@example.org", PASSWORD).id)

    people = [Thread(target=sign_in_again_and_again) for _ in range(4)]
    for person in people:
        person.start()
    delays = []
    while len(signed_in) < 20:
        sent = time.perf_counter()
        page.say({"type": "ping"})
        assert page.hear() == {"type": "pong"}
        delays.append(time.perf_counter() - sent)
        time.sleep(0.06)  # within the allowance of one client
    running = False
    for person in people:
        person.join()
    print(f"ping while {len(signed_in)} people signed in: median {statistics.median(delays) * 1000:.1f} ms")
    assert os.cpu_count() == 1 or statistics.median(delays) < 0.5


def test_a_process_that_ends_says_so(tmp_path: Path) -> None:
    """Trap 3: 1012 for everybody, and gunicorn goes without being killed."""
    with web_server(tmp_path, ON_MEMORY) as server:
        ana = Person(server.port, "ana@example.org", PASSWORD)
        pages = [ana.live() for _ in range(200)]
        for page in pages[1:]:
            page.hello()
        began = time.perf_counter()
        server.process.terminate()
        codes = [page.goodbye().code for page in pages]
        told = time.perf_counter() - began
        for page in pages:
            page.cut()
        assert codes == [1012] * 200
        assert server.process.wait(60) == 0
        print(f"200 clients told in {told:.2f} s, ended after {time.perf_counter() - began:.2f} s")
        assert "timeout" not in server.log.read_text().lower()


def test_the_same_works_with_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under `flask run`, without gevent."""
    monkeypatch.setenv("CONVENE_DATA_DIR", str(tmp_path))
    app = memory_app.create()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = Thread(target=server.serve_forever)
    serving.start()
    ana = Person(server.server_port, "ana@example.org", PASSWORD)
    stopped, listening, leaving = (ana.live(receive_buffer=4096) for _ in range(3))
    for page in (stopped, listening, leaving):
        page.hello()
    leaving.close()
    assert leaving.goodbye().code == 1000
    for _ in range(1_500):
        meeting = ana.schedule("t" * 200)
        assert listening.hear()["subject"]["id"] == meeting["id"]
    assert stopped.goodbye().code == 1013
    app.extensions[HUB].drain()
    assert listening.goodbye().code == 1012
    for page in (stopped, listening, leaving):
        page.cut()
    app.extensions[HUB].stop()
    server.shutdown()
    serving.join()
    server.server_close()
