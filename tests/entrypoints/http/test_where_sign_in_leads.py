"""From the identity provider back to where one was, and to nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from adapters.memory.clock import SettableClock
from tests.entrypoints.http.conftest import Caller, House, problem
from tests.entrypoints.http.elsewhere import back, consented, house_with
from tests.entrypoints.http.openid_provider import Provider
from tests.entrypoints.http.test_second_factors import with_an_app

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/a//evil.example",
    "/%09/evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/calendar/\r\nSet-Cookie: a=b",
    "/calendar/\n",
    "/café/",
    "/a b/",
    "/" + "a" * 1_000,
]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider(SettableClock()).running() as running:
        yield running


@pytest.fixture
def house(provider: Provider, tmp_path: Path) -> House:
    return house_with(provider, tmp_path)


def start(browser: Caller, where: str) -> str:
    answer = browser.get(f"/auth/oidc/start?{urlencode({'next': where})}")
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


@pytest.mark.parametrize(
    "where", ["/meetings/0199-a/", "/calendar/?v=week&d=2026-11-23&o=ana,room:blue", "/"]
)
def test_one_returns_to_where_one_was(where: str, house: House) -> None:
    house.person("Ana")
    browser = house.nobody()
    answer = back(browser, consented(start(browser, where)))
    assert (answer.status_code, answer.headers["Location"]) == (302, where)


@pytest.mark.parametrize("where", HOSTILE)
def test_it_leads_to_no_other_site(where: str, house: House) -> None:
    asked = problem(
        house.nobody().get(f"/auth/oidc/start?{urlencode({'next': where})}"), 400, "invalid_query"
    )
    assert [error["pointer"] for error in asked["errors"]] == ["/next"]


@pytest.mark.parametrize("where", HOSTILE)
def test_nor_does_a_cookie_that_somebody_else_set(where: str, house: House) -> None:
    house.person("Ana")
    browser = house.nobody()
    brought = consented(start(browser, ""))
    kept = browser.client.get_cookie("convene_sign_in")
    assert kept is not None
    browser.client.set_cookie("convene_sign_in", f"{kept.value}.{quote(where, safe='')}")
    answer = back(browser, brought)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/calendar/")


def test_the_second_step_keeps_the_way(house: House) -> None:
    ana, browser = house.person("Ana"), house.nobody()
    back(browser, consented(start(browser, "")))
    with_an_app(ana, house)
    again = house.nobody()
    answer = back(again, consented(start(again, "/meetings/1/")))
    assert answer.headers["Location"] == "/login/?step=second_factor&next=%2Fmeetings%2F1%2F"


def test_a_refusal_keeps_the_way(house: House, provider: Provider) -> None:
    browser = house.nobody()
    provider.claims = {"email_verified": False}
    answer = back(browser, consented(start(browser, "/meetings/1/")))
    assert answer.headers["Location"] == "/login/?problem=address_not_verified&next=%2Fmeetings%2F1%2F"
