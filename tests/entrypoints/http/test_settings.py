"""Settings and feature flags over HTTP."""

from pathlib import Path
from typing import Any

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, a_house, moment, problem, scheduled

BEGINNING = {
    "organisation_name": "Convene",
    "registration": "invite",
    "second_factor_required_for": [],
    "language": "en",
    "fixed": [],
    "usual": {
        "organisation_name": "Convene",
        "registration": "invite",
        "second_factor_required_for": [],
        "language": "en",
    },
    "version": 1,
}
OFF = {"state": "off"}


@pytest.fixture
def ada(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def last_entry(admin: Caller) -> dict[str, Any]:
    return dict(admin.get("/audit-events?limit=1").json["data"][0])


def test_settings_are_read_changed_and_audited(ada: Caller) -> None:
    read = ada.get("/settings")
    assert (read.status_code, read.headers["ETag"], read.json) == (200, '"1"', BEGINNING)
    sent = {"registration": "open", "second_factor_required_for": ["guest", "member"], "language": "de"}
    changed = ada.call("PATCH", "/settings", sent, If_Match='"1"')
    assert changed.json == BEGINNING | sent | {"version": 2}
    assert changed.headers["ETag"] == '"2"'
    entry = last_entry(ada)
    assert (entry["kind"], entry["actor_id"]) == ("settings.changed", str(ada.person_id))
    assert entry["details"]["changes"] == {
        "registration": {"old": "invite", "new": "open"},
        "second_factor_required_for": {"old": [], "new": ["guest", "member"]},
        "language": {"old": "en", "new": "de"},
    }


def test_nothing_sent_and_nothing_new_change_nothing(ada: Caller) -> None:
    for sent in ({}, {"registration": "invite"}):
        assert ada.call("PATCH", "/settings", sent, If_Match='"1"').json == BEGINNING


def test_the_second_of_two_admins_sees_what_the_first_did(ada: Caller) -> None:
    ada.call("PATCH", "/settings", {"organisation_name": "Ours"}, If_Match='"1"')
    late = ada.call("PATCH", "/settings", {"organisation_name": "Mine"}, If_Match='"1"')
    assert problem(late, 412, "stale")["current"]["organisation_name"] == "Ours"
    problem(ada.call("PATCH", "/settings", {}), 428, "precondition_required")


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"registration": "maybe"}, "/registration"),
        ({"organisation_name": ""}, "/organisation_name"),
        ({"organisation_name": "x" * 101}, "/organisation_name"),
        ({"organisation_name": None}, "/organisation_name"),
        ({"language": "automatic"}, "/language"),
        ({"language": "ar"}, "/language"),
        ({"second_factor_required_for": ["owner"]}, "/second_factor_required_for/0"),
        ({"fixed": []}, "/fixed"),
    ],
)
def test_a_bad_setting_is_named(ada: Caller, sent: dict[str, Any], pointer: str) -> None:
    problem(ada.call("PATCH", "/settings", sent, If_Match="*"), 422, "invalid_body", pointer)


def test_what_the_environment_says_stands(tmp_path: Path) -> None:
    ada = a_house(tmp_path, CONVENE_REGISTRATION="closed").person("Ada", Role.ADMIN)
    assert ada.get("/settings").json == BEGINNING | {"registration": "closed", "fixed": ["registration"]}
    refused = ada.call("PATCH", "/settings", {"registration": "open"}, If_Match="*")
    assert "CONVENE_REGISTRATION" in problem(refused, 409, "setting_fixed", "/registration")["detail"]
    assert ada.call("PATCH", "/settings", {"organisation_name": "Ours"}, If_Match="*").status_code == 200


def test_members_neither_read_nor_change_them(ana: Caller) -> None:
    for method, path in (("GET", "/settings"), ("PATCH", "/settings"), ("GET", "/feature-flags")):
        problem(ana.call(method, path, {}), 403, "permission_missing")
    problem(ana.call("PUT", "/feature-flags/counter_proposals", OFF), 403, "permission_missing")


def proposed(guest: Caller, meeting_id: str) -> Any:
    proposal = {"start": moment("2026-12-03T09:30:00"), "end": moment("2026-12-03T10:15:00")}
    sent = {"status": "declined", "proposal": proposal}
    return guest.call("PUT", f"/meetings/{meeting_id}/response", sent, If_Match="*")


def test_a_feature_is_switched_off_and_on_again(ada: Caller, ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    (listed,) = ada.get("/feature-flags").json["data"]
    read = ada.get("/feature-flags/counter_proposals")
    assert read.json == listed
    assert (listed["state"], read.headers["ETag"]) == ("on", '"1"')
    assert proposed(ben, meeting["id"]).status_code == 200

    turned = ada.call("PUT", "/feature-flags/counter_proposals", OFF, If_Match='"1"')
    assert (turned.json["state"], turned.json["version"]) == ("off", 2)
    assert last_entry(ada)["details"] == {
        "name": "counter_proposals",
        "old": {"state": "on", "roles": [], "percentage": 0},
        "new": {"state": "off", "roles": [], "percentage": 0},
    }
    problem(proposed(ben, meeting["id"]), 403, "feature_off", "/proposal")
    plain = ben.call("PUT", f"/meetings/{meeting['id']}/response", {"status": "accepted"}, If_Match="*")
    assert plain.status_code == 200

    by_role = {"state": "roles", "roles": ["member"]}
    assert ada.call("PUT", "/feature-flags/counter_proposals", by_role, If_Match='"2"').status_code == 200
    assert proposed(ben, meeting["id"]).status_code == 200


def test_flags_are_made_by_programmers(ada: Caller) -> None:
    problem(ada.get("/feature-flags/flying_cars"), 404, "flag_not_found")
    problem(ada.call("PUT", "/feature-flags/flying_cars", OFF, If_Match="*"), 404, "flag_not_found")
    problem(ada.call("PUT", "/feature-flags/flying_cars", OFF), 404, "flag_not_found")


@pytest.mark.parametrize(
    ("sent", "code", "pointer"),
    [
        ({"state": "perhaps"}, "invalid_body", "/state"),
        ({}, "invalid_body", "/state"),
        ({"state": "percentage", "percentage": 101}, "invalid_body", "/percentage"),
        ({"state": "roles", "roles": ["owner"]}, "invalid_body", "/roles/0"),
        ({"state": "roles"}, "invalid_flag", "/roles"),
        ({"state": "on", "percentage": 5}, "invalid_flag", "/percentage"),
    ],
)
def test_a_bad_rollout_is_named(ada: Caller, sent: dict[str, Any], code: str, pointer: str) -> None:
    answer = ada.call("PUT", "/feature-flags/counter_proposals", sent, If_Match="*")
    problem(answer, 422, code, pointer)


def test_registration_opens_and_closes_with_the_next_request(house: House, ada: Caller) -> None:
    zoe = {
        "email": "zoe@example.org",
        "password": "a long and unlikely one",
        "name": "Zoe",
        "time_zone": "UTC",
    }
    problem(house.nobody().post("/auth/register", zoe), 403, "registration_closed")
    ada.call("PATCH", "/settings", {"registration": "open"}, If_Match='"1"')
    assert house.nobody().post("/auth/register", zoe).status_code < 300
    ada.call("PATCH", "/settings", {"registration": "closed"}, If_Match='"2"')
    problem(house.nobody().post("/auth/register", zoe), 403, "registration_closed")
    problem(ada.post("/people", {"email": "zoe@example.org"}), 403, "registration_closed")
