"""Whose pages may read answers: an exact list, empty by default, whatever the path looks like (S26)."""

from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from entrypoints.http.cross_origin import READ
from tests.entrypoints.http.conftest import BROWSER, V1, Caller, House, a_house, problem

LISTED = "https://app.example.org"
OTHER = "http://localhost:3000"
STRANGERS = [
    "",
    "null",
    "*",
    "https://app.example.org/",
    "https://app.example.org:443",
    "https://app.example.org:8443",
    "http://app.example.org",
    "HTTPS://APP.EXAMPLE.ORG",
    "https://App.example.org",
    "https://app.example.org.",
    "https://app.example.org.evil.example",
    "https://app.example.orgevil.example",
    "https://app.example.org@evil.example",
    "https://evil.example/https://app.example.org",
    "https://evil.example#https://app.example.org",
    "https://evilapp.example.org",
    "https://evil.app.example.org",
    "https://appXexample.org",
    "https://example.org",
    "https://app.example.org https://evil.example",
    "https://evil.example https://app.example.org",
    "https://app.example.org,https://evil.example",
    "https://app.example.org%00.evil.example",
    "https://app.example.org\\.evil.example",
    "//app.example.org",
    "app.example.org",
    "file://",
    "http://localhost",
    "http://localhost:30000",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
]
SPELLINGS = [
    "/api/v1/me",
    "/API/v1/me",
    "/api%2Fv1%2Fme",
    "/api/v1/me+",
    "/api/+/me",
    "/",
    "/healthz",
    "/a%20b",
]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path, CONVENE_CORS_ORIGINS=f"{LISTED}, {OTHER}")


def opened(answer: TestResponse) -> dict[str, str]:
    """What the answer says about other origins."""
    return {name: value for name, value in answer.headers if name.lower().startswith("access-control-")}


def asked(house: House, path: str, origin: str, **headers: str) -> TestResponse:
    """A preflight."""
    given = {"Origin": origin, "Access-Control-Request-Method": "POST", **headers}
    return house.app.test_client().options(path, headers=given)


@pytest.mark.parametrize("path", SPELLINGS)
def test_a_listed_origin_reads_every_answer_and_a_stranger_none(house: House, path: str) -> None:
    client = house.app.test_client()
    for origin in (LISTED, OTHER):
        answer = client.get(path, headers={"Origin": origin})
        assert opened(answer) == {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": READ,
        }
        assert "origin" in answer.vary
        assert asked(house, path, origin).headers["Access-Control-Allow-Origin"] == origin
    for origin in STRANGERS:
        answer = client.get(path, headers={"Origin": origin})
        assert opened(answer) == {}, origin
        assert "origin" in answer.vary, "a cache must not give one origin's answer to another"
        assert opened(asked(house, path, origin)) == {}, origin


def test_a_preflight_says_what_may_be_sent(house: House) -> None:
    answer = asked(house, f"{V1}/meetings", LISTED, **{"Access-Control-Request-Headers": "x-evil"})
    assert (answer.status_code, answer.data) == (204, b"")
    allowed = opened(answer)
    assert allowed["Access-Control-Allow-Methods"] == "DELETE, GET, HEAD, PATCH, POST, PUT"
    assert {"Authorization", "Content-Type", "Idempotency-Key", "If-Match"} <= set(
        allowed["Access-Control-Allow-Headers"].split(", ")
    )
    assert int(allowed["Access-Control-Max-Age"]) > 0
    problem(asked(house, f"{V1}/meetings", "https://evil.example"), 405, "method_not_allowed")
    plain = house.app.test_client().options(f"{V1}/meetings", headers={"Origin": LISTED})
    problem(plain, 405, "method_not_allowed")


def test_errors_can_be_read_too(house: House, ana: Caller) -> None:
    assert opened(house.nobody().get("/me", Origin=LISTED))["Access-Control-Allow-Origin"] == LISTED
    assert opened(ana.post("/meetings", b"{", Origin=LISTED))["Access-Control-Allow-Origin"] == LISTED


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
def test_the_cookies_are_of_no_use_to_a_listed_origin(house: House, ana: Caller, path: str) -> None:
    answer = ana.client.post(V1 + path, headers={**BROWSER, "Origin": LISTED})
    problem(answer, 403, "csrf_check_failed")
    preflight = asked(house, V1 + path, LISTED)
    for each in (answer, preflight):
        assert "Access-Control-Allow-Credentials" not in each.headers
    assert "X-Convene-CSRF" not in preflight.headers["Access-Control-Allow-Headers"]


def test_a_listed_origin_works_with_a_token_of_its_own(house: House, ana: Caller) -> None:
    answer = ana.get("/me", Origin=LISTED)
    assert (answer.status_code, answer.json["name"]) == (200, "Ana")


@pytest.mark.parametrize("path", SPELLINGS)
def test_nobody_is_listed_by_default(tmp_path: Path, path: str) -> None:
    house = a_house(tmp_path)
    for origin in (LISTED, OTHER, *STRANGERS):
        assert opened(house.app.test_client().get(path, headers={"Origin": origin})) == {}
        assert opened(asked(house, path, origin)) == {}
