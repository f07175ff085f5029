"""The whole web application on adapters that live in memory, and people with browsers."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from dependency_injector import providers
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from adapters.memory.clock import SettableClock
from domain.identity.role import Role
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.application.conftest import QuickHasher
from tests.builders import a_person

PASSWORD = "correct horse battery"
ORIGIN = "http://localhost"
BROWSER = {"Origin": ORIGIN, "X-Convene-CSRF": "1"}
V1 = "/api/v1"


@dataclass
class Caller:
    """Somebody who signed in, with their own browser."""

    client: FlaskClient
    person_id: UUID
    email: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, /, **headers: str) -> TestResponse:
        """``headers`` by name with underscores: ``If_Match='"1"'``. A bytes body goes out as it is."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given.setdefault("Authorization", f"Bearer {self.token}")
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if raw is not None:
            given.setdefault("Content-Type", "application/json")
        return self.client.open(V1 + path, method=method, data=raw, headers=given, buffered=True)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, /, **headers: str) -> TestResponse:
        return self.call("POST", path, body, **headers)


@dataclass
class House:
    app: Flask
    container: Container
    clock: SettableClock

    def nobody(self) -> Caller:
        return Caller(self.app.test_client(), UUID(int=0), "")

    def person(self, name: str, role: Role = Role.MEMBER) -> Caller:
        """A new person, signed in."""
        person = a_person(name, role=role, password_hash=f"quick:{PASSWORD}")
        with self.container.transactions().begin() as work:
            work.people.add(person)
        caller = Caller(self.app.test_client(), person.id, person.email)
        answer = caller.post("/auth/login", {"email": person.email, "password": PASSWORD})
        caller.token = answer.json["access_token"]
        return caller

    def kinds(self) -> list[str]:
        events = self.container.event_log().after(0, limit=10_000)
        return [event.kind for event in events if event.subject_type == "meeting"]


def a_house(folder: Path, **environment: str) -> House:
    settings = Settings.from_environment({"CONVENE_DATA_DIR": str(folder), **environment})
    container, clock = Container(settings=settings), SettableClock()
    container.clock.override(providers.Object(clock))
    container.password_hasher.override(providers.Singleton(QuickHasher))
    app = create_app(container)
    return House(app, container, clock)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.fixture
def ben(house: House) -> Caller:
    return house.person("Ben")


@pytest.fixture
def guest(house: House) -> Caller:
    return house.person("Gil", Role.GUEST)


def moment(text: str, zone: str = "Europe/Paris") -> dict[str, str]:
    return {"date_time": text, "time_zone": zone}


def new_meeting(**members: Any) -> dict[str, Any]:
    """A body for ``POST /meetings``; ``None`` removes a member."""
    body = {
        "title": "Design review",
        "start": moment("2026-12-02T09:30:00"),
        "end": moment("2026-12-02T10:15:00"),
        **members,
    }
    return {name: value for name, value in body.items() if value is not None}


def scheduled(host: Caller, *guests: Caller, **members: Any) -> dict[str, Any]:
    """A meeting that stands, as its host was answered."""
    invited = [{"person_id": str(guest.person_id)} for guest in guests]
    answer = host.post("/meetings", new_meeting(guests=invited, **members))
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def etag(meeting: dict[str, Any]) -> str:
    return f'"{meeting["version"]}"'


def problem(answer: TestResponse, status: int, code: str, *pointers: str) -> dict[str, Any]:
    """The problem's body, after checking that it is one, of that kind, about those members."""
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), answer.text
    body = dict(answer.json)
    assert (body["status"], body["code"]) == (status, code), body
    assert body["request_id"] == answer.headers["X-Request-Id"] or "Idempotency-Replayed" in answer.headers
    assert {"type", "title", "detail", "instance", "retryable"} <= body.keys()
    if pointers:
        assert [error["pointer"] for error in body["errors"]] == list(pointers), body
    return body
