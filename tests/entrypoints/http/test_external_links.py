"""Links to an identity provider: listed, told of, taken away; and the second factor of one's own after it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from adapters.memory.clock import SettableClock
from domain.identity.wrong_passwords import MOST
from tests.entrypoints.http.conftest import BROWSER, PASSWORD, Caller, House, problem
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
from tests.entrypoints.http.test_forgotten_passwords import letters
from tests.entrypoints.http.test_second_factors import App, with_an_app
from tests.entrypoints.http.test_sessions import another_device

SECOND_STEP = "/login/?step=second_factor"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider(SettableClock()).running() as running:
        yield running


@pytest.fixture
def house(provider: Provider, tmp_path: Path) -> House:
    return house_with(provider, tmp_path)


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


def test_a_link_is_listed_and_told_of(house: House, ana: Caller, provider: Provider) -> None:
    assert ana.get("/auth/oidc/links").json == {"data": []}
    let_in(through(house.nobody()))
    (link,) = ana.get("/auth/oidc/links").json["data"]
    assert link["issuer"] == provider.issuer
    (letter,) = letters(house)
    assert (letter.to, letter.subject) == (ana.email, "You can sign in with Example login now")
    let_in(through(house.nobody()))
    assert len(letters(house)) == 1


def test_a_link_that_was_taken_away_opens_nothing(house: House, ana: Caller, provider: Provider) -> None:
    let_in(through(house.nobody()))
    (link,) = ana.get("/auth/oidc/links").json["data"]
    path = f"/auth/oidc/links/{link['id']}"
    problem(house.person("Ben").call("DELETE", path), 404, "link_not_found")
    house.clock.advance(timedelta(minutes=11))
    problem(ana.call("DELETE", path), 403, "proof_needed")
    assert ana.post("/auth/proof", {"password": PASSWORD}).status_code == 204
    assert ana.call("DELETE", path).status_code == 204
    assert ana.get("/auth/oidc/links").json == {"data": []}
    assert ana.call("DELETE", path).status_code == 404
    provider.claims = {"email_verified": False}
    answer = through(house.nobody())
    assert answer.headers["Location"] == "/login/?problem=address_not_verified"
    kinds = [entry.kind for entry in house.container.memory_database().audit_trail]
    assert "person.identity_unlinked" in kinds


def test_the_last_way_in_stays(provider: Provider, tmp_path: Path) -> None:
    house = house_with(provider, tmp_path, CONVENE_REGISTRATION="open")
    browser = house.nobody()
    let_in(through(browser))
    whose(browser)
    (link,) = browser.get("/auth/oidc/links").json["data"]
    problem(browser.call("DELETE", f"/auth/oidc/links/{link['id']}"), 409, "last_way_in")
    let_in(through(house.nobody()))


def test_a_link_that_was_begun_in_a_session_ends_with_it(
    house: House, ana: Caller, provider: Provider
) -> None:
    thief = another_device(house, ana)
    brought = consented(thief.post("/auth/oidc/link").json["url"])
    assert ana.call("DELETE", "/auth/sessions").status_code == 204
    sent_back(back(thief, brought), "external_sign_in_expired")
    assert ana.get("/auth/oidc/links").json == {"data": []}


# The second factor of one's own


def in_two_steps(house: House, ana: Caller) -> tuple[Caller, App]:
    """A browser that came back from the provider, and Ana's app."""
    let_in(through(house.nobody()))
    app, _ = with_an_app(ana, house)
    browser = house.nobody()
    answer = through(browser)
    assert (answer.status_code, answer.headers["Location"]) == (302, SECOND_STEP)
    assert not any("refresh" in each for each in answer.headers.getlist("Set-Cookie"))
    return browser, app


def shown(browser: Caller, second_factor: dict[str, str] | None = None) -> TestResponse:
    body = {} if second_factor is None else {"second_factor": second_factor}
    return browser.post("/auth/oidc/second-factor", body, **BROWSER)


def test_the_providers_word_is_not_enough_where_there_is_a_second_factor(house: House, ana: Caller) -> None:
    browser, app = in_two_steps(house, ana)
    asked = problem(shown(browser), 401, "second_factor_required")
    assert asked["second_factors"] == ["totp", "recovery_code"]
    problem(shown(browser, {"code": "000000"}), 401, "wrong_code")
    answer = shown(browser, {"code": app.code()})
    assert answer.status_code == 200, answer.text
    assert answer.json["person"]["id"] == str(ana.person_id)
    browser.token = answer.json["access_token"]
    problem(browser.post("/auth/totp"), 403, "proof_needed")
    house.clock.advance(timedelta(seconds=30))
    problem(shown(browser, {"code": app.code()}), 403, "external_sign_in_expired")


def test_the_second_step_is_for_the_same_browser_in_time(house: House, ana: Caller) -> None:
    browser, app = in_two_steps(house, ana)
    code = {"code": app.code()}
    problem(shown(house.nobody(), code), 403, "external_sign_in_expired")
    problem(browser.post("/auth/oidc/second-factor", {"second_factor": code}), 403, "csrf_check_failed")
    house.clock.advance(timedelta(minutes=10))
    problem(shown(browser, {"code": app.code()}), 403, "external_sign_in_expired")


def test_codes_cannot_be_guessed_there_either(house: House, ana: Caller) -> None:
    browser, app = in_two_steps(house, ana)
    for _ in range(MOST):
        problem(shown(browser, {"code": "000000"}), 401, "wrong_code")
    problem(shown(browser, {"code": app.code()}), 429, "too_many_attempts")


def test_who_is_deactivated_meanwhile_stays_out(house: House, ana: Caller) -> None:
    browser, app = in_two_steps(house, ana)
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.set_active(False, by=ana.person_id, now=house.clock.now())
        work.people.save(person)
    problem(shown(browser, {"code": app.code()}), 403, "external_sign_in_expired")


def test_a_second_factor_shown_there_is_enough(house: House, ana: Caller, provider: Provider) -> None:
    in_two_steps(house, ana)
    provider.claims = {"amr": ["pwd", "otp", "mfa"]}
    let_in(through(house.nobody()))


# Endpoints at other hosts


def test_endpoints_may_be_at_other_hosts(house: House, ana: Caller, provider: Provider) -> None:
    with provider.also() as place:
        provider.claims = {"email": None, "email_verified": None}
        provider.user_info = {"sub": "ana-at-the-provider", "email": ana.email, "email_verified": True}
        names = {"token_endpoint": "token", "jwks_uri": "keys", "userinfo_endpoint": "userinfo"}
        provider.discovery = {name: f"{place}/{path}" for name, path in names.items()}
        browser = house.nobody()
        let_in(back(browser, consented(begun(browser))))
    assert whose(browser)["id"] == str(ana.person_id)
