"""Without a connection one reads on, answers and writes; back again, each thing is sent, once."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from entrypoints.http.pages import EXPORTED
from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import browser_page, comes_to, complaints
from tests.journeys.test_signing_in_with_more import seen, type_password

PUSH = {"title": "Convene", "body": "A meeting has moved.", "path": "/inbox/", "kind": "moved", "tag": "t"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("offline")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name in ("Ana", "Ben"):
            add_person(folder, name)
        yield started


def ben(server: Server) -> Person:
    """With a connection of now: one that was idle for a while is closed."""
    return Person(server.port, "ben@example.org", PASSWORD)


@pytest.fixture(scope="module")
def meeting(server: Server) -> dict[str, Any]:
    """Ben's, to which Ana is invited, and on just now: so it is in this week, whatever the day."""
    ana = Person(server.port, "ana@example.org", PASSWORD)
    start = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=5)
    moments = {
        name: {"date_time": f"{at:%FT%T}", "time_zone": "UTC"}
        for name, at in (("start", start), ("end", start + timedelta(minutes=45)))
    }
    sent = {"title": "Design review", **moments, "guests": [{"person_id": ana.id}]}
    status, made = ben(server).call("POST", "/meetings", sent)
    assert status == 201, made
    return dict(made)


@pytest.fixture(scope="module")
def page(server: Server, meeting: dict[str, Any], playwright: Playwright) -> Iterator[Page]:
    """Ana's, on the page of the meeting, with all of this build kept."""
    with browser_page(playwright, "Europe/Paris", keeps_pages=True) as opened:
        opened.goto(f"{server.url}/login/?next=/calendar/")
        type_password(opened, PASSWORD)
        seen(opened.get_by_role("button", name="Design review").first)
        opened.evaluate("navigator.serviceWorker.ready.then(() => null)")
        expect_kept(opened, "/offline/")
        visit(opened, server, meeting)
        yield opened


def expect_kept(page: Page, path: str, cache: str | None = None) -> None:
    page.wait_for_function(
        """([path, cacheName]) => caches
            .match(path, { ignoreVary: true, ...(cacheName ? { cacheName } : {}) })
            .then((found) => found !== undefined)""",
        arg=[path, cache],
    )


def visit(page: Page, server: Server, meeting: dict[str, Any]) -> None:
    page.goto(f"{server.url}/meetings/{meeting['id']}/")
    seen(page.get_by_role("heading", name="Design review", level=1))
    page.get_by_role("tab", name="Chat").click()
    seen(page.get_by_role("log"))


def message_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("message", re.IGNORECASE))


def stands_above(lower: Locator, upper: Locator) -> bool:
    low, up = lower.bounding_box(), upper.bounding_box()
    return low is not None and up is not None and up["y"] + up["height"] <= low["y"]


def say(page: Page, text: str) -> None:
    area = message_field(page)
    area.fill(text)
    area.press("Enter")
    seen(page.get_by_role("log").get_by_text(text, exact=True))


def said_by(server: Server, meeting: dict[str, Any]) -> list[str]:
    parts = ben(server).call("GET", f"/meetings/{meeting['id']}/messages")[1]["data"]
    return [each["text"] for each in reversed(parts)]


def noted_in(server: Server, meeting: dict[str, Any]) -> list[str]:
    return [each["text"] for each in ben(server).call("GET", f"/meetings/{meeting['id']}/minutes")[1]["data"]]


def answer_of(server: Server, meeting: dict[str, Any]) -> str:
    return str(ben(server).call("GET", f"/meetings/{meeting['id']}")[1]["guests"][0]["response"]["status"])


def kept_names(page: Page) -> list[str]:
    """Of all that this browser keeps for somebody."""
    return list(
        page.evaluate(
            """() => new Promise((resolve) => {
                const opening = indexedDB.open('convene');
                opening.onsuccess = () => {
                    const asked = opening.result.transaction('kept').objectStore('kept').getAllKeys();
                    asked.onsuccess = () => resolve(asked.result);
                };
            })"""
        )
    )


def test_what_is_done_offline_is_sent_once(page: Page, server: Server, meeting: dict[str, Any]) -> None:
    faults, browser = complaints(page), page.context
    say(page, "Before")
    expect(page.get_by_role("log").get_by_text("Waiting to be sent")).to_have_count(0)
    seen(page.get_by_text("Nothing written yet."))
    heading = page.get_by_role("heading", name="Design review", level=1)
    stood = heading.bounding_box()
    browser.set_offline(True)
    bar = page.get_by_role("status").filter(has_text="Offline — showing")
    seen(bar)
    assert heading.bounding_box() == stood, "the bar moves the page"
    comes_to(True, lambda: stands_above(bar, message_field(page)), page)
    note = page.get_by_role("textbox", name="Note 1")
    page.get_by_role("button", name="Note", exact=True).click()
    note.fill("Kept on the way")
    seen(page.get_by_text("Not saved yet — it is kept here"))
    page.get_by_role("main").get_by_text("Yes", exact=True).first.click()
    seen(page.get_by_text("1 waiting to send"))
    say(page, "First")
    say(page, "Second")
    seen(page.get_by_text("3 waiting to send"))
    page.reload()
    seen(page.get_by_role("heading", name="Design review", level=1))
    expect(note).to_have_value("Kept on the way")
    page.get_by_role("tab", name="Chat").click()
    for text in ("Before", "First", "Second"):
        seen(page.get_by_role("log").get_by_text(text, exact=True))
    seen(page.get_by_text("3 waiting to send"))
    assert (answer_of(server, meeting), said_by(server, meeting)) == ("needs_action", ["Before"])

    page.get_by_role("navigation").get_by_role("link", name="Calendar").first.click()
    seen(page.get_by_role("button", name="Design review").first)
    page.goto(f"{server.url}/admin/people/")
    seen(page.get_by_role("heading", name="You are offline"))
    page.get_by_role("link", name="To the calendar").click()
    seen(page.get_by_role("button", name="Design review").first)
    other = browser.new_page()
    other.goto(page.url)
    seen(other.get_by_text("3 waiting to send"))

    other.close()
    browser.set_offline(False)
    seen(page.get_by_text("Back online — sent 3"))
    expect(page.get_by_text("waiting to send")).to_have_count(0)
    assert (answer_of(server, meeting), said_by(server, meeting)) == (
        "accepted",
        ["Before", "First", "Second"],
    )
    # Whichever page is open, though two tabs had it.
    comes_to(["Kept on the way"], lambda: noted_in(server, meeting), page)
    assert faults == []


def test_an_answer_to_what_has_moved_meanwhile_is_asked_about(
    page: Page, server: Server, meeting: dict[str, Any]
) -> None:
    visit(page, server, meeting)
    page.context.set_offline(True)
    seen(page.get_by_text("Offline — showing"))
    page.get_by_role("main").get_by_text("No", exact=True).first.click()
    seen(page.get_by_text("1 waiting to send"))
    moved = {
        name: {
            "date_time": f"{datetime.fromisoformat(meeting[name]['utc']) + timedelta(hours=1):%FT%T}",
            "time_zone": "UTC",
        }
        for name in ("start", "end")
    }
    status, _ = ben(server).call("PATCH", f"/meetings/{meeting['id']}", moved, **{"If-Match": "*"})
    assert status == 200
    page.context.set_offline(False)
    refused = page.get_by_role("region", name="News").get_by_text("could not be saved")
    seen(refused)
    assert answer_of(server, meeting) != "declined"
    page.get_by_role("button", name="Try again").click()
    expect(refused).to_have_count(0)
    comes_to("declined", lambda: answer_of(server, meeting), page)


def test_a_device_that_rings_leads_to_the_page(page: Page, server: Server) -> None:
    browser: BrowserContext = page.context
    browser.grant_permissions(["notifications"], origin=server.url)
    devtools = browser.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    comes_to(True, lambda: found != [], page)
    pushed = {"origin": server.url, "registrationId": found[-1], "data": json.dumps(PUSH)}
    devtools.send("ServiceWorker.deliverPushMessage", pushed)
    page.wait_for_function(
        """body => navigator.serviceWorker.ready
            .then((each) => each.getNotifications())
            .then((all) => all.some((one) => one.body === body))""",
        arg=PUSH["body"],
    )


def test_a_new_build_waits_for_the_next_page(page: Page, server: Server) -> None:
    with another_build():
        page.goto(f"{server.url}/calendar/")
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        seen(page.get_by_role("button", name="Update ready"))
        loads: list[str] = []
        page.on("domcontentloaded", lambda each: loads.append(each.url))
        page.get_by_role("navigation").get_by_role("link", name="Inbox").first.click()
        expect(page.get_by_role("button", name="Update ready")).to_have_count(0)
        seen(page.get_by_role("heading", name="Inbox", level=1))
        assert len(loads) == 1, "the new build came with a page of its own"
        expect_kept(page, "/offline/", "pages-another")


@contextmanager
def another_build() -> Iterator[None]:
    """What is served has another name for a while, and the same pages."""
    listed = EXPORTED / "worker" / "build.js"
    before = {name: name.read_bytes() for name in listed.parent.glob("build.js*")}
    changed = re.sub(rb'"id":"[0-9a-f]+"', b'"id":"another"', before[listed])
    try:
        for name in before:
            name.unlink()
        listed.write_bytes(changed)
        yield
    finally:
        for name, content in before.items():
            name.write_bytes(content)


def test_signing_out_leaves_nothing_of_mine(page: Page, server: Server) -> None:
    assert any(name.startswith("read/") for name in kept_names(page))
    page.get_by_role("button", name="Account of Ana").first.click()
    page.get_by_role("menuitem", name="Sign out").click()
    seen(page.get_by_role("heading", name="Sign in"))
    comes_to([], lambda: kept_names(page), page)
    page.context.set_offline(True)
    page.goto(f"{server.url}/calendar/")
    seen(page.get_by_text("Convene cannot be reached"))
    assert page.get_by_text("Design review").count() == 0
    page.context.set_offline(False)
