"""Open registration and an identity provider in a browser: an account by mail, and one by the button."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from adapters.system.clock import SystemClock
from tests.entrypoints.cli.serving import PASSWORD, Server, make_person, server_on
from tests.entrypoints.http.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.journeys.browsers import PATIENCE, browser_page, complaints
from tests.journeys.test_every_page_is_for_everybody import AXE, DEVICES, FIND, OVERFLOW
from tests.journeys.test_signing_in_with_more import mailed_link, seen

MAKES_ACCOUNT = r"\S+/invitation#token=[\w-]+"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider(SystemClock()).running() as running:
        yield running


@pytest.fixture(scope="module")
def server(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    with server_on(
        folder,
        CONVENE_LOG_LEVEL="error",
        CONVENE_REGISTRATION="open",
        CONVENE_OIDC_ISSUER=provider.issuer,
        CONVENE_OIDC_CLIENT_ID=CLIENT_ID,
        CONVENE_OIDC_CLIENT_SECRET=CLIENT_SECRET,
        CONVENE_OIDC_NAME="Example login",
    ) as started:
        made = make_person(folder, "Ana")
        assert made.returncode == 0, made.stdout + made.stderr
        yield started


@pytest.fixture
def page(server: Server) -> Iterator[Page]:
    with sync_playwright() as playwright, browser_page(playwright, "Europe/Paris") as opened:
        opened.goto(f"{server.url}/login/")
        yield opened


def test_anybody_gets_an_account_by_mail(server: Server, page: Page) -> None:
    faults = complaints(page)
    page.get_by_role("link", name="Create an account").click()
    seen(page.get_by_role("heading", name="Create an account"))
    page.get_by_label("E-mail").fill("newcomer@example.org")
    page.get_by_role("button", name="Send the link").click()
    seen(page.get_by_text("A letter is on its way to newcomer@example.org."))
    page.goto(mailed_link(server.data_dir / "mail", MAKES_ACCOUNT))
    page.get_by_label("Your name").fill("Noor")
    page.get_by_label("Password").fill("a very unlikely one")
    page.get_by_role("button", name="Make my account").click()
    expect(page).to_have_url(re.compile("/calendar/"), timeout=PATIENCE)
    assert faults == []


def test_the_providers_button_signs_in_and_its_link_can_be_taken_away(
    server: Server, page: Page, provider: Provider
) -> None:
    faults = complaints(page)
    provider.refuses = "access_denied"
    page.get_by_role("link", name="Continue with Example login").click()
    seen(page.get_by_text("You did not sign in there."))
    provider.refuses = ""
    page.get_by_role("link", name="Continue with Example login").click()
    expect(page).to_have_url(re.compile("/calendar/"), timeout=PATIENCE)
    page.goto(f"{server.url}/settings/security/")
    page.get_by_role("button", name="Remove the link with Example login").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    proof = page.get_by_role("dialog", name="Is it you?")
    proof.get_by_label("Password").fill(PASSWORD)
    proof.get_by_role("button", name="Continue").click()
    seen(page.get_by_role("button", name="Link with Example login", exact=True))
    assert faults == []


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("path", ["/login/?problem=address_not_verified", "/register/"])
def test_these_pages_are_for_everybody(device: str, path: str, server: Server, page: Page) -> None:
    width, height, scheme = DEVICES[device]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{server.url}{path}")
    if "login" in path:
        seen(page.get_by_role("link", name="Continue with Example login"))
    seen(page.get_by_role("heading", level=1))
    page.evaluate(AXE.read_text())
    assert page.evaluate(FIND, page.query_selector("html")) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")
