from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep

import pytest
from flask.testing import FlaskClient

from entrypoints.live.turnstile import Turnstile
from tests.entrypoints.live import memory_app
from tests.entrypoints.live.memory_app import PASSWORD

LONG_ENOUGH = 30.0
AT_ONCE, COMING = 3, 60


def test_so_many_are_in_at_once_and_all_get_their_turn() -> None:
    turnstile, inside, most, counting = Turnstile(AT_ONCE), 0, 0, Lock()

    def visit(_: int) -> bool:
        nonlocal inside, most
        entered = turnstile.enter(LONG_ENOUGH)
        with counting:
            inside += 1
            most = max(most, inside)
        sleep(0.002)
        with counting:
            inside -= 1
        turnstile.leave()
        return entered

    with ThreadPoolExecutor(COMING) as pool:
        assert all(pool.map(visit, range(COMING)))
    assert most == AT_ONCE


def test_whoever_came_first_goes_in_first_and_nobody_slips_by() -> None:
    turnstile, order, over = Turnstile(1), list[int](), Event()
    turnstile.enter(0)

    def wait(number: int) -> None:
        turnstile.enter(LONG_ENOUGH)
        order.append(number)
        if number == 0:
            over.wait(LONG_ENOUGH)
        turnstile.leave()

    threads = [Thread(target=wait, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        wait_until_in_line(turnstile, number + 1)
    turnstile.leave()
    assert not turnstile.enter(0)  # it is the first one's, though nobody has woken yet
    over.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert order == [0, 1, 2, 3, 4]


def test_whoever_waits_too_long_leaves_the_line() -> None:
    turnstile = Turnstile(1)
    assert turnstile.enter(0)
    assert not turnstile.enter(0.01)
    turnstile.leave()
    assert turnstile.enter(0)
    assert not turnstile.enter(0)


def test_a_turn_that_comes_as_patience_ends_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be nobody's, and the place of that visitor taken for ever."""
    turnstile = Turnstile(1)
    turnstile.enter(0)

    class TooLate(Event):
        def wait(self, timeout: float | None = None) -> bool:
            turnstile.leave()
            return False

    monkeypatch.setattr("entrypoints.live.turnstile.Event", TooLate)
    assert turnstile.enter(0)
    turnstile.leave()
    assert turnstile.enter(0)


def wait_until_in_line(turnstile: Turnstile, many: int) -> None:
    until = monotonic() + LONG_ENOUGH
    while len(turnstile._line) < many:
        assert monotonic() < until
        sleep(0.001)


def a_client(folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> FlaskClient:
    monkeypatch.setenv("CONVENE_DATA_DIR", str(folder))
    monkeypatch.setattr("entrypoints.live.blueprint.AT_ONCE", at_once)
    monkeypatch.setattr("entrypoints.live.turnstile.WITHIN", 0.01)
    return memory_app.create().test_client()


def test_newcomers_wait_for_each_other_and_nobody_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = a_client(tmp_path, monkeypatch, at_once=0)
    answer = client.post("/api/v1/live/tickets")
    assert (answer.status_code, answer.json["code"]) == (503, "live_busy")
    assert (answer.headers["Retry-After"], answer.json["retryable"]) == ("2", True)
    given = {"email": "ana@example.org", "password": PASSWORD}
    assert client.post("/api/v1/auth/login", json=given).status_code == 200
    assert client.get("/readyz").status_code == 200


def test_whoever_is_answered_has_left_whatever_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = a_client(tmp_path, monkeypatch, at_once=1)
    given = {"email": "ana@example.org", "password": PASSWORD, "client": "api"}
    token = client.post("/api/v1/auth/login", json=given).json["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    for _ in range(2):
        assert client.post("/api/v1/live/tickets", headers=bearer).status_code == 200
        assert client.post("/api/v1/live/tickets").status_code == 401
