"""Profiles, and what admins decide about people: it acts at once, everywhere, and never locks all out."""

from datetime import timedelta
from typing import Any

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem
from tests.entrypoints.http.post import new_letters, token_in


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def change(admin: Caller, person: Caller, **members: Any) -> Any:
    return admin.call("PATCH", f"/people/{person.person_id}", members, If_Match="*")


def kinds(house: House) -> list[str]:
    return [event.kind for event in house.container.event_log().after(0, limit=1_000)]


def test_people_change_what_they_say_about_themselves(house: House, ana: Caller) -> None:
    me = ana.get("/me")
    assert me.headers["ETag"] == f'"{me.json["version"]}"'
    changed = ana.call("PATCH", "/me", {"name": "Ana María"}, If_Match=me.headers["ETag"])
    assert (changed.status_code, changed.json["name"]) == (200, "Ana María")
    assert changed.headers["ETag"] != me.headers["ETag"]
    stale = ana.call("PATCH", "/me", {"time_zone": "Asia/Calcutta"}, If_Match=me.headers["ETag"])
    assert problem(stale, 412, "stale")["current"]["name"] == "Ana María"
    problem(ana.call("PATCH", "/me", {"name": "Eve"}), 428, "precondition_required")
    moved = ana.call("PATCH", "/me", {"time_zone": "Asia/Calcutta"}, If_Match=changed.headers["ETag"])
    assert (moved.json["time_zone"], moved.json["name"]) == ("Asia/Kolkata", "Ana María")
    events = house.container.event_log().after(0, limit=1_000)
    assert [event.data["changed"] for event in events if event.kind == "person.changed"] == [
        ["name"],
        ["time_zone"],
    ]
    same = ana.call("PATCH", "/me", {"name": "Ana María"}, If_Match="*")
    assert same.headers["ETag"] == moved.headers["ETag"]


def test_people_choose_in_which_language_they_are_spoken_to(ana: Caller) -> None:
    assert ana.get("/me").json["language"] == "automatic"
    chosen = ana.call("PATCH", "/me", {"language": "de"}, If_Match="*")
    assert (chosen.status_code, chosen.json["language"]) == (200, "de")
    assert ana.call("PATCH", "/me", {"name": "Ana María"}, If_Match="*").json["language"] == "de"
    assert ana.get("/me").json["language"] == "de"
    problem(ana.call("PATCH", "/me", {"language": "tlh"}, If_Match="*"), 422, "invalid_body", "/language")


@pytest.mark.parametrize("members", [{"name": " "}, {"name": "a\nb"}, {"time_zone": "Mars/Olympus"}])
def test_a_profile_is_checked(ana: Caller, members: dict[str, str]) -> None:
    answer = ana.call("PATCH", "/me", members, If_Match="*")
    problem(answer, 422, "invalid_body", f"/{next(iter(members))}")


def test_the_directory_shows_roles_and_hides_who_has_left(house: House, admin: Caller, ana: Caller) -> None:
    ben = house.person("Ben")
    assert change(admin, ben, active=False).json["active"] is False
    listed = ana.get("/people").json["data"]
    assert [(each["name"], each["role"]) for each in listed] == [("Ada", "admin"), ("Ana", "member")]
    problem(ana.get(f"/people/{ben.person_id}"), 404, "person_not_found")
    problem(ana.get("/people?active=false"), 403, "permission_missing")
    assert admin.get(f"/people/{ben.person_id}").json["active"] is False
    page = admin.get("/people?active=false&limit=1")
    assert ([each["name"] for each in page.json["data"]], page.json["next_cursor"]) == (["Ben"], None)


def test_suggestions_obey_visibility(house: House, admin: Caller, guest: Caller) -> None:
    """Elsewhere a guest could list everybody by asking for suggestions (CVE-2026-45286)."""
    for path in ("/people", "/people?q=a", f"/people/{admin.person_id}", "/people?active=false"):
        problem(guest.get(path), 403, "permission_missing")


def test_a_role_acts_from_the_next_request_on(house: House, admin: Caller, ana: Caller) -> None:
    problem(ana.post("/people", {"email": "zoe@example.org"}), 403, "permission_missing")
    entry = admin.get(f"/people/{ana.person_id}")
    changed = admin.call(
        "PATCH", f"/people/{ana.person_id}", {"role": "admin"}, If_Match=entry.headers["ETag"]
    )
    assert (changed.status_code, changed.json["role"]) == (200, "admin")
    assert ana.post("/people", {"email": "zoe@example.org"}).status_code == 201
    assert change(admin, ana, role="guest").status_code == 200
    problem(ana.get("/people"), 403, "permission_missing")
    assert admin.get("/invitations").json["data"] == []
    assert kinds(house)[-4:] == [
        "person.role_changed",
        "person.invited",
        "person.role_changed",
        "invitation.revoked",
    ]


def test_the_same_again_is_no_change(house: House, admin: Caller, ana: Caller) -> None:
    before = kinds(house)
    first, second = change(admin, ana, role="member", active=True), change(admin, ana)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert kinds(house) == before


def test_the_last_admin_stays(house: House, admin: Caller) -> None:
    for members in ({"role": "member"}, {"active": False}, {"role": "guest", "active": False}):
        problem(change(admin, admin, **members), 409, "last_admin")
    other = house.person("Ben", Role.ADMIN)
    assert change(admin, admin, role="member").status_code == 200
    problem(change(other, other, active=False), 409, "last_admin")
    problem(change(admin, other, active=False), 403, "permission_missing")


def test_an_admin_who_has_left_is_no_admin(house: House, admin: Caller) -> None:
    other = house.person("Ben", Role.ADMIN)
    assert change(admin, other, active=False).status_code == 200
    problem(change(admin, admin, role="member"), 409, "last_admin")
    # Whoever is away can lose the role without anybody being left alone.
    assert change(admin, other, role="member").status_code == 200


def test_changing_a_person_needs_the_version(house: House, admin: Caller, ana: Caller) -> None:
    path = f"/people/{ana.person_id}"
    problem(admin.call("PATCH", path, {"active": False}), 428, "precondition_required")
    stale = admin.call("PATCH", path, {"active": False}, If_Match='"99"')
    assert problem(stale, 412, "stale")["current"]["active"] is True
    absent = admin.call("PATCH", f"/people/{'0' * 8}-0000-7000-8000-{'0' * 12}", {}, If_Match="*")
    problem(absent, 404, "person_not_found")


def test_deactivation_shuts_every_door(house: House, admin: Caller, ana: Caller, ben: Caller) -> None:
    """And reactivation opens none of them again by itself (CVE-2023-32682 elsewhere)."""
    phone = house.nobody()
    login = {"email": ana.email, "password": PASSWORD, "client": "api"}
    refresh_token = phone.post("/auth/login", login).json["refresh_token"]
    expires = (house.clock.now() + timedelta(days=1)).isoformat()
    made = ana.post("/tokens", {"name": "x", "scopes": ["meetings:read"], "expires_at": expires})
    program = Caller(phone.client, ana.person_id, ana.email, made.json["token"])
    ticket = ana.post("/live/tickets").json["ticket"]
    ana.call("PUT", f"/people/{ana.person_id}/delegates/{ben.person_id}")
    ben.call("PUT", f"/people/{ben.person_id}/delegates/{ana.person_id}")
    house.nobody().post("/auth/password/forgot", {"email": ana.email})
    reset = next(token_in(letter) for letter in new_letters(house) if letter.to == ana.email)
    in_her_name = {"On_Behalf_Of": str(ana.person_id)}
    window = "/calendar?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z"
    assert ben.get(window, **in_her_name).status_code == 200
    assert program.get(window).status_code == 200
    before = kinds(house)

    assert change(admin, ana, active=False).status_code == 200
    told = kinds(house)[len(before) :]
    assert told[0] == "person.deactivated"
    assert sorted(told[1:]) == ["delegate.removed"] * 2 + ["session.ended"] * 2 + ["token.revoked"]

    def all_doors_are_shut() -> None:
        problem(ana.get("/me"), 401, "not_signed_in")
        problem(program.get(window), 401, "not_signed_in")
        problem(phone.post("/auth/refresh", {"refresh_token": refresh_token}), 401, "session_ended")
        problem(ben.get(window, **in_her_name), 403, "not_a_delegate")
        assert house.nobody().client.get(f"/api/v1/live?ticket={ticket}").status_code in {400, 401, 403, 426}
        fresh = {"token": reset, "password": "a battery of staples"}
        problem(house.nobody().post("/auth/password/reset", fresh), 403, "reset_token_invalid")

    all_doors_are_shut()
    problem(house.nobody().post("/auth/login", login), 401, "invalid_credentials")
    assert change(admin, ana, active=True).status_code == 200
    all_doors_are_shut()
    assert house.nobody().post("/auth/login", login).status_code == 200


def test_somebody_who_has_left_cannot_be_asked(house: House, admin: Caller, ana: Caller) -> None:
    change(admin, ana, active=False)
    taken = problem(admin.post("/people", {"email": ana.email}), 409, "email_taken", "/email")
    assert "reactivate" in taken["detail"]


FOREIGN = {
    "email": "mallory@example.org",
    "sub": "0193a000-0000-7000-8000-000000000001",
    "role": "admin",
    "user_id": "0193a000-0000-7000-8000-000000000001",
    "person_id": "0193a000-0000-7000-8000-000000000001",
    "id": "0193a000-0000-7000-8000-000000000001",
    "active": True,
    "version": 99,
    "password_hash": "quick:mine",
}
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("PATCH", "/me", {"name": "Mallory"}),
    ("POST", "/auth/login", {"email": "ana@example.org", "password": PASSWORD}),
    ("POST", "/auth/refresh", {}),
    ("POST", "/auth/logout", {}),
    ("POST", "/auth/password", {"current_password": PASSWORD, "new_password": "a battery of staples"}),
    ("POST", "/auth/password/forgot", {"email": "ana@example.org"}),
    ("POST", "/auth/password/reset", {"token": "x" * 43, "password": "a battery of staples"}),
    ("POST", "/auth/proof", {"password": PASSWORD}),
    ("POST", "/auth/email", {"email": "ana.new@example.org"}),
    ("POST", "/auth/email/confirmation", {"token": "x" * 43}),
    ("POST", "/auth/invitation", {"token": "x" * 43}),
    (
        "POST",
        "/auth/register",
        {"email": "zoe@example.org", "password": PASSWORD, "name": "Zoé", "time_zone": "UTC"},
    ),
    ("POST", "/setup", {"token": "x", "email": "a@example.org", "password": PASSWORD, "name": "A"}),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS, ids=[path for _, path, _ in CALLS])
def test_nobody_becomes_somebody_else_by_writing_so(
    house: House, ana: Caller, method: str, path: str, body: dict[str, Any]
) -> None:
    """Elsewhere a session update took an address from the client: any account (CVE-2026-23478)."""
    before, logged = ana.get("/me").json, kinds(house)
    for name, value in FOREIGN.items():
        if name in body:
            continue
        answer = ana.call(method, path, {**body, name: value}, If_Match="*")
        assert answer.status_code in {415, 422}, (name, answer.text)
        if answer.status_code == 422:
            assert f"/{name}" in [error["pointer"] for error in answer.json["errors"]]
    assert ana.get("/me").json == before
    assert kinds(house) == logged
    assert new_letters(house) == []
