"""An account by mail, signing in elsewhere, and a second factor: whatever comes in between, one gets back."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pyotp
import pytest
from playwright.sync_api import Page, Playwright, expect

from adapters.system.clock import SystemClock
from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.http.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, browser_page, complaints
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.test_signing_in_with_more import (
    NEW_PASSWORD,
    mailed_link,
    seen,
    sign_out,
    type_code,
    type_password,
)

MAKES_ACCOUNT = r"\S+/invitation#token=[\w-]+"
WHERE = "/calendar/?v=week&d=2030-05-06"


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
        add_person(folder, "Ana")
        yield started


@pytest.fixture
def page(server: Server, playwright: Playwright) -> Iterator[Page]:
    with browser_page(playwright, "Europe/Paris") as opened:
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


DEVICES = {
    "desk, light": (1280, 800, "light"),
    "tablet, dark": (768, 1024, "dark"),
    "phone, dark": (360, 740, "dark"),
}


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


def in_the_week(page: Page) -> None:
    expect(page).to_have_url(re.compile(re.escape(WHERE)), timeout=PATIENCE)
    seen(page.get_by_role("heading", name="6 – 12 May 2030", level=1))


@pytest.mark.parametrize("where", ["//evil.example", "/\t/evil.example", "javascript:alert(1)"])
def test_no_link_leads_elsewhere(where: str, server: Server, page: Page) -> None:
    asked = set[str]()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{server.url}/login/?next={quote(where, safe='')}")
    type_password(page, PASSWORD)
    page.wait_for_url(f"{server.url}/calendar/**")
    assert [url for url in asked if not url.startswith(f"{server.url}/")] == []


def test_signing_in_leads_to_where_one_was(server: Server, page: Page, provider: Provider) -> None:
    page.goto(f"{server.url}{WHERE}")
    type_password(page, PASSWORD)
    in_the_week(page)
    sign_out(page)
    provider.refuses = "access_denied"
    page.get_by_role("link", name="Continue with Example login").click()
    seen(page.get_by_text("You did not sign in there."))
    provider.refuses = ""
    page.get_by_role("link", name="Continue with Example login").click()
    in_the_week(page)


def test_a_new_password_ends_the_tokens_on_request(server: Server, page: Page) -> None:
    ana = Person(server.port, "ana@example.org", PASSWORD)
    for name in ("Backup", "Robot"):
        ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()
        token = {"name": name, "scopes": ["meetings:read"], "expires_at": ends}
        assert ana.call("POST", "/tokens", token)[0] == 201
    page.goto(f"{server.url}/login/?next=/settings/security/")
    type_password(page, PASSWORD)
    seen(page.get_by_text("Robot"))
    page.get_by_role("button", name="Change password").click()
    dialog = page.get_by_role("dialog", name="Change password")
    dialog.get_by_label("Present password").fill(PASSWORD)
    dialog.get_by_label("New password").fill(NEW_PASSWORD)
    dialog.get_by_text("Delete my 2 API tokens, too").click()
    dialog.get_by_role("button", name="Change password").click()
    seen(page.get_by_text("Your password is changed, and your API tokens are deleted"))
    seen(page.get_by_text("No tokens yet."))


def test_a_role_that_needs_a_second_factor(server: Server, page: Page) -> None:
    """She is led to where one is set up and back; then it is asked for after the provider's page, too."""
    faults = complaints(page)
    rules = {"second_factor_required_for": ["admin"]}
    ana = Person(server.port, "ana@example.org", NEW_PASSWORD)
    assert ana.call("PATCH", "/settings", rules, **{"If-Match": "*"})[0] == 200
    page.goto(f"{server.url}{WHERE}")
    type_password(page, NEW_PASSWORD)
    why = page.get_by_role("status").filter(has_text="One more step keeps your account safe")
    expect(why).to_be_focused()
    page.get_by_role("button", name="Set up an authenticator app").click()
    page.get_by_text("Cannot scan it?").click()
    app = pyotp.parse_uri(page.get_by_role("link", name="Open in an app").get_attribute("href") or "")
    assert isinstance(app, pyotp.TOTP)
    page.get_by_label("Six-digit code from the app").fill(app.now())
    page.get_by_role("button", name="Turn on").click()
    page.get_by_role("button", name="I have kept them").click()
    seen(page.get_by_text("Thank you, that is all"))
    page.get_by_role("link", name="Go on").click()
    in_the_week(page)

    sign_out(page)
    page.get_by_role("link", name="Continue with Example login").click()
    seen(page.get_by_label("Six-digit code"))
    page.get_by_role("button", name="Back to the password").click()
    page.get_by_role("link", name="Continue with Example login").click()
    type_code(page, "Six-digit code", "000000")
    seen(page.get_by_text("This code is not right"))
    type_code(page, "Six-digit code", app.at(int(time.time()) + app.interval))
    in_the_week(page)
    assert faults == []
