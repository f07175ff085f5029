"""Keys for programs, over HTTP."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from adapters.memory.clock import SettableClock
from domain.identity.api_token import MOST_TOKENS
from domain.identity.role import Permission, Role
from tests.entrypoints.http.conftest import Caller, House, new_meeting, problem, scheduled

BEGAN = SettableClock().now()


def in_days(days: int) -> str:
    return (BEGAN + timedelta(days=days)).isoformat()


def a_token(owner: Caller, *scopes: str, days: int = 30) -> dict[str, Any]:
    body = {"name": "Import", "scopes": list(scopes), "expires_at": in_days(days)}
    answer = owner.post("/tokens", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def program(house: House, owner: Caller, *scopes: str, days: int = 30) -> Caller:
    """Somebody's program, which has a token and nothing else."""
    made = a_token(owner, *scopes, days=days)
    return Caller(house.app.test_client(), owner.person_id, owner.email, made["token"])


def test_the_secret_is_shown_once(ana: Caller) -> None:
    made = a_token(ana, "meetings:read")
    secret = made.pop("token")
    assert secret.startswith("cvn_")
    assert made["hint"] == secret[-4:]
    listed = ana.get("/tokens").json["data"]
    assert listed == [made]
    assert secret not in ana.get("/tokens").text


def test_a_program_does_what_its_scopes_allow(ana: Caller, house: House) -> None:
    importer = program(house, ana, "meetings:write")
    made = importer.post("/meetings", new_meeting())
    assert (made.status_code, made.json["host"]["name"]) == (201, "Ana")
    assert importer.get(f"/meetings/{made.json['id']}").status_code == 200
    assert importer.get("/me").json["email"] == ana.email
    refused = importer.get("/people?q=")
    problem(refused, 403, "insufficient_scope")
    assert refused.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="people:read"'


def test_its_scopes_are_narrowed_by_the_role_of_today(house: House) -> None:
    owner = house.person("Ana", Role.ADMIN)
    importer = program(house, owner, "meetings:write", "rooms:read")
    with house.container.transactions().begin() as work:
        person = work.people.get(owner.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    problem(importer.post("/meetings", new_meeting()), 403, "permission_missing")
    problem(importer.get("/rooms"), 403, "permission_missing")


def test_revoked_it_opens_nothing(ana: Caller, ben: Caller, house: House) -> None:
    importer = program(house, ana, "meetings:read")
    token_id = ana.get("/tokens").json["data"][0]["id"]
    problem(ben.call("DELETE", f"/tokens/{token_id}"), 404, "api_token_not_found")
    assert importer.get("/me").status_code == 200
    assert ana.call("DELETE", f"/tokens/{token_id}").status_code == 204
    problem(importer.get("/me"), 401, "not_signed_in")
    problem(ana.call("DELETE", f"/tokens/{token_id}"), 404, "api_token_not_found")
    assert ana.get("/tokens").json["data"] == []


def test_it_ends_by_itself_and_stays_listed(ana: Caller, house: House) -> None:
    importer = program(house, ana, "meetings:read", days=1)
    house.clock.advance(timedelta(days=1))
    problem(importer.get("/me"), 401, "not_signed_in")
    again = ana.post("/auth/login", {"email": ana.email, "password": "correct horse battery"})
    ana.token = again.json["access_token"]
    assert len(ana.get("/tokens").json["data"]) == 1


def test_its_last_use_is_known_to_the_minute(ana: Caller, house: House) -> None:
    importer = program(house, ana, "meetings:read")
    for seconds, seen in ((0, 0), (30, 0), (31, 61), (20, 61)):
        house.clock.advance(timedelta(seconds=seconds))
        importer.get("/me")
        (listed,) = ana.get("/tokens").json["data"]
        assert datetime.fromisoformat(listed["last_used_at"]) == BEGAN + timedelta(seconds=seen)


def test_what_only_a_person_may_do_no_token_does(house: House) -> None:
    owner = house.person("Root", Role.ADMIN)
    everything = program(house, owner, *(permission.value for permission in Permission))
    body = {"name": "More", "scopes": ["meetings:read"], "expires_at": in_days(1)}
    problem(everything.post("/tokens", body), 403, "only_in_person")
    problem(everything.get("/tokens"), 403, "only_in_person")
    problem(everything.call("DELETE", f"/tokens/{uuid4()}"), 403, "only_in_person")
    problem(everything.call("PUT", f"/people/{owner.person_id}/delegates/{uuid4()}"), 403, "only_in_person")


def test_it_acts_for_somebody_else_within_its_scopes(ana: Caller, ben: Caller, house: House) -> None:
    assert ana.call("PUT", f"/people/{ana.person_id}/delegates/{ben.person_id}").status_code == 200
    importer, reader = program(house, ben, "meetings:write"), program(house, ben, "meetings:read")
    acting = {"On_Behalf_Of": str(ana.person_id)}
    made = importer.post("/meetings", new_meeting(), **acting)
    assert (made.status_code, made.json["host"]["name"]) == (201, "Ana")
    problem(reader.post("/meetings", new_meeting(), **acting), 403, "insufficient_scope")


def test_it_listens_when_it_may(ana: Caller, house: House) -> None:
    listener, reader = program(house, ana, "events:read"), program(house, ana, "meetings:read")
    problem(reader.post("/live/tickets"), 403, "insufficient_scope")
    problem(reader.get("/changes"), 403, "insufficient_scope")
    assert listener.get("/changes").status_code == 200
    ticket = listener.post("/live/tickets").json["ticket"]
    caller = house.container.accounts.redeem_live_ticket()(ticket)
    assert (caller.person_id, caller.session_id) == (ana.person_id, None)
    assert house.container.accounts.check_credentials()([caller.token_id]) == {caller.token_id: caller}
    ana.call("DELETE", f"/tokens/{caller.token_id}")
    assert house.container.accounts.check_credentials()([caller.token_id]) == {}


def test_a_private_meeting_of_others_stays_unknown(ana: Caller, ben: Caller, house: House) -> None:
    meeting = scheduled(ben)
    importer = program(house, ana, "meetings:read")
    problem(importer.get(f"/meetings/{meeting['id']}"), 404, "meeting_not_found")


@pytest.mark.parametrize(
    ("members", "pointers"),
    [
        ({"scopes": []}, ["/scopes"]),
        ({"scopes": ["everything"]}, ["/scopes/0"]),
        ({"scopes": ["rooms:write"]}, ["/scopes"]),
        ({"expires_at": in_days(-1)}, ["/expires_at"]),
        ({"expires_at": in_days(400)}, ["/expires_at"]),
        ({"expires_at": "2026-12-01"}, ["/expires_at"]),
        ({"name": " "}, ["/name"]),
        ({"role": "admin"}, ["/role"]),
    ],
)
def test_what_cannot_be_is_told(ana: Caller, members: dict[str, Any], pointers: list[str]) -> None:
    body = {"name": "Import", "scopes": ["meetings:read"], "expires_at": in_days(1), **members}
    answer = ana.post("/tokens", body)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == pointers
    assert ana.get("/tokens").json["data"] == []


def test_a_stolen_session_makes_none(ana: Caller, house: House) -> None:
    house.clock.advance(timedelta(minutes=14))
    body = {"name": "Import", "scopes": ["meetings:read"], "expires_at": in_days(1)}
    problem(ana.post("/tokens", body), 403, "proof_needed")
    assert ana.get("/tokens").json["data"] == []


def test_there_is_an_end_to_how_many(ana: Caller) -> None:
    for _ in range(MOST_TOKENS):
        a_token(ana, "meetings:read")
    body = {"name": "One more", "scopes": ["meetings:read"], "expires_at": in_days(1)}
    problem(ana.post("/tokens", body), 409, "too_many_api_tokens")


@pytest.mark.parametrize("token", ["cvn_", "cvn_" + "x" * 51, "cvn_" + "x" * 1_000_000, "cvn_\u20ac"])
def test_what_is_no_token_is_refused_without_a_look(house: House, token: str) -> None:
    stranger = Caller(house.app.test_client(), uuid4(), "", token)
    problem(stranger.call("GET", "/me"), 401, "not_signed_in")
