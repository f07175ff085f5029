"""Who asks too often is told to wait, and how long (RFC 6585 §4)."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.entrypoints.http.conftest import House, a_house, problem

FEW = {"CONVENE_RATE_LIMIT_SIGNED_IN": "5", "CONVENE_RATE_LIMIT_ANONYMOUS": "4"}


@pytest.fixture
def busy(tmp_path: Path) -> House:
    """A house with little patience."""
    return a_house(tmp_path, **FEW)


def test_each_session_has_a_share_of_its_own(busy: House) -> None:
    ana, ben = busy.person("Ana"), busy.person("Ben")
    answers = [ana.get("/me") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert [answer.headers["RateLimit"] for answer in answers] == [
        f'"signed-in";r={left};t=60' for left in (4, 3, 2, 1, 0)
    ]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"signed-in";q=5;w=60'}
    refused = ana.get("/me")
    assert problem(refused, 429, "too_many_requests")["retryable"]
    assert refused.headers["Retry-After"] == "60"
    assert ben.get("/me").status_code == 200
    busy.clock.advance(timedelta(seconds=45.5))
    assert ana.get("/me").headers["Retry-After"] == "15"
    busy.clock.advance(timedelta(seconds=15))
    assert ana.get("/me").status_code == 200


def test_whoever_is_nobody_is_counted_by_address(busy: House) -> None:
    ana, nobody = busy.person("Ana"), busy.nobody()  # signing in was Ana's address' first
    stranger = busy.nobody()
    stranger.token = "nonsense"
    for answer in (nobody.get("/me"), stranger.get("/me")):
        problem(answer, 401, "not_signed_in")
    assert nobody.get("/setup").headers["RateLimit"] == '"anonymous";r=0;t=60'
    for answer in (nobody.get("/setup"), nobody.get("/me"), stranger.get("/me")):
        problem(answer, 429, "too_many_requests")
    assert ana.get("/me").status_code == 200  # from the same address, and known


def test_a_network_of_one_customer_is_one_source(tmp_path: Path) -> None:
    house = a_house(tmp_path, **FEW, CONVENE_TRUSTED_PROXIES="127.0.0.1")

    def status(address: str) -> int:
        return house.nobody().get("/setup", X_Forwarded_For=address).status_code

    assert [status(f"2001:db8:1:2::{number:x}") for number in range(5)] == [200, 200, 200, 200, 429]
    assert status("2001:db8:1:3::1") == 200
    assert [status(f"198.51.100.{number}") for number in range(5)] == [200] * 5
    mapped = [status(f"::ffff:192.0.2.{number}") for number in (1, 1, 1, 1, 1, 2)]
    assert mapped == [200, 200, 200, 200, 429, 200]
    refused = house.container.memory_database().audit_trail[-1]
    assert (refused.kind, refused.details["code"]) == ("sign_in.refused", "too_many_requests")


def test_nobody_is_counted_where_nothing_is_limited(tmp_path: Path) -> None:
    house = a_house(tmp_path, CONVENE_RATE_LIMIT_SIGNED_IN="0", CONVENE_RATE_LIMIT_ANONYMOUS="0")
    answer = house.person("Ana").get("/me")
    assert "RateLimit" not in answer.headers


def test_the_limits_are_those_of_the_settings(house: House) -> None:
    assert house.person("Ana").get("/me").headers["RateLimit-Policy"] == '"signed-in";q=30000;w=60'
