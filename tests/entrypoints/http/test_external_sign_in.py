"""Signing in through a real OpenID provider, and every way that we know to abuse it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.memory.clock import SettableClock
from domain.identity.role import Role
from tests.entrypoints.http.conftest import House, a_house, problem
from tests.entrypoints.http.elsewhere import (
    back,
    begun,
    consented,
    house_with,
    let_in,
    sent_back,
    through,
    whose,
)
from tests.entrypoints.http.openid_provider import Provider
from tests.entrypoints.http.test_second_factors import with_an_app


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider(SettableClock()).running() as running:
        yield running


@pytest.fixture
def house(provider: Provider, tmp_path: Path) -> House:
    return house_with(provider, tmp_path)


def test_the_button_has_a_name(house: House, tmp_path: Path) -> None:
    assert house.nobody().get("/auth/oidc").json == {"enabled": True, "name": "Example login"}
    ways = house.nobody().get("/setup").json
    assert ways["identity_provider"] == "Example login"
    without = a_house(tmp_path / "other").nobody()
    assert without.get("/auth/oidc").json == {"enabled": False, "name": None}
    sent_back(without.get("/auth/oidc/start"), "external_sign_in_off")
    sent_back(without.get("/auth/oidc/callback?code=x&state=y"), "external_sign_in_expired")


def test_a_verified_address_links_the_account_and_signs_in(house: House, provider: Provider) -> None:
    ana, browser = house.person("Ana"), house.nobody()
    let_in(through(browser))
    assert whose(browser)["id"] == str(ana.person_id)
    # From now on it is the provider's name for them that counts.
    provider.claims = {"email": "other@example.org", "email_verified": False}
    again = house.nobody()
    let_in(through(again))
    assert whose(again)["id"] == str(ana.person_id)
    log = house.container.event_log().after(0, limit=1_000)
    linked = [event for event in log if event.kind == "person.identity_linked"]
    assert [(event.subject_id, event.data) for event in linked] == [
        (ana.person_id, {"issuer": provider.issuer})
    ]
    trail = house.container.memory_database().audit_trail
    assert "person.identity_linked" in [entry.kind for entry in trail]


def test_it_proves_no_password(house: House) -> None:
    house.person("Ana")
    browser = house.nobody()
    through(browser)
    whose(browser)
    problem(browser.post("/auth/totp"), 403, "proof_needed")


def test_the_browser_keeps_one_secret_for_ten_minutes(house: House) -> None:
    answer = house.nobody().get("/auth/oidc/start")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("convene_sign_in=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=600"} <= set(cookie.split("; "))
    secret = cookie.partition("=")[2].partition(";")[0]
    assert secret not in answer.headers["Location"]


def test_over_https_it_is_bound_to_the_host(provider: Provider, tmp_path: Path) -> None:
    house = house_with(provider, tmp_path, CONVENE_PUBLIC_URL="https://meet.example.org")
    answer = house.nobody().get("/auth/oidc/start")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-convene_sign_in=")
    assert "Secure" in cookie.split("; ")
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == ["https://meet.example.org/api/v1/auth/oidc/callback"]


# Who gets in


def test_an_address_that_is_not_verified_opens_nothing(house: House, provider: Provider) -> None:
    house.person("Ana")
    for verified in (False, None, "true", 1):
        provider.claims = {"email_verified": verified}
        sent_back(through(house.nobody()), "address_not_verified")
    provider.claims = {"email": None}
    provider.user_info = {"sub": "ana-at-the-provider"}
    sent_back(through(house.nobody()), "address_not_verified")


def test_the_address_may_stand_in_the_user_info(house: House, provider: Provider) -> None:
    house.person("Ana")
    provider.claims = {"email": None, "email_verified": None}
    provider.user_info = {"sub": "somebody else", "email": "ana@example.org", "email_verified": True}
    sent_back(through(house.nobody()), "external_sign_in_failed")
    provider.user_info["sub"] = "ana-at-the-provider"
    let_in(through(house.nobody()))


def test_nobody_deactivated_gets_in(house: House) -> None:
    ana = house.person("Ana")
    let_in(through(house.nobody()))
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.set_active(False, by=ana.person_id, now=house.clock.now())
        work.people.save(person)
    sent_back(through(house.nobody()), "account_inactive")


def test_nor_by_the_address_of_one(house: House) -> None:
    ana = house.person("Ana")
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.set_active(False, by=ana.person_id, now=house.clock.now())
        work.people.save(person)
    sent_back(through(house.nobody()), "account_inactive")


def test_strangers_get_an_account_where_registration_is_open(provider: Provider, tmp_path: Path) -> None:
    closed = house_with(provider, tmp_path / "closed", CONVENE_REGISTRATION="closed")
    sent_back(through(closed.nobody()), "registration_closed")
    by_invitation = house_with(provider, tmp_path / "invite", CONVENE_REGISTRATION="invite")
    sent_back(through(by_invitation.nobody()), "registration_closed")
    browser = house_with(provider, tmp_path / "open", CONVENE_REGISTRATION="open").nobody()
    assert browser.get("/setup").json["registration"] == "open"
    let_in(through(browser))
    person = whose(browser)
    assert (person["email"], person["name"], person["role"]) == ("ana@example.org", "Ana Lima", "member")


def test_who_was_invited_gets_the_role_of_the_invitation(house: House) -> None:
    root = house.person("Root", Role.ADMIN)
    invited = root.post("/people", {"email": "ana@example.org", "role": "guest"})
    assert invited.status_code == 201, invited.text
    browser = house.nobody()
    let_in(through(browser))
    assert whose(browser)["role"] == "guest"
    assert root.get("/invitations").json["data"] == []


def test_an_address_given_to_somebody_else_does_not_open_the_account(
    house: House, provider: Provider
) -> None:
    house.person("Ana")
    let_in(through(house.nobody()))
    provider.claims = {"sub": "the next one with that address"}
    sent_back(through(house.nobody()), "linking_needs_session")


def test_with_a_second_factor_an_address_is_not_enough(house: House, provider: Provider) -> None:
    ana = house.person("Ana")
    with_an_app(ana, house)
    sent_back(through(house.nobody()), "linking_needs_session")
    asked = ana.post("/auth/oidc/link")
    assert asked.status_code == 200, asked.text
    provider.claims = {"email": "private@example.net", "email_verified": False}
    answer = back(ana, consented(asked.json["url"]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/settings/security/")
    provider.claims["amr"] = ["pwd", "mfa"]
    browser = house.nobody()
    let_in(through(browser))
    assert whose(browser)["id"] == str(ana.person_id)


def test_linking_takes_a_proof_and_an_identity_of_nobody_elses(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    let_in(through(house.nobody()))
    sent_back(back(ben, consented(ben.post("/auth/oidc/link").json["url"])), "identity_already_linked")
    house.clock.advance(timedelta(minutes=11))
    problem(ana.post("/auth/oidc/link"), 403, "proof_needed")


# Attacks on the flow


def test_a_foreign_state_is_refused(house: House, provider: Provider) -> None:
    house.person("Ana")
    attacker, victim = house.nobody(), house.nobody()
    brought = consented(begun(attacker))
    sent_back(back(victim, brought), "external_sign_in_expired")  # no cookie at all
    begun(victim)
    provider.asked.clear()
    sent_back(back(victim, brought), "external_sign_in_expired")  # a cookie of their own
    sent_back(back(victim, {"code": brought["code"]}), "external_sign_in_expired")
    assert provider.asked == []
    let_in(back(attacker, brought))  # theirs was not used up by it


def test_an_answer_counts_once(house: House) -> None:
    house.person("Ana")
    browser = house.nobody()
    start = house.nobody()
    url = begun(browser)
    cookie = browser.client.get_cookie("convene_sign_in")
    assert cookie is not None
    brought = consented(url)
    let_in(back(browser, brought))
    sent_back(back(browser, brought), "external_sign_in_expired")
    start.client.set_cookie("convene_sign_in", cookie.value)
    sent_back(back(start, brought), "external_sign_in_expired")


def test_a_code_counts_once(house: House) -> None:
    house.person("Ana")
    first, second = house.nobody(), house.nobody()
    brought = consented(begun(first))
    let_in(back(first, brought))
    mine = consented(begun(second))
    sent_back(back(second, mine | {"code": brought["code"]}), "external_sign_in_failed")


def test_a_stolen_code_lacks_its_verifier(house: House) -> None:
    house.person("Ana")
    victim, thief = house.nobody(), house.nobody()
    stolen = consented(begun(victim))["code"]
    mine = consented(begun(thief))
    sent_back(back(thief, mine | {"code": stolen}), "external_sign_in_failed")


def test_ten_minutes_are_enough(house: House) -> None:
    house.person("Ana")
    browser = house.nobody()
    brought = consented(begun(browser))
    house.clock.advance(timedelta(minutes=10))
    sent_back(back(browser, brought), "external_sign_in_expired")


def test_an_answer_of_another_issuer_is_refused(house: House, provider: Provider) -> None:
    house.person("Ana")
    browser = house.nobody()
    brought = consented(begun(browser))
    provider.asked.clear()
    sent_back(back(browser, brought | {"iss": "https://evil.example"}), "external_sign_in_failed")
    assert "/token" not in provider.asked
