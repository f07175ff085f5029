"""Every route, from the table of routes itself: closed to strangers unless it says otherwise."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from application.identity.caller import Caller as Signed
from application.identity.create_api_token import CreateApiTokenCommand
from domain.identity.role import PERMISSIONS, Permission, Role
from entrypoints.http.blueprints import api_routes
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access, IfMatch, Route
from tests.entrypoints.http.conftest import Caller, House, a_house, moment, problem, scheduled

PUBLIC = {
    "read_setup",
    "first_setup",
    "login",
    "refresh",
    "logout",
    "forgot_password",
    "choose_new_password",
    "passkey_challenge",
    "passkey_login",
    "read_provider",
    "start_at_provider",
    "return_from_provider",
    "show_second_factor",
    "register",
    "see_invitation",
    "confirm_address",
}


def all_routes() -> list[Route]:
    return list(api_routes(a_house(Path(mkdtemp())).container))


ROUTES = all_routes()
named = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")


def url(route: Route, **ids: object) -> str:
    return route.path.format(**{name: ids.get(name) or uuid4() for name in route.path_parameters})


def test_what_is_public_is_written_down_here_too() -> None:
    assert {route.name for route in ROUTES if route.is_public} == PUBLIC


def test_the_application_serves_the_declared_routes_and_nothing_else(house: House) -> None:
    declared = {(f"/api/v1{route.flask_rule}", route.method) for route in ROUTES}
    others = {
        ("/healthz", "GET"),
        ("/readyz", "GET"),
        ("/api/docs", "GET"),
        ("/api/docs/style.css", "GET"),
        ("/api/v1/openapi.json", "GET"),
        ("/api/v1/asyncapi.json", "GET"),
    }
    served = {
        (rule.rule, method)
        for rule in house.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD"}
        if not rule.endpoint.startswith("nothing at")
    }
    assert declared <= served
    unexpected = {rule for rule, _ in served - declared - others if rule.startswith("/api")}
    assert unexpected == {"/api/v1/live"}


@named
def test_without_a_token_there_is_no_way_in(route: Route, house: House) -> None:
    answer = house.nobody().call(route.method, url(route))
    if route.is_public:
        assert answer.status_code != 404
        return
    problem(answer, 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


LACKING = [
    (route, role)
    for route in ROUTES
    for role in (Role.GUEST, Role.MEMBER)
    if route.permission and route.permission not in PERMISSIONS[role]
]


@pytest.mark.parametrize(("route", "role"), LACKING, ids=lambda each: getattr(each, "name", None))
def test_a_role_without_the_permission_is_refused_before_anything_else(
    route: Route, role: Role, house: House
) -> None:
    answer = house.person("Gil", role).call(route.method, url(route), b"not even json")
    problem(answer, 403, "permission_missing")


FOR_GUESTS = [r for r in ROUTES if r.permission is None or r.permission in PERMISSIONS[Role.GUEST]]


@pytest.mark.parametrize("route", FOR_GUESTS, ids=lambda route: route.name)
def test_what_a_guest_may_do_is_not_refused(route: Route, guest: Caller) -> None:
    answer = guest.call(route.method, url(route), b"not even json")
    assert answer.status_code not in {401, 403} or route.is_public


def a_program(house: House, owner: Caller, scopes: Iterable[Permission]) -> Caller:
    """It comes with a token of its owner's."""
    now = house.clock.now()
    asking = house.container.accounts.authenticate()(owner.token)
    command = CreateApiTokenCommand(asking, "Program", frozenset(scopes), now + timedelta(days=1))
    _, secret = house.container.accounts.create_api_token()(command)
    return Caller(house.app.test_client(), owner.person_id, owner.email, secret)


@named
def test_a_token_without_the_scope_opens_nothing(route: Route, house: House) -> None:
    """Even an admin's: it lacks only what the route asks for, and what includes that."""
    admin = house.person("Root", Role.ADMIN)
    others = {each for each in Permission if route.permission not in each.included}
    answer = a_program(house, admin, others).call(route.method, url(route), b"not even json")
    if route.permission is not None:
        problem(answer, 403, "insufficient_scope")
    elif route.access is Access.IN_PERSON:
        problem(answer, 403, "only_in_person")
    else:
        assert answer.status_code not in {401, 403} or route.is_public


@named
def test_a_token_with_the_scope_is_let_in(route: Route, house: House) -> None:
    if route.permission is not None:
        program = a_program(house, house.person("Root", Role.ADMIN), [route.permission])
        answer = program.call(route.method, url(route), b"not even json")
        assert answer.status_code not in {401, 403}, answer.text


BODIES = {
    "change": {"title": "Mine"},
    "cancel": {"reason": "Mine"},
    "change_dates": {"title": "Mine"},
    "invite": [{"email": "mallory@example.org"}],
    "answer": {"status": "accepted"},
    "post": {"client_id": "0193a000-0000-7000-8000-00000000c1d0", "text": "Mine"},
    "move_read_mark": {"message_id": "0193a000-0000-7000-8000-00000000c1d0"},
    "add_an_item": {"title": "Mine"},
    "carry_items_over": {},
    "add_an_entry": {"kind": "note", "text": "Mine"},
    "add_a_decision": {"text": "Mine"},
    "add_an_action": {"text": "Mine"},
    "mute": {},
    "put_meeting_reminders": {"timed": ["PT10M"], "whole_days": []},
    "answer_for_a_room": {"approved": True},
}


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if "meeting_id" in route.path_parameters], ids=lambda r: r.name
)
def test_a_strangers_meeting_is_one_that_does_not_exist(
    route: Route, ana: Caller, ben: Caller, house: House
) -> None:
    stranger = house.person("Mallory", Role.ADMIN)
    meeting = scheduled(ana, ben)
    ids = {"meeting_id": meeting["id"], "guest_id": meeting["guests"][0]["id"]}
    headers = {"If_Match": "*"} if route.if_match is not IfMatch.IGNORED else {}
    body = BODIES.get(route.name)
    real = stranger.call(route.method, url(route, **ids), body, **headers)
    absent = stranger.call(route.method, url(route), body, **headers)
    first, second = problem(real, 404, "meeting_not_found"), problem(absent, 404, "meeting_not_found")
    for each in (first, second):
        del each["instance"], each["request_id"]
    assert first == second
    assert ana.get(f"/meetings/{meeting['id']}").json == meeting


def test_a_guest_role_sees_and_answers_its_own_meetings_only(
    ana: Caller, guest: Caller, house: House
) -> None:
    invited = scheduled(ana, guest, visibility="organisation")
    other = scheduled(ana, visibility="organisation")
    assert guest.get(f"/meetings/{invited['id']}").status_code == 200
    problem(guest.get(f"/meetings/{other['id']}"), 404, "meeting_not_found")
    answer = guest.call("PUT", f"/meetings/{invited['id']}/response", {"status": "accepted"}, If_Match="*")
    assert answer.status_code == 200
    window = "from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z"
    assert [entry["meeting_id"] for entry in guest.get(f"/calendar?{window}").json["data"]] == [invited["id"]]
    problem(guest.get(f"/calendar?{window}&people={ana.person_id}"), 403, "permission_missing")


BEYOND_GUESTS = [r for r in ROUTES if r.permission and r.permission not in PERMISSIONS[Role.GUEST]]


@pytest.mark.parametrize("route", BEYOND_GUESTS, ids=lambda route: route.name)
def test_a_lost_role_acts_at_once(route: Route, house: House) -> None:
    """The role in the token is not believed: the one the person has now counts (S4)."""
    caller = house.person("Ana", Role.ADMIN)
    assert caller.get("/me").json["role"] == "admin"
    with house.container.transactions().begin() as work:
        person = work.people.get(caller.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    problem(caller.call(route.method, url(route)), 403, "permission_missing")


def test_a_deactivated_person_is_signed_out_at_once(ana: Caller, house: House) -> None:
    assert ana.get("/me").status_code == 200
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.active = False
        work.people.save(person)
    problem(ana.get("/me"), 401, "not_signed_in")


SOMEBODY = "0193a000-0000-7000-8000-000000000001"
SLOT = {"start": moment("2026-12-02T09:30:00"), "end": moment("2026-12-02T10:15:00")}
MONTH = {"from": "2026-12-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"}
VALID_BODIES: dict[str, Any] = {
    "change_a_person": {"active": False},
    "invite_somebody": {"email": "new@example.org", "role": "member"},
    "create_a_team": {"name": "Board"},
    "change_a_team": {"name": "Board"},
    "schedule": {"title": "Mine", **SLOT},
    "change": {"title": "Mine"},
    "change_dates": {"title": "Mine"},
    "invite": [{"email": "mallory@example.org"}],
    "add": {"name": "Blue", "capacity": 4, "time_zone": "UTC"},
    "change_a_room": {"name": "Blue"},
    "answer_for_a_room": {"approved": True},
    "hold_a_time": {**SLOT, "people": [SOMEBODY], "rooms": [], "ttl": "PT10M"},
    "free_busy": {**MONTH, "people": [SOMEBODY], "rooms": []},
    "search_for_a_time": {
        "duration": "PT45M",
        "window": MONTH,
        "time_zone": "UTC",
        "required": [SOMEBODY],
    },
    "change_house_rules": {"organisation_name": "Ours"},
    "turn_flag": {"state": "on"},
    "block_addresses": {"network": "203.0.113.0/24", "reason": "Guessing"},
    "change_an_item": {"title": "Mine"},
    "place_an_item": {"before": None},
    "change_an_entry": {"text": "Mine"},
    "place_an_entry": {"before": None},
    "edit_a_message": {"text": "Mine"},
    "put_working_hours": {"weekly": {}},
    "put_reminder_preferences": {"timed": ["PT10M"], "whole_days": []},
    "put_notification_preferences": {"kinds": {}, "quiet_hours": None},
    "read_some_notifications": {"ids": [SOMEBODY]},
    "snooze_one_notification": {"until": "2026-12-02T08:00:00Z"},
    "import_file": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\nEND:VCALENDAR\r\n",
}


QUERIES = {
    "read_window": f"?from={MONTH['from']}&to={MONTH['to']}",
    "who_is_there": f"?people={SOMEBODY}",
    "find": "?q=plan",
}


def asked_behind_the_gate(route: Route, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> TestResponse:
    """Where the gate does not ask for the route's permission: it only spares work that would be refused."""

    def let_in(self: Gate, route: Route, path: object, token: str, *_: object) -> Signed:
        return self.authenticate(token)

    monkeypatch.setattr(Gate, "_signed_in", let_in)
    ids = {"original_start": "20261201T083000Z", "name": "counter_proposals"}
    headers = {"If_Match": "*"} if route.if_match is not IfMatch.IGNORED else {}
    path = url(route, **{name: value for name, value in ids.items() if name in route.path_parameters})
    body = VALID_BODIES.get(route.name, BODIES.get(route.name))
    path += QUERIES.get(route.name, "")
    return caller.call(route.method, path, body, Content_Type=route.body_type, **headers)


@pytest.mark.parametrize("route", BEYOND_GUESTS, ids=lambda route: route.name)
def test_use_cases_refuse_by_themselves(route: Route, guest: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    problem(asked_behind_the_gate(route, guest, monkeypatch), 403, "permission_missing")


@pytest.mark.parametrize("route", [r for r in ROUTES if r.permission], ids=lambda route: route.name)
def test_use_cases_refuse_tokens_by_themselves(
    route: Route, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What every role may do, too."""
    others = {each for each in Permission if route.permission not in each.included}
    program = a_program(house, house.person("Root", Role.ADMIN), others)
    problem(asked_behind_the_gate(route, program, monkeypatch), 403, "insufficient_scope")
