"""Whoever comes from a blocked address is turned away, on every way in."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from application.administration.flood import BURST
from domain.identity.role import Role
from entrypoints import doorkeeper
from tests.entrypoints.http.conftest import Caller, House, a_house, problem

PROXY = {"CONVENE_TRUSTED_PROXIES": "127.0.0.1"}
BAD, GOOD = "203.0.113.9", "198.51.100.7"


@pytest.fixture
def proxied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house behind a proxy that says where people come from; it looks at its blocks each time."""
    monkeypatch.setattr(doorkeeper, "LOOK_AGAIN", 0.0)
    return a_house(tmp_path, **PROXY)


@pytest.fixture
def root(proxied: House) -> Caller:
    return proxied.person("Root", Role.ADMIN)


def block(admin: Caller, network: str = "203.0.113.0/24", **members: Any) -> TestResponse:
    body = {"network": network, "reason": "Guessing passwords", **members}
    return admin.call("POST", "/ip-blocks", body, X_Forwarded_For=GOOD)


def test_a_network_is_turned_away_everywhere(proxied: House, root: Caller) -> None:
    assert root.get("/me", X_Forwarded_For=BAD).status_code == 200
    made = block(root)
    shown = made.json
    assert root.get(made.headers["Location"].removeprefix("/api/v1")).json == shown
    assert root.get("/ip-blocks").json["data"] == [shown]
    assert (shown["network"], shown["reason"]) == ("203.0.113.0/24", "Guessing passwords")
    problem(root.get("/me", X_Forwarded_For=BAD), 403, "address_blocked")
    nobody = proxied.nobody()
    body = {"email": root.email, "password": "correct horse battery"}
    problem(nobody.call("POST", "/auth/login", body, X_Forwarded_For=BAD), 403, "address_blocked")
    for path in ("/", "/api/v1/live?ticket=x", "/api/docs"):
        answer = nobody.client.get(path, headers={"X-Forwarded-For": BAD})
        assert answer.status_code == 403, path
    assert root.get("/me", X_Forwarded_For=GOOD).status_code == 200


def test_who_was_turned_away_is_told_and_a_whole_network_fills_no_trail(proxied: House, root: Caller) -> None:
    block_id = block(root).json["id"]
    for number in range(BURST + 20):
        address = f"203.0.113.{number % 250}"
        assert proxied.nobody().get("/me", X_Forwarded_For=address).status_code == 403
    trail = proxied.container.memory_database().audit_trail
    told = [entry for entry in trail if entry.details.get("code") == "address_blocked"]
    assert (told[0].kind, str(told[0].subject_id)) == ("sign_in.refused", block_id)
    assert told[3].address == "203.0.113.3"
    assert len(told) == BURST


def test_a_forged_header_neither_blocks_nor_frees(proxied: House, root: Caller) -> None:
    block(root)
    assert root.get("/me", X_Forwarded_For=f"{BAD}, {GOOD}").status_code == 200
    problem(root.get("/me", X_Forwarded_For=f"{GOOD}, {BAD}"), 403, "address_blocked")


def test_it_ends_when_it_was_said_to(proxied: House, root: Caller) -> None:
    ends = proxied.clock.now() + timedelta(minutes=5)
    assert block(root, expires_at=ends.isoformat()).status_code == 201
    problem(root.get("/me", X_Forwarded_For=BAD), 403, "address_blocked")
    proxied.clock.advance(timedelta(minutes=5))
    assert root.get("/me", X_Forwarded_For=BAD).status_code == 200
    assert root.get("/ip-blocks").json["data"] == []


def test_it_can_be_taken_back(root: Caller) -> None:
    shown = block(root).json
    assert root.call("DELETE", f"/ip-blocks/{shown['id']}").status_code == 204
    assert root.get("/me", X_Forwarded_For=BAD).status_code == 200
    problem(root.call("DELETE", f"/ip-blocks/{shown['id']}"), 404, "ip_block_not_found")
    for method in ("GET", "DELETE"):
        problem(root.call(method, f"/ip-blocks/{uuid4()}"), 404, "ip_block_not_found")


@pytest.mark.parametrize("network", [GOOD, "198.51.100.0/24", "0.0.0.0/0", "somewhere", "203.0.113.0/99"])
def test_nobody_shuts_themselves_out_nor_everybody(network: str, root: Caller) -> None:
    problem(block(root, network), 422, "invalid_ip_block", "/network")
    assert root.get("/ip-blocks").json["data"] == []


def test_the_blocks_known_before_count_while_nobody_can_tell(
    proxied: House, root: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(root)
    keeper = proxied.container.administration.doorkeeper()
    assert keeper.turns_away(BAD)

    def fail(_: None) -> list[Any]:
        raise ConnectionError

    monkeypatch.setattr(keeper, "_standing", fail)
    assert keeper.turns_away(BAD)
    assert not keeper.turns_away(GOOD)
