"""Acting for somebody else, over HTTP."""

from uuid import uuid4

import pytest

from domain.identity.role import Role
from entrypoints.http.routes import Route
from tests.entrypoints.http.conftest import Caller, House, etag, new_meeting, problem, scheduled
from tests.entrypoints.http.test_permissions import ROUTES, url


def let(principal: Caller, delegate: Caller, *, by: Caller | None = None) -> None:
    answer = (by or principal).call("PUT", f"/people/{principal.person_id}/delegates/{delegate.person_id}")
    assert answer.status_code == 200, answer.text


def acting_for(principal: Caller) -> dict[str, str]:
    return {"On_Behalf_Of": str(principal.person_id)}


def test_a_delegate_schedules_and_answers_in_the_principals_name(
    ana: Caller, ben: Caller, house: House
) -> None:
    cara = house.person("Cara")
    since = ana.get("/changes").json["next_cursor"]
    let(ana, ben)
    invited = [{"person_id": str(cara.person_id)}]
    made = ben.post("/meetings", new_meeting(guests=invited), **acting_for(ana))
    assert (made.status_code, made.json["host"]["name"]) == (201, "Ana")
    path = f"/meetings/{made.json['id']}"
    problem(ben.get(path), 404, "meeting_not_found")
    assert ben.get(path, **acting_for(ana)).json == ana.get(path).json
    let(cara, ben)
    body = {"status": "accepted"}
    assert ben.call("PUT", f"{path}/response", body, If_Match="*", **acting_for(cara)).status_code == 200
    events = ana.get(f"/changes?since={since}").json["events"]
    done = [
        (event["kind"], event["actor"]["name"], (event["on_behalf_of"] or {}).get("name")) for event in events
    ]
    assert done == [
        ("delegate.added", "Ana", None),
        ("meeting.scheduled", "Ben", "Ana"),
        ("guest.responded", "Ben", "Cara"),
    ]


def test_the_principal_says_who_and_takes_it_back(ana: Caller, ben: Caller, house: House) -> None:
    admin, path = house.person("Root", Role.ADMIN), f"/people/{ana.person_id}/delegates"
    theirs = f"{path}/{ben.person_id}"
    problem(
        ben.get("/calendar?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z", **acting_for(ana)),
        403,
        "not_a_delegate",
    )
    problem(ben.call("PUT", theirs), 403, "permission_missing")
    problem(ben.get(path), 403, "permission_missing")
    problem(ana.call("PUT", f"{path}/{ana.person_id}"), 422, "invalid_delegate")
    problem(ana.call("PUT", f"{path}/{uuid4()}"), 404, "person_not_found")
    problem(ana.call("DELETE", theirs), 404, "delegate_not_found")
    let(ana, ben, by=admin)
    let(ana, ben)
    for asking in (ana, admin):
        assert [each["person"]["name"] for each in asking.get(path).json["data"]] == ["Ben"]
    assert ana.call("DELETE", theirs).status_code == 204
    problem(ben.post("/meetings", new_meeting(), **acting_for(ana)), 403, "not_a_delegate")


@pytest.mark.parametrize(
    ("principal", "delegate", "allowed"),
    [
        (Role.ADMIN, Role.MEMBER, False),
        (Role.MEMBER, Role.ADMIN, False),
        (Role.ADMIN, Role.ADMIN, True),
    ],
)
def test_the_narrower_role_counts(house: House, principal: Role, delegate: Role, allowed: bool) -> None:
    one, other = house.person("One", principal), house.person("Other", delegate)
    let(one, other)
    answer = other.post("/rooms", {"name": "Blue", "capacity": 4, "time_zone": "UTC"}, **acting_for(one))
    assert (answer.status_code == 201) is allowed, answer.text
    if not allowed:
        problem(answer, 403, "permission_missing")


def test_a_guest_does_not_schedule_for_a_member(ana: Caller, guest: Caller) -> None:
    let(ana, guest)
    problem(guest.post("/meetings", new_meeting(), **acting_for(ana)), 403, "permission_missing")


ONES_OWN = [route for route in ROUTES if route.permission is None]


@pytest.mark.parametrize("route", ONES_OWN, ids=lambda route: f"{route.method} {route.path}")
def test_what_is_ones_own_is_done_in_person(route: Route, ana: Caller, ben: Caller) -> None:
    let(ana, ben)
    ids = {"person_id": ana.person_id, "delegate_id": ben.person_id}
    problem(ben.call(route.method, url(route, **ids), **acting_for(ana)), 403, "only_in_person")


def test_sessions_passwords_and_delegates_are_ones_own() -> None:
    names = {route.name for route in ONES_OWN}
    assert {"login", "refresh", "logout", "create_token", "add_a_delegate", "remove_a_delegate"} <= names


def test_everybody_listens_for_themselves(ana: Caller, ben: Caller) -> None:
    let(ana, ben)
    problem(ben.post("/live/tickets", **acting_for(ana)), 403, "only_in_person")


@pytest.mark.parametrize("header", ["", "ben", "0193a000-0000-7000-8000-00000000000", "*"])
def test_a_malformed_header_is_told(ana: Caller, header: str) -> None:
    problem(ana.post("/meetings", new_meeting(), On_Behalf_Of=header), 400, "malformed_on_behalf_of")


def test_for_oneself_is_as_oneself(ana: Caller, house: House) -> None:
    assert ana.post("/meetings", new_meeting(), **acting_for(ana)).status_code == 201
    last = list(house.container.event_log().after(0, limit=100))[-1]
    assert (last.actor_id, last.on_behalf_of) == (ana.person_id, None)


def test_keys_are_the_delegates_own_and_mean_one_principal(ana: Caller, ben: Caller, house: House) -> None:
    cara = house.person("Cara")
    let(ana, ben)
    let(cara, ben)
    body, key = new_meeting(), {"Idempotency_Key": "k"}
    first = ben.post("/meetings", body, **acting_for(ana), **key)
    again = ben.post("/meetings", body, **acting_for(ana), **key)
    assert (again.json, again.headers.get("Idempotency-Replayed")) == (first.json, "true")
    assert ana.post("/meetings", body, **key).json["id"] != first.json["id"]
    problem(ben.post("/meetings", body, **acting_for(cara), **key), 422, "idempotency_key_reused")
    problem(ben.post("/meetings", body, **key), 422, "idempotency_key_reused")


def test_a_refusal_to_a_delegate_leaves_nothing(ana: Caller, ben: Caller, house: House) -> None:
    meeting = scheduled(ana)
    let(ana, ben)
    before = house.kinds()
    body = {"title": "New", "end": {"date_time": "2026-12-01T00:00:00", "time_zone": "UTC"}}
    headers = {"If_Match": etag(meeting), **acting_for(ana)}
    assert ben.call("PATCH", f"/meetings/{meeting['id']}", body, **headers).status_code == 422
    assert house.kinds() == before
    assert ana.get(f"/meetings/{meeting['id']}").json == meeting


def test_a_delegate_is_told_for_whom_they_may_act(ana: Caller, ben: Caller, house: House) -> None:
    cara, admin = house.person("Cara"), house.person("Ada", Role.ADMIN)
    path = f"/people/{ben.person_id}/principals"
    assert ben.get(path).json == {"data": [], "next_cursor": None}
    for principal in (cara, ana):
        let(principal, ben)
    names = [each["person"]["name"] for each in ben.get(path).json["data"]]
    assert sorted(names) == ["Ana", "Cara"]
    assert [each["person"]["name"] for each in admin.get(path).json["data"]] == names
    assert ana.get(f"/people/{ana.person_id}/principals").json["data"] == []
    problem(ana.get(path), 403, "permission_missing")
    with house.container.transactions().begin() as work:
        person = work.people.get(cara.person_id)
        person.set_active(False, by=admin.person_id, now=house.clock.now())
        work.people.save(person)
    assert [each["person"]["name"] for each in ben.get(path).json["data"]] == ["Ana"]
