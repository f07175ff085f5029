"""What somebody began where they should not have been ends with the session, before it is finished."""

from collections.abc import Callable

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import BROWSER, PASSWORD, V1, Caller, House, problem
from tests.entrypoints.http.post import new_letters, token_in
from tests.entrypoints.http.test_forgotten_passwords import NEW, forget, mailed_token, reset
from tests.entrypoints.http.test_sessions import another_device

THEIRS = "thief@example.com"


def by_a_reset(house: House, ana: Caller) -> None:
    forget(house, ana.email)
    assert reset(house, mailed_token(house)).status_code == 204


def by_a_new_password(house: House, ana: Caller) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert ana.post("/auth/password", body).status_code == 200


def by_its_owner(house: House, ana: Caller) -> None:
    for each in ana.get("/auth/sessions").json["data"]:
        if not each["is_current"]:
            assert ana.call("DELETE", f"/auth/sessions/{each['id']}").status_code == 204


def by_its_owner_with_all_others(house: House, ana: Caller) -> None:
    assert ana.call("DELETE", "/auth/sessions").status_code == 204


def by_an_admin(house: House, ana: Caller) -> None:
    zoe = house.person("Zoe", Role.ADMIN)
    assert zoe.call("DELETE", f"/people/{ana.person_id}/sessions").status_code == 204


ENDED = [by_a_reset, by_a_new_password, by_its_owner, by_its_owner_with_all_others, by_an_admin]


@pytest.mark.parametrize("ended", ENDED)
def test_a_new_address_that_was_asked_for_there_never_counts(
    house: House, ana: Caller, ended: Callable[[House, Caller], None]
) -> None:
    thief = another_device(house, ana)
    assert thief.post("/auth/email", {"email": THEIRS}).status_code == 202
    (letter,) = new_letters(house)
    assert letter.to == THEIRS
    ended(house, ana)
    confirmed = house.nobody().post("/auth/email/confirmation", {"token": token_in(letter)})
    problem(confirmed, 403, "confirmation_invalid")


def test_signing_out_leaves_it_to_the_mailed_link(house: House, ana: Caller) -> None:
    ana.post("/auth/email", {"email": "ana.new@example.org"})
    (letter,) = new_letters(house)
    assert ana.client.post(f"{V1}/auth/logout", headers=BROWSER).status_code == 204
    confirmed = house.nobody().post("/auth/email/confirmation", {"token": token_in(letter)})
    assert confirmed.status_code == 204


def test_a_link_for_a_new_password_is_void_once_there_is_one(house: House, ana: Caller) -> None:
    forget(house, ana.email)
    token = mailed_token(house)
    by_a_new_password(house, ana)
    problem(reset(house, token, "yet another horse"), 403, "reset_token_invalid")
