"""Whatever changes who gets in or may do what, and whatever admins do, is an entry: route by route (S39)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from werkzeug.test import TestResponse

from domain.identity.role import PERMISSIONS, Permission, Role
from entrypoints.http.blueprints import api_routes
from tests.entrypoints.http.conftest import BROWSER, PASSWORD, Caller, House, a_house, scheduled
from tests.entrypoints.http.post import new_letters, token_in
from tests.entrypoints.http.test_second_factors import App, with_a_passkey, with_an_app

ANY = {"If_Match": "*"}
ELSEWHERE = {
    "show_second_factor": "test_external_links",
    "resend_mail_delivery": "test_mail_deliveries",
    "fill_with_demonstration": "test_demonstration",
    "retry_untold_events": "test_installation_health",
    "link_to_provider": "test_external_links",
    "remove_a_link": "test_external_links",
}
"""What needs more of a stage is seen in the trail there."""

OWN_AFFAIRS = {
    "refresh": "goes on with a session; a token used twice ends it, which is an entry",
    "prove": "changes nothing; a wrong password is an entry",
    "begin_an_app": "counts from the confirmation on",
    "passkey_options": "is the first half of adding one",
    "passkey_challenge": "is the first half of signing in",
    "see_invitation": "reads; a wrong token is an entry",
    "change_address": "counts from the confirmation on",
    "put_display_preferences": "how one sees Convene",
    "put_notification_preferences": "how one is told",
    "read_some_notifications": "one's own inbox",
    "finish_one_notification": "one's own inbox",
    "snooze_one_notification": "one's own inbox",
    "add_one": "the devices that ring",
    "remove_one": "the devices that ring",
    "mute": "how one is told",
    "unmute": "how one is told",
    "live_ticket": "opens what the session opens; one that opens nothing is an entry",
    "preview": "changes nothing",
    "free_busy": "changes nothing",
    "search_for_a_time": "changes nothing",
}
ABOUT_MEETINGS = {
    Permission.WRITE_MEETINGS,
    Permission.RESPOND_TO_MEETINGS,
    Permission.READ_MESSAGES,
    Permission.WRITE_MESSAGES,
    Permission.WRITE_MINUTES,
}
"""What people do with their meetings is told by the meetings' own history."""


@dataclass
class Stage:
    house: House
    ada: Caller
    ana: Caller

    def code(self) -> tuple[App, list[str]]:
        return with_an_app(self.ana, self.house)

    def mailed(self) -> str:
        return token_in(new_letters(self.house)[-1])

    def invited(self) -> str:
        assert self.ada.post("/people", {"email": "zoe@example.org"}).status_code == 201
        return self.mailed()

    def made(self, caller: Caller, path: str, body: Any) -> str:
        answer = caller.post(path, body)
        assert answer.status_code == 201, answer.text
        return str(answer.json["id"])

    def team(self) -> str:
        return self.made(self.ada, "/teams", {"name": "Board"})

    def room(self, **members: Any) -> str:
        return self.made(
            self.ada, "/rooms", {"name": "Blue", "capacity": 4, "time_zone": "Europe/Paris", **members}
        )

    def token(self) -> str:
        expires = moment_of(self.house)
        return self.made(
            self.ana, "/tokens", {"name": "x", "scopes": ["meetings:read"], "expires_at": expires}
        )

    def block(self) -> str:
        return self.made(self.ada, "/ip-blocks", {"network": "203.0.113.0/24", "reason": "Guessing"})

    def session(self) -> str:
        return str(self.ana.get("/auth/sessions").json["data"][0]["id"])


def moment_of(house: House) -> str:
    return house.clock.now().replace(month=12, day=30).isoformat()


def first_setup(stage: Stage) -> TestResponse:
    empty = a_house(Path(mkdtemp()))
    token = empty.container.setup_link().token()
    answer = empty.nobody().post(
        "/setup",
        {"email": "a@b.org", "password": PASSWORD, "name": "Ada", "time_zone": "UTC", "token": token},
    )
    stage.house = empty
    return answer


def reset(stage: Stage) -> TestResponse:
    stage.house.nobody().post("/auth/password/forgot", {"email": stage.ana.email})
    body = {"token": stage.mailed(), "password": "another long one"}
    return stage.house.nobody().post("/auth/password/reset", body)


def accept(stage: Stage) -> TestResponse:
    body = {"invitation_token": stage.invited(), "password": PASSWORD, "name": "Zoé", "time_zone": "UTC"}
    return stage.house.nobody().post("/auth/register", body)


def confirm_address(stage: Stage) -> TestResponse:
    stage.ana.post("/auth/email", {"email": "new@example.org"})
    return stage.house.nobody().post("/auth/email/confirmation", {"token": stage.mailed()})


def passkey_login(stage: Stage) -> TestResponse:
    device = with_a_passkey(stage.ana)
    nobody = stage.house.nobody()
    options = nobody.post("/auth/passkeys/challenge").json["public_key"]
    return nobody.post("/auth/passkeys/login", {"credential": device.use(options)})


def confirm_an_app(stage: Stage) -> TestResponse:
    app = App(stage.ana.post("/auth/totp").json["uri"], stage.house)
    return stage.ana.post("/auth/totp/confirm", {"code": app.code()})


def after_an_app(method: str, path: str) -> "Deed":
    def do(stage: Stage) -> TestResponse:
        stage.code()
        return stage.ana.call(method, path)

    return do


def remove_a_passkey(stage: Stage) -> TestResponse:
    with_a_passkey(stage.ana)
    (passkey,) = stage.ana.get("/auth/second-factors").json["passkeys"]
    return stage.ana.call("DELETE", f"/auth/passkeys/{passkey['id']}")


def add_a_passkey(stage: Stage) -> TestResponse:
    with_a_passkey(stage.ana)
    return stage.ana.get("/me")


def end_one(stage: Stage) -> TestResponse:
    return stage.ana.call("DELETE", f"/auth/sessions/{stage.session()}")


def end_others(stage: Stage) -> TestResponse:
    stage.house.nobody().post("/auth/login", {"email": stage.ana.email, "password": PASSWORD})
    return stage.ana.call("DELETE", "/auth/sessions")


def delegate(method: str) -> "Deed":
    def do(stage: Stage) -> TestResponse:
        path = f"/people/{stage.ana.person_id}/delegates/{stage.ada.person_id}"
        added = stage.ana.call("PUT", path)
        return added if method == "PUT" else stage.ana.call(method, path)

    return do


def member(method: str) -> "Deed":
    def do(stage: Stage) -> TestResponse:
        path = f"/teams/{stage.team()}/members/{stage.ana.person_id}"
        added = stage.ada.call("PUT", path)
        return added if method == "PUT" else stage.ada.call(method, path)

    return do


def answer_for_a_room(stage: Stage) -> TestResponse:
    room = stage.room(approval=True)
    meeting = scheduled(stage.ana, rooms=[room])
    path = f"/meetings/{meeting['id']}/rooms/{room}/approval"
    return stage.ada.call("PUT", path, {"approved": True}, **ANY)


def put_working_hours(stage: Stage) -> TestResponse:
    path = f"/people/{stage.ana.person_id}/working-hours"
    hours = {"time_zone": "UTC", "weekly": {"monday": [{"start": "08:00", "end": "12:00"}]}}
    return stage.ada.call("PUT", path, hours, **ANY)


def take_out_own_data(stage: Stage) -> TestResponse:
    stage.ada.post("/auth/proof", {"password": PASSWORD})
    return stage.ada.get("/me/export")


def revoke(stage: Stage) -> TestResponse:
    stage.invited()
    (invitation,) = stage.ada.get("/invitations").json["data"]
    return stage.ada.call("DELETE", f"/invitations/{invitation['id']}")


Deed = Callable[[Stage], TestResponse]
DEEDS: dict[str, tuple[Deed, str]] = {
    "first_setup": (first_setup, "session.started"),
    "login": (
        lambda s: s.house.nobody().post("/auth/login", {"email": s.ana.email, "password": PASSWORD}),
        "session.started",
    ),
    "logout": (lambda s: s.ana.post("/auth/logout", **browser()), "session.ended"),
    "change_own_password": (
        lambda s: s.ana.post(
            "/auth/password", {"current_password": PASSWORD, "new_password": "another long one"}
        ),
        "password.changed",
    ),
    "forgot_password": (
        lambda s: s.house.nobody().post("/auth/password/forgot", {"email": s.ana.email}),
        "password.reset_requested",
    ),
    "choose_new_password": (reset, "password.reset"),
    "end_one": (end_one, "session.ended"),
    "end_others": (end_others, "session.ended"),
    "end_one_of": (
        lambda s: s.ada.call("DELETE", f"/people/{s.ana.person_id}/sessions/{s.session()}"),
        "session.ended",
    ),
    "end_all_of": (lambda s: s.ada.call("DELETE", f"/people/{s.ana.person_id}/sessions"), "session.ended"),
    "create_token": (lambda s: s.ana.call("DELETE", f"/tokens/{s.token()}"), "token.created"),
    "revoke_token": (lambda s: s.ana.call("DELETE", f"/tokens/{s.token()}"), "token.revoked"),
    "confirm_an_app": (confirm_an_app, "second_factor.added"),
    "remove_the_app": (after_an_app("DELETE", "/auth/totp"), "second_factor.removed"),
    "renew_own_recovery_codes": (after_an_app("POST", "/auth/recovery-codes"), "second_factor.added"),
    "add_a_passkey": (add_a_passkey, "second_factor.added"),
    "remove_a_passkey": (remove_a_passkey, "second_factor.removed"),
    "passkey_login": (passkey_login, "session.started"),
    "add_a_delegate": (delegate("PUT"), "delegate.added"),
    "remove_a_delegate": (delegate("DELETE"), "delegate.removed"),
    "change_me": (lambda s: s.ana.call("PATCH", "/me", {"name": "Anna"}, **ANY), "person.changed"),
    "change_a_person": (
        lambda s: s.ada.call("PATCH", f"/people/{s.ana.person_id}", {"role": "admin"}, **ANY),
        "person.role_changed",
    ),
    "register": (accept, "person.joined"),
    "invite_somebody": (lambda s: s.ada.post("/people", {"email": "zoe@example.org"}), "person.invited"),
    "revoke": (revoke, "invitation.revoked"),
    "confirm_address": (confirm_address, "person.changed"),
    "create_a_team": (lambda s: s.ada.post("/teams", {"name": "Board"}), "team.created"),
    "change_a_team": (
        lambda s: s.ada.call("PATCH", f"/teams/{s.team()}", {"name": "Council"}, **ANY),
        "team.changed",
    ),
    "delete_a_team": (lambda s: s.ada.call("DELETE", f"/teams/{s.team()}", **ANY), "team.deleted"),
    "add_a_member": (member("PUT"), "team.member_added"),
    "remove_a_member": (member("DELETE"), "team.member_removed"),
    "add": (lambda s: s.ada.get(f"/rooms/{s.room()}"), "room.added"),
    "change_a_room": (
        lambda s: s.ada.call("PATCH", f"/rooms/{s.room()}", {"name": "Red"}, **ANY),
        "room.changed",
    ),
    "delete_a_room": (lambda s: s.ada.call("DELETE", f"/rooms/{s.room()}", **ANY), "room.removed"),
    "answer_for_a_room": (answer_for_a_room, "meeting.room_answered"),
    "put_working_hours": (put_working_hours, "working_hours.changed"),
    "change_house_rules": (
        lambda s: s.ada.call("PATCH", "/settings", {"organisation_name": "Ours"}, **ANY),
        "settings.changed",
    ),
    "turn_flag": (
        lambda s: s.ada.call("PUT", "/feature-flags/counter_proposals", {"state": "off"}, **ANY),
        "feature_flag.changed",
    ),
    "block_addresses": (lambda s: s.ada.get(f"/ip-blocks/{s.block()}"), "ip_block.added"),
    "unblock_addresses": (lambda s: s.ada.call("DELETE", f"/ip-blocks/{s.block()}"), "ip_block.removed"),
    "list_sessions_of": (lambda s: s.ada.get(f"/people/{s.ana.person_id}/sessions"), "sessions.read"),
    "list_delegates": (lambda s: s.ada.get(f"/people/{s.ana.person_id}/delegates"), "delegates.read"),
    "list_principals": (lambda s: s.ada.get(f"/people/{s.ana.person_id}/principals"), "principals.read"),
    "send_a_trial_letter": (lambda s: s.ada.post("/mail-deliveries"), "mail.tried"),
    "list_mail_deliveries": (lambda s: s.ada.get("/mail-deliveries"), "mail.read"),
    "export_own_data": (take_out_own_data, "data.exported"),
    "audit_events": (lambda s: s.ada.get("/audit-events"), "audit.read"),
}


def browser() -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in BROWSER.items()}


def kinds(house: House) -> list[str]:
    return [entry.kind for entry in house.container.memory_database().audit_trail]


def test_every_route_that_changes_something_is_a_deed_or_ones_own_affair() -> None:
    changing = {
        route.name: route
        for route in api_routes(a_house(Path(mkdtemp())).container)
        if route.method != "GET" and route.permission not in ABOUT_MEETINGS
    }
    assert changing.keys() - DEEDS.keys() == ELSEWHERE.keys() | OWN_AFFAIRS.keys()
    beyond_members = set(Permission) - PERMISSIONS[Role.MEMBER]
    assert {name for name in OWN_AFFAIRS if changing[name].permission in beyond_members} == set()


@pytest.mark.parametrize("name", DEEDS)
def test_it_is_an_entry(name: str, house: House) -> None:
    stage = Stage(house, house.person("Ada", Role.ADMIN), house.person("Ana"))
    do, kind = DEEDS[name]
    before = kinds(house).count(kind)
    answer = do(stage)
    assert answer.status_code < 300, answer.text
    assert kinds(stage.house).count(kind) > (before if stage.house is house else 0)


def test_whoever_looks_twice_at_the_same_is_entered_once_in_a_quarter_of_an_hour(house: House) -> None:
    ada, root = house.person("Ada", Role.ADMIN), house.person("Root", Role.ADMIN)
    for admin in (ada, ada, root):
        admin.get("/audit-events?kind=session.started")
    assert kinds(house).count("audit.read") == 2
    ada.get("/audit-events?kind=session.ended")
    assert kinds(house).count("audit.read") == 3
    house.clock.advance(timedelta(minutes=15))
    ada.token = ada.post("/auth/login", {"email": ada.email, "password": PASSWORD}).json["access_token"]
    ada.get("/audit-events?kind=session.started")
    assert kinds(house).count("audit.read") == 4
    entry = house.container.memory_database().audit_trail[-1]
    assert (entry.actor_id, entry.details) == (ada.person_id, {"filter": {"kind": "session.started"}})


def test_a_clock_that_is_set_back_hides_no_look(house: House) -> None:
    ada = house.person("Ada", Role.ADMIN)
    ada.get("/audit-events")
    house.clock.advance(-timedelta(minutes=10))
    ada.token = ada.post("/auth/login", {"email": ada.email, "password": PASSWORD}).json["access_token"]
    ada.get("/audit-events")
    assert kinds(house).count("audit.read") == 2
