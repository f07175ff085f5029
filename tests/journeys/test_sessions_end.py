"""Every way in which sessions end, and what admins change, seen from two web processes (S4, S9-S15).

REST at once, sockets soon.
"""

import re
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.container import Container, container_for
from entrypoints.settings import Settings
from tests.conftest import DatabaseServer
from tests.entrypoints.cli.serving import LONG_ENOUGH
from tests.entrypoints.live.client import Client
from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, background_worker, web_server

pytestmark = pytest.mark.against_the_clock

PASSWORD = "a long and unlikely one 4711"
NEW = "another long and unlikely one"
REST_WITHIN, SOCKETS_WITHIN = 1.0, 5.0
"""Seconds."""


@dataclass
class Town:
    """Two web processes and the background worker on one database."""

    servers: tuple[WebServer, WebServer]
    container: Container
    folder: Path

    def account(self, role: Role = Role.MEMBER) -> str:
        """The address of somebody new."""
        email = f"{uuid4().hex}@example.org"
        command = CreatePersonCommand(email, "Somebody", PASSWORD, role, "Europe/Paris")
        self.container.accounts.create_person()(command)
        return email

    def device(self, email: str, server: int = 0, password: str = PASSWORD) -> Person:
        return Person(self.servers[server].port, email, password)

    def administer(self, person: Person, **change: object) -> None:
        admin = self.device(self.account(Role.ADMIN))
        done(admin.call("PATCH", f"/people/{person.id}", change, **{"If-Match": "*"}))

    def statuses(self, device: Person) -> list[int]:
        """What each process says to its access token."""
        found = []
        for server in self.servers:
            page = device.on_another_page()
            page.connection.port = server.port
            found.append(page.call("GET", "/me")[0])
        return found

    def mailed_token(self, email: str, page: str) -> str:
        """Out of the letter that the worker wrote to a file, there being no mail server."""
        deadline = time.monotonic() + LONG_ENOUGH
        while time.monotonic() < deadline:
            for path in self.folder.rglob("*.eml"):
                letter = message_from_bytes(path.read_bytes(), policy=policy.default)
                body = letter.get_body(("plain",))
                found = re.search(rf"/{page}#token=([\w-]+)", body.get_content() if body else "")
                if letter["To"] == email and found:
                    return found[1]
            time.sleep(0.05)
        raise AssertionError("no letter came")


@pytest.fixture(scope="module")
def town(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder, url = tmp_path_factory.mktemp("town"), database_server.clone()
    # One address for both: tokens name who issued them.
    environment = {"CONVENE_DATABASE_URL": url, "CONVENE_PUBLIC_URL": "http://meet.example.org"}
    settings = Settings.from_environment({**environment, "CONVENE_DATA_DIR": str(folder)})
    container = container_for(settings)
    with (
        web_server(folder, ON_POSTGRES, **environment) as one,
        web_server(folder, ON_POSTGRES, **environment) as two,
        background_worker(folder, **environment),
    ):
        yield Town((one, two), container, folder)
    container.wakeups().close()
    container.engine().dispose()


def done(answer: tuple[int, Any]) -> None:
    assert answer[0] in {200, 204}, answer


def own_session(device: Person) -> str:
    _, listed = device.call("GET", "/auth/sessions")
    return next(str(each["id"]) for each in listed["data"] if each["is_current"])


def log_out(town: Town, mine: Person, other: Person, email: str) -> None:
    done(other.call("POST", "/auth/logout", {"refresh_token": other.refresh_token}))


def end_one(town: Town, mine: Person, other: Person, email: str) -> None:
    done(mine.call("DELETE", f"/auth/sessions/{own_session(other)}"))


def end_others(town: Town, mine: Person, other: Person, email: str) -> None:
    done(mine.call("DELETE", "/auth/sessions"))


def change_password(town: Town, mine: Person, other: Person, email: str) -> None:
    change = {"current_password": PASSWORD, "new_password": NEW, "client": "api"}
    status, body = mine.call("POST", "/auth/password", change)
    assert status == 200
    mine.refresh_token = body["refresh_token"]


def reset_password(town: Town, mine: Person, other: Person, email: str) -> None:
    done(mine.call("POST", "/auth/password/forgot", {"email": email}))
    done(
        mine.call(
            "POST",
            "/auth/password/reset",
            {"token": town.mailed_token(email, "reset-password"), "password": NEW},
        )
    )


def admin_ends_all(town: Town, mine: Person, other: Person, email: str) -> None:
    admin = town.device(town.account(Role.ADMIN))
    done(admin.call("DELETE", f"/people/{mine.id}/sessions"))


def deactivate(town: Town, mine: Person, other: Person, email: str) -> None:
    town.administer(mine, active=False)


def change_address(town: Town, mine: Person, other: Person, email: str) -> None:
    address = f"new-{email}"
    status, _ = mine.call("POST", "/auth/email", {"email": address})
    assert status < 300
    token = town.mailed_token(address, "confirm-email")
    status, _ = mine.call("POST", "/auth/email/confirmation", {"token": token})
    assert status < 300


SPARING_ONE = (log_out, end_one, end_others, change_password, change_address)
ENDING_ALL = (reset_password, admin_ends_all, deactivate)


def seconds_until_closed(socket: Client, began: float) -> float:
    assert socket.goodbye().code == 4401
    return time.monotonic() - began


@pytest.mark.parametrize("way", SPARING_ONE + ENDING_ALL, ids=lambda way: way.__name__)
def test_sessions_end_everywhere_at_once(
    town: Town, way: Callable[[Town, Person, Person, str], None]
) -> None:
    email = town.account()
    mine, other = town.device(email, 0), town.device(email, 1)
    my_socket, other_socket = (
        mine.live(town.servers[1].port),
        other.live(town.servers[0].port),
    )
    for socket in (my_socket, other_socket):
        socket.hello()
    assert town.statuses(mine) == town.statuses(other) == [200, 200]
    way(town, mine, other, email)
    began = time.monotonic()
    ended = [other] if way in SPARING_ONE else [mine, other]
    for device in ended:
        assert town.statuses(device) == [401, 401]
    rest_took = time.monotonic() - began
    assert rest_took < REST_WITHIN
    closing = [other_socket] if way in SPARING_ONE else [my_socket, other_socket]
    took = [seconds_until_closed(socket, began) for socket in closing]
    assert max(took) < SOCKETS_WITHIN
    print(f"{way.__name__}: REST after {rest_took:.3f} s, sockets after {max(took):.3f} s")
    for device in ended:
        assert refreshed(device) == 401
    if way in SPARING_ONE:
        assert town.statuses(mine) == [200, 200]
        heard(my_socket)  # it lives, and answers
        assert refreshed(mine) == 200


def refreshed(device: Person) -> int:
    page = device.on_another_page()  # the server has hung up on a connection that was idle
    return page.call("POST", "/auth/refresh", {"refresh_token": device.refresh_token})[0]


def heard(socket: Client) -> list[str]:
    """The kinds of all events before the answer to a ping of ours."""
    socket.say({"type": "ping"})
    kinds = []
    while (frame := socket.hear()) != {"type": "pong"}:
        kinds.append(frame["kind"])
    return kinds


def test_whoever_loses_a_role_loses_what_came_with_it(town: Town) -> None:
    """No session ends: the role is looked up at each request, and for sockets every four seconds."""
    email, host = town.account(Role.ADMIN), town.device(town.account())
    device = town.device(email, 1)
    socket = device.live(town.servers[0].port)
    socket.hello()
    town.administer(device, role="guest")
    began = time.monotonic()
    assert device.call("GET", f"/people/{host.id}/sessions")[0] == 403
    assert device.call("GET", "/people")[0] == 403
    assert time.monotonic() - began < REST_WITHIN
    time.sleep(max(0.0, began + SOCKETS_WITHIN - time.monotonic()))
    moments = {
        name: {"date_time": f"2030-05-06T{hour}:00:00", "time_zone": "Europe/Paris"}
        for name, hour in (("start", "09"), ("end", "10"))
    }
    open_to_all = {"title": "For every member", "visibility": "organisation", **moments}
    witness = town.device(town.account()).live()
    witness.hello()
    assert host.on_another_page().call("POST", "/meetings", open_to_all)[0] == 201
    assert witness.hear()["kind"] == "meeting.scheduled"
    assert "meeting.scheduled" not in heard(socket)


def test_twenty_parallel_refreshes_leave_one_living_family(town: Town) -> None:
    email = town.account()
    devices = [town.device(email)]
    token = devices[0].refresh_token
    pages = [devices[0].on_another_page() for _ in range(20)]
    for number, page in enumerate(pages):
        page.connection.port = town.servers[number % 2].port

    def refresh(page: Person, presented: str = token) -> tuple[int, Any]:
        return page.call("POST", "/auth/refresh", {"refresh_token": presented})

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(refresh, pages))
    assert {status for status, _ in answers} == {200}
    (successor,) = {body["refresh_token"] for _, body in answers}
    _, listed = pages[0].call("GET", "/auth/sessions")
    assert len(listed["data"]) == 1
    assert refresh(pages[1], successor)[0] == 200


def test_each_sign_in_is_a_session_of_its_own(town: Town) -> None:
    email = town.account()
    devices = [town.device(email, number % 2) for number in range(4)]
    assert len({claims_of(device.token)["sid"] for device in devices}) == 4
    assert len({claims_of(device.token)["jti"] for device in devices}) == 4
    assert len({device.refresh_token for device in devices}) == 4


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    return claims


def test_a_rotated_key_signs_in_every_process_without_a_restart(town: Town) -> None:
    email = town.account()
    before = town.device(email)
    old_key = header_of(before.token)["kid"]
    keys, now = town.container.signing_keys(), town.container.clock().now()
    fresh = keys.rotate(now, dead_after=timedelta(minutes=15))
    for server in (0, 1):
        device = town.device(email, server)
        assert header_of(device.token)["kid"] == fresh.id
        assert town.statuses(device) == [200, 200]
    assert town.statuses(before) == [200, 200]
    assert refreshed(before) == 200
    keys.retire(old_key, now)
    assert town.statuses(before) == [401, 401]


def header_of(token: str) -> dict[str, Any]:
    header: dict[str, Any] = loads(urlsafe_b64decode(token.split(".")[0] + "=="))
    return header


def test_what_admins_change_counts_in_every_process_within_a_second(town: Town) -> None:
    admin, member = town.device(town.account(Role.ADMIN)), town.device(town.account())
    anything = {"If-Match": "*"}

    def told(path: str, source: str = "127.0.0.1") -> list[Any]:
        """What each process answers to the member at that address."""
        answers = []
        for server in town.servers:
            page = member.on_another_page()
            page.connection = HTTPConnection(
                "127.0.0.1", server.port, timeout=LONG_ENOUGH, source_address=(source, 0)
            )
            answers.append(page.call("GET", path))
            page.connection.close()
        return answers

    def soon(wanted: object, seen: Callable[[], object]) -> None:
        deadline = time.monotonic() + REST_WITHIN
        while (now := seen()) != wanted:
            assert time.monotonic() < deadline, now

    def statuses_at(source: str) -> list[int]:
        return [status for status, _ in told("/me", source)]

    for state, features in (("off", []), ("on", ["counter_proposals"])):
        done(admin.call("PUT", "/feature-flags/counter_proposals", {"state": state}, **anything))
        soon([features] * 2, lambda: [body["features"] for _, body in told("/bootstrap")])
    for registration in ("open", "closed"):
        done(admin.call("PATCH", "/settings", {"registration": registration}, **anything))
        soon([registration] * 2, lambda: [body["registration"] for _, body in told("/setup")])
    assert statuses_at("127.0.0.2") == [200, 200]
    status, block = admin.call("POST", "/ip-blocks", {"network": "127.0.0.2/31", "reason": "Guessing"})
    assert status == 201, block
    soon([403, 403], lambda: statuses_at("127.0.0.2"))
    assert statuses_at("127.0.0.1") == [200, 200]
    done(admin.call("DELETE", f"/ip-blocks/{block['id']}"))
    soon([200, 200], lambda: statuses_at("127.0.0.2"))
