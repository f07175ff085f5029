"""What is somebody else's is answered as what does not exist, letter by letter (S2): route by route."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from domain.identity.role import Role
from entrypoints.http.routes import IfMatch, Route
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem, scheduled
from tests.entrypoints.http.test_holds import a_hold
from tests.entrypoints.http.test_messages import say
from tests.entrypoints.http.test_permissions import ROUTES, VALID_BODIES, url
from tests.entrypoints.http.test_proceedings import add
from tests.entrypoints.http.test_proposals import propose
from tests.entrypoints.http.test_push_subscriptions import PHONE
from tests.entrypoints.http.test_second_factors import with_a_passkey

NOT_PRIVATE = {
    "meeting_id": "each of its routes is tried with it in test_permissions",
    "guest_id": "stands below its meeting",
    "person_id": "whoever may read people knows each by id",
    "delegate_id": "the same",
    "team_id": "whoever may read teams knows each by id",
    "room_id": "whoever may read rooms knows each by id",
    "invitation_id": "belongs to all who may invite",
    "block_id": "belongs to all who may block",
    "mail_id": "belongs to all who may read the log of mail",
    "link_id": "is made of the provider's name: of one provider everybody's is the same",
    "original_start": "stands below its meeting",
    "emoji": "stands below its message",
    "name": "of a feature flag",
}


def an_item(ana: Caller, ben: Caller, house: House) -> str:
    return str(add(ana, scheduled(ana, ben), title="Budget")["id"])


def an_entry(ana: Caller, ben: Caller, house: House) -> str:
    return str(add(ana, scheduled(ana, ben), "decisions", text="Yes")["id"])


def a_message(ana: Caller, ben: Caller, house: House) -> str:
    return str(say(ana, scheduled(ana, ben))["id"])


def a_proposal(ana: Caller, ben: Caller, house: House) -> str:
    return str(propose(ben, scheduled(ana, ben))["id"])


def something_held(ana: Caller, ben: Caller, house: House) -> str:
    return str(ana.post("/holds", a_hold(people=[str(ben.person_id)], rooms=[], ttl="PT15M")).json["id"])


def a_notification(ana: Caller, ben: Caller, house: House) -> str:
    scheduled(ben, ana)
    while house.container.notification.tell_people()():
        pass
    return str(ana.get("/notifications").json["data"][0]["id"])


def a_token(ana: Caller, ben: Caller, house: House) -> str:
    expires = house.clock.now().replace(month=12, day=30).isoformat()
    body = {"name": "x", "scopes": ["meetings:read"], "expires_at": expires}
    return str(ana.post("/tokens", body).json["id"])


def a_session(ana: Caller, ben: Caller, house: House) -> str:
    return str(ana.get("/auth/sessions").json["data"][0]["id"])


def a_passkey(ana: Caller, ben: Caller, house: House) -> str:
    with_a_passkey(ana)
    return str(ana.get("/auth/second-factors").json["passkeys"][0]["id"])


def a_device_that_rings(ana: Caller, ben: Caller, house: House) -> str:
    return str(ana.post("/push-subscriptions", PHONE).json["id"])


PRIVATE: dict[str, Callable[[Caller, Caller, House], str]] = {
    "item_id": an_item,
    "entry_id": an_entry,
    "message_id": a_message,
    "proposal_id": a_proposal,
    "hold_id": something_held,
    "notification_id": a_notification,
    "token_id": a_token,
    "session_id": a_session,
    "passkey_id": a_passkey,
    "subscription_id": a_device_that_rings,
}
"""Makes one of Ana's; Ben may know of some."""

OF_ADMINS = {"end_one_of"}
"""Admins end anybody's sessions (S13)."""

TRIED = [
    route for route in ROUTES if set(route.path_parameters) & PRIVATE.keys() and route.name not in OF_ADMINS
]


def test_every_id_in_a_path_is_somebodys_or_everybodys() -> None:
    named = {name for route in ROUTES for name in route.path_parameters}
    assert named == PRIVATE.keys() | NOT_PRIVATE.keys()


def tried(route: Route, stranger: Caller, parameter: str, its_id: object) -> TestResponse:
    given = {name: "%F0%9F%91%8D" for name in route.path_parameters if name == "emoji"}
    headers = {"If_Match": "*"} if route.if_match is not IfMatch.IGNORED else {}
    body = VALID_BODIES.get(route.name)
    return stranger.call(route.method, url(route, **{parameter: its_id, **given}), body, **headers)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMIN])
@pytest.mark.parametrize("route", TRIED, ids=lambda route: f"{route.method} {route.path}")
def test_it_is_answered_as_what_does_not_exist(
    route: Route, role: Role, ana: Caller, ben: Caller, house: House
) -> None:
    (parameter,) = set(route.path_parameters) & PRIVATE.keys()
    its_id = PRIVATE[parameter](ana, ben, house)
    stranger = house.person("Mallory", role)
    stranger.post("/auth/proof", {"password": PASSWORD})
    answers = [tried(route, stranger, parameter, each) for each in (its_id, uuid4())]
    bodies = [problem(each, 404, answers[1].json["code"]) for each in answers]
    for each in bodies:
        del each["instance"], each["request_id"]
    assert bodies[0] == bodies[1]
    assert [name for name, _ in answers[0].headers] == [name for name, _ in answers[1].headers]


@pytest.mark.parametrize("parameter", PRIVATE)
def test_its_owner_has_it_still(parameter: str, ana: Caller, ben: Caller, house: House) -> None:
    """What strangers were refused is there, and its owner's for the asking."""
    its_id = PRIVATE[parameter](ana, ben, house)
    route = next(each for each in TRIED if parameter in each.path_parameters)
    answer = tried(route, ana, parameter, its_id)
    assert answer.status_code < 300, answer.text
