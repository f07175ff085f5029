"""Ways in, in a real browser: none is missing, no mailed link is dead, and nothing that was typed is lost."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect

from tests.entrypoints.cli.serving import LONG_ENOUGH, PASSWORD, Server, add_person, server_on
from tests.journeys.browsers import PATIENCE, browser_page, complaints

EMAIL = "ana@example.org"
NEW_PASSWORD = "another long and unlikely one"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("second-factors")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        add_person(folder, "Ana")
        yield started


@pytest.fixture(scope="module")
def page(server: Server, playwright: Playwright) -> Iterator[Page]:
    with browser_page(playwright, "Europe/Paris") as opened:
        devtools = opened.context.new_cdp_session(opened)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        # A passkey belongs to a name, and an address of numbers is none.
        opened.goto(f"http://localhost:{server.port}/login/?next=/settings/security/")
        yield opened


def test_every_way_in_works(server: Server, page: Page) -> None:
    faults = complaints(page)
    type_password(page, PASSWORD)
    add_a_passkey(page)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect_to_be_in(page)

    app = set_up_an_app(page)
    sign_out(page)
    type_password(page, PASSWORD)
    type_code(page, "Six-digit code", "000000")
    seen(page.get_by_text("This code is not right"))
    expect(page.get_by_label("Six-digit code")).to_be_focused()
    type_code(page, "Six-digit code", app.at(int(time.time()) + 30))
    expect_to_be_in(page)

    recovery_code = fresh_recovery_codes(page)[0]
    sign_out(page)
    type_password(page, PASSWORD)
    page.get_by_role("button", name="Use a recovery code").click()
    type_code(page, "Recovery code", recovery_code)
    expect_to_be_in(page)
    seen(page.get_by_text("9 left"))

    sign_out(page)
    forget_the_password(server, page)
    type_password(page, NEW_PASSWORD)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/calendar/**")
    assert faults == []


def test_what_is_typed_before_the_page_works_is_kept(server: Server, playwright: Playwright) -> None:
    with browser_page(playwright, "Europe/Paris") as page:
        # Dates as another English has them: the page learns it while its words are still on their way.
        page.add_init_script("Object.defineProperty(navigator, 'languages', { get: () => ['en-US'] })")
        code = held_back(page, "**/*.js")
        words = held_back(page, "**/en.account.json")
        page.goto(f"http://localhost:{server.port}/login/", wait_until="commit")
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill("mistaken")
        page.get_by_label("Password").press("Enter")
        code()
        page.wait_for_load_state()
        page.wait_for_timeout(500)
        words()
        seen(page.get_by_role("button", name="Sign in with a passkey"))
        expect(page.get_by_label("E-mail")).to_have_value(EMAIL)
        # It was sent as soon as it could be, and nothing that was typed stands in the address.
        seen(page.get_by_text("do not belong together"))
        expect(page).to_have_url(re.compile("/login/$"))


def held_back(page: Page, what: str) -> Callable[[], None]:
    """Nothing of it comes until the returned function is called."""
    held: list[Route] = []
    awake = threading.Event()
    page.route(what, lambda route: route.continue_() if awake.is_set() else held.append(route))

    def let_come() -> None:
        awake.set()
        for each in held:
            each.continue_()

    return let_come


def seen(what: Locator) -> None:
    expect(what).to_be_visible(timeout=PATIENCE)


def type_password(page: Page, password: str) -> None:
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def type_code(page: Page, label: str, code: str) -> None:
    page.get_by_label(label).fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def expect_to_be_in(page: Page) -> None:
    seen(page.get_by_role("heading", name="Security", level=1))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Account of")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    # The way back leads to where one was.
    page.wait_for_url("**/login/**")


def add_a_passkey(page: Page) -> None:
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Name").fill("Blue laptop")
    page.get_by_role("button", name="Create the passkey").click()
    # With the first second factor come the codes for the day it is lost.
    assert len(set(shown_codes(page))) == 10
    seen(page.get_by_text("Blue laptop"))


def set_up_an_app(page: Page) -> pyotp.TOTP:
    page.get_by_role("button", name="Set up an authenticator app").click()
    page.get_by_text("Cannot scan it?").click()
    uri = page.get_by_role("link", name="Open in an app").get_attribute("href")
    app = pyotp.parse_uri(uri or "")
    assert isinstance(app, pyotp.TOTP)
    page.get_by_label("Six-digit code from the app").fill(app.now())
    page.get_by_role("button", name="Turn on").click()
    seen(page.get_by_role("button", name="Remove the authenticator app"))
    return app


def fresh_recovery_codes(page: Page) -> list[str]:
    page.get_by_role("button", name="New recovery codes").click()
    page.get_by_role("dialog").get_by_role("button", name="New codes").click()
    return shown_codes(page)


def shown_codes(page: Page) -> list[str]:
    shown = page.get_by_role("dialog", name="Your recovery codes")
    seen(shown)
    codes = shown.get_by_role("listitem").all_inner_texts()
    shown.get_by_role("button", name="I have kept them").click()
    return codes


def forget_the_password(server: Server, page: Page) -> None:
    page.get_by_role("link", name="Forgot your password?").click()
    seen(page.get_by_role("heading", name="Forgot your password?"))  # the page before has such a field, too
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Send the link").click()
    seen(page.get_by_role("heading", name="Look at your mail"))
    page.goto(mailed_link(server.data_dir / "mail").replace("127.0.0.1", "localhost"))
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.get_by_role("link", name="Sign in", exact=True).click()


def mailed_link(folder: Path, form: str = r"\S+/reset-password#token=[\w-]+") -> str:
    """Out of the letter that the worker wrote to a file, there being no mail server."""
    deadline = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < deadline:
        for path in folder.glob("*.eml"):
            body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
            if found := re.search(form, body.get_content() if body else ""):
                return found[0]
        time.sleep(0.1)
    raise AssertionError("no letter came")
