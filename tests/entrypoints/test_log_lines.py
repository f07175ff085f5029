"""The logs: one line each, in a stream, with the request's id, and without a secret."""

import json
import logging
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from application.shared.origin import Origin, coming_from
from domain.identity.role import Role
from entrypoints.log_lines import JsonLine, log_to, masked, masked_path
from tests.entrypoints.http.conftest import PASSWORD, House, a_house

HOSTILE = 'Eve\r\n\u2028\u2029\x85{"stream": "audit"}\x1b[2J\x00\u202e'


def line(message: str, *arguments: object, logger: str = "convene.test", level: int = logging.INFO) -> str:
    return JsonLine().format(logging.LogRecord(logger, level, "", 0, message, arguments, None))


@pytest.mark.parametrize(
    ("logger", "level", "stream"),
    [
        ("convene.access", logging.INFO, "access"),
        ("convene.audit", logging.INFO, "audit"),
        ("convene.slow", logging.WARNING, "slow"),
        ("adapters.postgres.sequencer", logging.WARNING, "application"),
        ("anything", logging.ERROR, "error"),
    ],
)
def test_each_line_names_its_stream(logger: str, level: int, stream: str) -> None:
    assert json.loads(line("x", logger=logger, level=level))["stream"] == stream


def test_a_line_knows_the_request_it_belongs_to() -> None:
    with coming_from(Origin("192.0.2.1", "request-0815")):
        assert json.loads(line("x"))["request_id"] == "request-0815"
    assert json.loads(line("x"))["request_id"] is None


def test_nothing_that_was_typed_ends_a_line_or_moves_a_cursor() -> None:
    written = line("hello %s", HOSTILE)
    assert written.isascii()
    assert written.isprintable()
    assert len(written.splitlines()) == 1
    assert json.loads(written)["message"] == f"hello {HOSTILE}"


def test_a_traceback_is_one_line_too() -> None:
    written = failing_with(HOSTILE)
    assert written.isprintable()
    assert "ValueError" in json.loads(written)["exception"]


def test_what_went_wrong_with_a_secret_does_not_tell_it() -> None:
    written = failing_with("cannot reach postgresql://convene:s3cr3t@db/convene")
    assert "cannot reach" in json.loads(written)["exception"]
    assert "s3cr3t" not in written


def failing_with(message: str) -> str:
    """The line of an error with its traceback."""
    try:
        raise ValueError(message)
    except ValueError:
        record = logging.LogRecord("convene.x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    return JsonLine().format(record)


@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Bearer s3cr3t-s3cr3t",
        "password='s3cr3t'",
        '{"refresh_token": "s3cr3t"}',
        "ticket=s3cr3t&after=1",
        "cannot reach postgresql://convene:s3cr3t@db/convene",
        "Set-Cookie: s3cr3t",
        "token eyJhbGciOiJIUzI1NiJ9.s3cr3t.s3cr3t",
    ],
)
def test_what_a_library_says_of_a_secret_is_masked(said: str) -> None:
    assert "s3cr3t" not in masked(said)


@pytest.mark.parametrize("said", ["12 tokens were removed", "somebody signed in", "wrote secret-keys"])
def test_plain_words_stay(said: str) -> None:
    assert masked(said) == said


def test_a_secret_in_a_path_is_masked_and_an_id_is_not() -> None:
    person = "/api/v1/people/0193a000-0000-7000-8000-000000000001/sessions"
    assert masked_path(person) == person
    assert masked_path("/invitation/q3J9-_aVd0pQ7yZk1mN4xw2B") == "/invitation/***"


SECRETS = ("marked-password-4711", "marked-new-password", "marked-ticket", "marked-refresh", "marked-token")


def test_identity_journeys_leave_no_secret_and_no_forged_line(tmp_path: Path, monkeypatch: Any) -> None:
    said = StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    house = a_house(tmp_path, CONVENE_LOG_LEVEL="debug")
    log_to("stdout", "debug")
    ada = house.person("Ada", Role.ADMIN)
    secrets = [*SECRETS, PASSWORD, ada.token]
    secrets += _journeys(house, ada)
    lines = said.getvalue().splitlines()
    assert len(lines) > 10
    for written in lines:
        assert written.isprintable()
        assert {"at", "stream", "level", "message", "request_id"} <= json.loads(written).keys()
    for secret in secrets:
        assert secret not in said.getvalue(), secret


def _journeys(house: House, ada: Any) -> list[str]:
    """Every way in that takes a secret, right and wrong; returns those that came back."""
    browser = house.nobody()
    agent = {"User-Agent": 'Firefox\u2028{"stream": "audit"}\x1b[2J'.encode().decode("latin-1")}
    login = {"email": ada.email, "password": PASSWORD, "client": "api"}
    opened = browser.client.post("/api/v1/auth/login", json=login, headers=agent).json
    browser.post("/auth/login", {"email": ada.email, "password": SECRETS[0]})
    browser.post("/auth/login", {"email": SECRETS[0], "password": SECRETS[0]})
    refreshed = browser.post("/auth/refresh", {"refresh_token": opened["refresh_token"]}).json
    browser.post("/auth/refresh", {"refresh_token": SECRETS[3]})
    browser.get("/me", Authorization=f"Bearer {SECRETS[4]}")
    browser.client.get(f"/api/v1/live?ticket={SECRETS[2]}")
    browser.client.get(f"/api/v1/nothing/{opened['refresh_token']}")
    browser.client.get("/api/v1/people/x%0d%0a%1b[2J%e2%80%a8y")
    browser.post("/setup", {**login, "token": SECRETS[4], "name": "x", "time_zone": "UTC"})
    ada.post("/auth/password", {"current_password": PASSWORD, "new_password": SECRETS[1]})
    ticket = ada.post("/live/tickets").json["ticket"]
    browser.client.get(f"/api/v1/live?ticket={ticket}")
    browser.post("/auth/logout", {"refresh_token": refreshed["refresh_token"]})
    return [opened["access_token"], opened["refresh_token"], refreshed["refresh_token"], ticket]


def test_a_slow_request_is_told_of_twice(house_with_patience: House, caplog: Any) -> None:
    house_with_patience.nobody().get("/setup")
    slow = [record for record in caplog.records if record.name == "convene.slow"]
    assert [record.members["route"] for record in slow] == ["identity.read_setup"]


@pytest.fixture
def house_with_patience(tmp_path: Path, monkeypatch: Any) -> House:
    monkeypatch.setattr("entrypoints.http.around.SLOW", 0.0)
    return a_house(tmp_path)
