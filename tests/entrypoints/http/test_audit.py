"""The audit trail over HTTP: what people do is in it, admins read it, and nobody else."""

import csv
import io
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from application.administration.flood import BURST
from domain.identity.role import Role
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem, scheduled


@pytest.fixture
def ada(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def entries(admin: Caller, **query: str) -> list[dict[str, Any]]:
    answer = admin.client.get(
        "/api/v1/audit-events", query_string=query, headers={"Authorization": f"Bearer {admin.token}"}
    )
    assert answer.status_code == 200, answer.text
    return list(answer.json["data"])


def written(house: House) -> int:
    """How many entries there are, without looking as an admin does, which makes one."""
    return len(house.container.memory_database().audit_trail)


def newest(admin: Caller, **query: str) -> dict[str, Any]:
    return entries(admin, limit="1", **query)[0]


def test_signing_in_and_out_is_told(house: House, ada: Caller, ana: Caller) -> None:
    entry = newest(ada, kind="session.started", actor=str(ana.person_id))
    assert (entry["actor_name"], entry["address"]) == ("Ana", "127.0.0.1")
    assert len(entry["request_id"]) == 32
    assert entry["subject_type"] == "session"
    ana.call("DELETE", f"/auth/sessions/{entry['subject_id']}")
    ended = newest(ada, kind="session.ended")
    assert (ended["subject_id"], ended["details"]) == (entry["subject_id"], {"because": "ended_by_owner"})


def test_a_wrong_password_is_told_by_whose_it_should_have_been(ada: Caller, ana: Caller) -> None:
    sent = {"email": ana.email.upper(), "password": "not the right one"}
    problem(ana.client.post("/api/v1/auth/login", json=sent), 401, "invalid_credentials")
    entry = newest(ada)
    assert (entry["kind"], entry["actor_id"]) == ("sign_in.refused", None)
    assert (entry["subject_type"], entry["subject_id"]) == ("person", str(ana.person_id))
    assert entry["details"] == {"code": "invalid_credentials", "asked": "login"}


def test_an_unknown_address_is_told_as_it_was_typed_unless_it_may_be_a_password(ada: Caller) -> None:
    for typed in ("nobody@example.org", "hunter2-in-the-wrong-field"):
        ada.client.post("/api/v1/auth/login", json={"email": typed, "password": "x" * 12})
    second, first = entries(ada, kind="sign_in.refused")
    assert first["details"]["email"] == "nobody@example.org"
    assert "email" not in second["details"]


def test_denials_are_told_with_who_and_what(house: House, ada: Caller, ana: Caller, guest: Caller) -> None:
    room = ada.post("/rooms", {"name": "Blue", "capacity": 4}, X_Request_Id="request-0815")
    assert room.status_code == 201, room.text
    assert newest(ada, kind="room.added")["request_id"] == "request-0815"
    denied = ana.call("DELETE", f"/rooms/{room.json['id']}", If_Match="*")
    problem(denied, 403, "permission_missing")
    entry = newest(ada)
    assert (entry["kind"], entry["actor_name"]) == ("access.refused", "Ana")
    assert (entry["subject_type"], entry["subject_id"]) == ("room", room.json["id"])
    assert entry["details"] == {"code": "permission_missing", "asked": "delete_a_room"}
    meeting = scheduled(ana, guest)
    refused = guest.call("POST", f"/meetings/{meeting['id']}/cancellation", {}, If_Match="*")
    assert refused.status_code == 403
    assert newest(ada)["subject_id"] == meeting["id"]


def test_a_denial_under_an_idempotency_key_is_told_once(ada: Caller, ana: Caller, guest: Caller) -> None:
    meeting = scheduled(ana, guest)
    for _ in range(2):
        answer = guest.call(
            "PUT",
            f"/meetings/{meeting['id']}/response",
            {"status": "accepted"},
            If_Match="*",
            Idempotency_Key="0193a5f0-7c1e-7cc3-9d0a-2f1b5b1d3c4e",
            On_Behalf_Of=str(ana.person_id),
        )
        problem(answer, 403, "not_a_delegate")
    assert [entry["actor_name"] for entry in entries(ada, kind="access.refused")] == ["Gil", "Gil"]


def test_a_forged_token_is_told_but_no_token_is_not(house: House, ada: Caller) -> None:
    stranger = house.nobody()
    before = written(house)
    problem(stranger.get("/me"), 401, "not_signed_in")
    assert written(house) == before
    problem(stranger.get("/me", Authorization="Bearer forged"), 401, "not_signed_in")
    assert newest(ada)["details"] == {"code": "not_signed_in", "asked": "me"}


@pytest.mark.parametrize(
    ("origin", "status", "code"),
    [
        ("http://localhost", 401, "live_ticket_invalid"),
        ("https://evil.example", 403, "origin_not_trusted"),
    ],
)
def test_a_live_connection_that_is_refused_is_told(
    origin: str, status: int, code: str, house: House, ada: Caller
) -> None:
    handshake = {
        "Origin": origin,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol": "convene.v1",
    }
    answer = house.nobody().client.get("/api/v1/live?ticket=guessed", headers=handshake)
    problem(answer, status, code)
    assert newest(ada)["details"] == {"code": code, "asked": "live"}


def test_what_is_hidden_is_no_denial(house: House, ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana)
    before = written(house)
    problem(ben.get(f"/meetings/{meeting['id']}"), 404, "meeting_not_found")
    assert written(house) == before


def test_a_flood_is_bounded_and_counted(house: House, ada: Caller, ana: Caller) -> None:
    for _ in range(BURST + 7):
        ana.get("/audit-events")
    assert len(entries(ada, kind="access.refused", limit="200")) == BURST
    house.clock.advance(timedelta(minutes=2))
    ana.get("/audit-events")
    assert newest(ada)["details"]["passed_over"] == 7


def test_pages_follow_each_other_and_filters_join(ada: Caller, ana: Caller) -> None:
    for number in range(5):
        ana.client.post("/api/v1/auth/login", json={"email": f"{number}@example.org", "password": "x" * 12})
    walked, path = [], "/audit-events?kind=sign_in.refused&limit=2"
    while path:
        answer = ada.get(path)
        walked += [entry["details"]["email"] for entry in answer.json["data"]]
        path = answer.headers.get("Link", "").partition(">")[0].removeprefix("</api/v1")
    assert walked == [f"{number}@example.org" for number in (4, 3, 2, 1, 0)]
    assert entries(ada, kind="sign_in.refused", address="192.0.2.1") == []
    assert len(entries(ada, kind="sign_in.refused,session.started")) == 7
    assert entries(ada, to="2020-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("actor=x", "/actor"),
        ("kind=A B", "/kind/0"),
        ("kind=", "/kind/0"),
        ("from=yesterday", "/from"),
        ("format=xml", "/format"),
        ("limit=0", "/limit"),
        ("who=me", "/who"),
        ("cursor=!", "/cursor"),
    ],
)
def test_a_bad_filter_is_named(ada: Caller, query: str, pointer: str) -> None:
    problem(ada.get(f"/audit-events?{query}"), 400, "invalid_query", pointer)


def test_only_admins_read_it(ana: Caller) -> None:
    problem(ana.get("/audit-events"), 403, "permission_missing")


def test_an_outsider_can_check_the_chain(ada: Caller, ana: Caller) -> None:
    previous = "00" * 32
    for entry in reversed(entries(ada, limit="200")):
        sealed = {name: each for name, each in entry.items() if name not in {"hash", "actor_name"}}
        packed = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert entry["previous_hash"] == previous
        assert sha256(packed.encode()).hexdigest() == entry["hash"]
        previous = entry["hash"]


def test_an_export_is_a_table_and_an_entry(house: House, ada: Caller) -> None:
    eve = house.person("Eve")
    with house.container.transactions().begin() as work:
        person = work.people.get(eve.person_id)
        person.name = "=cmd()"
        work.people.save(person)
    answer = ada.get("/audit-events?format=csv&kind=session.started,person.joined")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["kind"] for row in rows] == ["session.started", "person.joined"] * 2
    assert rows[0]["actor_name"] == "'=cmd()"
    assert json.loads(rows[1]["details"]) == {"name": "Eve", "role": "member"}
    entry = newest(ada)
    assert (entry["kind"], entry["actor_name"]) == ("audit.exported", "Ada")
    assert entry["details"] == {"entries": 4, "filter": {"kind": "session.started,person.joined"}}
    accepted = ada.get("/audit-events", Accept="text/csv")
    assert accepted.headers["Content-Type"].startswith("text/csv")


def test_thirty_acts_are_thirty_entries(house: House, ada: Caller) -> None:
    before = written(house)
    for _ in range(10):
        ada.client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    for number in range(10):
        ada.client.post("/api/v1/auth/login", json={"email": f"{number}@x.org", "password": PASSWORD})
    for number in range(10):
        assert ada.post("/rooms", {"name": f"Room {number}", "capacity": 4}).status_code == 201
    assert written(house) == before + 30


def test_an_admin_who_looks_at_anothers_sessions_is_seen(house: House, ana: Caller) -> None:
    root = house.person("Root", Role.ADMIN)
    assert root.get(f"/people/{root.person_id}/sessions").status_code == 200
    trail = house.container.memory_database().audit_trail
    assert "sessions.read" not in [entry.kind for entry in trail]
    assert root.get(f"/people/{ana.person_id}/sessions").status_code == 200
    entry = trail[-1]
    assert (entry.kind, entry.actor_id, entry.subject_id) == ("sessions.read", root.person_id, ana.person_id)


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout", "/auth/oidc/second-factor"])
def test_a_foreign_page_that_uses_the_cookies_is_seen(path: str, house: House, ana: Caller) -> None:
    problem(ana.post(path, Origin="https://evil.example", X_Convene_CSRF="1"), 403, "csrf_check_failed")
    entry = house.container.memory_database().audit_trail[-1]
    assert (entry.kind, entry.details["code"]) == ("sign_in.refused", "csrf_check_failed")
