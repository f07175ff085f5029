"""What needs one comes live and is answered where it stands; meetings are found. By mouse and by keys."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import browser_page, complaints
from tests.journeys.for_everybody import AXE, FIND
from tests.journeys.test_signing_in_with_more import seen, type_password


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("inbox")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name in ("Ana", "Ben"):
            add_person(folder, name)
        yield started


@pytest.fixture(scope="module")
def page(server: Server, playwright: Playwright) -> Iterator[Page]:
    with browser_page(playwright, "Asia/Kathmandu") as opened:
        opened.goto(f"{server.url}/login/?next=/inbox/")
        type_password(opened, PASSWORD)
        yield opened


Schedule = Callable[..., dict[str, Any]]
FORGET = "() => indexedDB.databases().then((all) => all.forEach((a) => indexedDB.deleteDatabase(a.name)))"
"""What the browser keeps of what was read; it goes once the page lets go of it."""


@pytest.fixture(scope="module")
def schedule(ben: Person) -> Schedule:
    def make(title: str, days: int, *guests: Person) -> dict[str, Any]:
        start = (datetime.now(UTC) + timedelta(days=days)).replace(hour=10, minute=0, microsecond=0)
        moments = {
            name: {"date_time": f"{at:%Y-%m-%dT%H:%M}:00", "time_zone": "Europe/Paris"}
            for name, at in (("start", start), ("end", start + timedelta(minutes=45)))
        }
        invited = [{"person_id": guest.id} for guest in guests]
        status, meeting = ben.call("POST", "/meetings", {"title": title, **moments, "guests": invited})
        assert status == 201, meeting
        return dict(meeting)

    return make


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=title)


def badge(page: Page, text: str) -> None:
    seen(page.get_by_role("navigation").get_by_role("link", name=f"Inbox {text}", exact=True).first)


def dismiss(page: Page, text: str) -> None:
    """The news of it, and with it the offer to undo: now it is sent."""
    news = page.get_by_role("region", name="News").locator("div.pointer-events-auto", has_text=text)
    news.get_by_role("button", name="Dismiss").click()


def answer_of(meeting: dict[str, Any], ben: Person) -> str:
    return str(ben.call("GET", f"/meetings/{meeting['id']}")[1]["guests"][0]["response"]["status"])


def test_the_inbox_by_mouse(page: Page, ana: Person, ben: Person, schedule: Schedule) -> None:
    faults = complaints(page)
    seen(page.get_by_role("heading", name="Nothing needs you"))
    review = schedule("Design review", 3, ana)
    badge(page, "1 thing waits for you")
    row(page, "Design review").get_by_role("button", name="Yes").click()
    expect(row(page, "Design review")).to_have_count(0)
    seen(page.get_by_text("You said yes to “Design review”"))
    assert answer_of(review, ben) == "needs_action"
    page.get_by_role("button", name="Undo").click()
    row(page, "Design review").get_by_role("button", name="Maybe").click()
    with page.expect_response(lambda each: each.url.endswith("/done")):
        dismiss(page, "You said maybe")
    assert answer_of(review, ben) == "tentative"
    seen(page.get_by_role("heading", name="Nothing needs you"))
    seen(page.get_by_text("Next: Design review"))
    page.get_by_role("link", name="Updates").click()
    row(page, "Design review").get_by_role("link").click()
    seen(page.get_by_role("heading", name="Design review", level=1))
    assert faults == []


def test_the_inbox_by_keyboard(
    server: Server, page: Page, ana: Person, ben: Person, schedule: Schedule
) -> None:
    page.goto(f"{server.url}/inbox/")
    first, second, third = (schedule(title, 4, ana) for title in ("First", "Second", "Third"))
    seen(row(page, "Third"))
    seen(row(page, "First"))
    page.keyboard.press("j")
    expect(row(page, "Third")).to_be_focused()
    page.keyboard.press("n")
    expect(row(page, "Second")).to_be_focused()
    expect(row(page, "Third")).to_have_count(0)
    page.keyboard.press("z")
    seen(row(page, "Third"))
    page.keyboard.press("e")
    expect(row(page, "First")).to_be_focused()
    page.keyboard.press("y")
    expect(row(page, "Third")).to_be_focused()
    badge(page, "1 thing waits for you")
    page.keyboard.press("Enter")
    seen(page.get_by_role("heading", name="Third", level=1))
    # Leaving the page sends what could still be undone.
    with page.expect_response(lambda each: each.url.endswith("/response")):
        page.evaluate(
            """() => {
                Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
                document.dispatchEvent(new Event('visibilitychange'));
            }"""
        )
    page.wait_for_load_state("networkidle")
    assert [answer_of(each, ben) for each in (first, second, third)] == [
        "accepted",
        "needs_action",
        "needs_action",
    ]


def test_what_is_done_in_the_inbox_is_ticked_off_in_the_minutes(
    server: Server, page: Page, ana: Person, ben: Person, schedule: Schedule
) -> None:
    meeting = schedule("Figures", 5)
    ben.call("POST", f"/meetings/{meeting['id']}/guests", [{"person_id": ana.id, "role": "optional"}])
    asked = {
        "text": "Send the figures round",
        "owner_id": ana.id,
        "due": f"{datetime.now(UTC) + timedelta(days=9):%F}",
    }
    status, action = ben.call("POST", f"/meetings/{meeting['id']}/action-items", asked)
    assert status == 201, action
    page.goto(f"{server.url}/inbox/")
    asking = row(page, "Send the figures round")
    seen(asking.get_by_text("Due "))
    asking.get_by_role("button", name="Done").click()
    expect(asking).to_have_count(0)
    assert ben.call("GET", f"/minutes/{action['id']}")[1]["done_at"] is None
    with page.expect_response(lambda each: each.url.endswith("/done")):
        dismiss(page, "Done:")
    assert ben.call("GET", f"/minutes/{action['id']}")[1]["done_by"] == ana.id


def test_what_is_known_stays_when_it_cannot_be_read_again(
    server: Server, page: Page, ana: Person, ben: Person, schedule: Schedule
) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=503, json={"code": "unavailable", "title": "Busy"})

    fourth = schedule("Fourth", 5, ana)
    assert ben.call("POST", f"/meetings/{fourth['id']}/cancellation", {"reason": "Ill"})[0] == 200
    page.goto(f"{server.url}/inbox/?tab=updates")
    seen(row(page, "Fourth"))
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("New.")).to_have_count(0)
    page.route("**/api/v1/notifications?*", fail)
    with page.expect_response(lambda each: each.url.endswith("/notifications/read")):
        dismiss(page, "All marked as read")
    seen(page.get_by_text("Could not refresh."))
    seen(row(page, "Fourth"))
    page.reload()
    seen(page.get_by_text("Could not refresh."))
    seen(row(page, "Fourth"))
    page.evaluate(FORGET)
    page.reload()
    seen(page.get_by_role("heading", name="The inbox could not be read"))
    page.evaluate(AXE.read_text())
    assert page.evaluate(FIND, page.query_selector("html")) == []
    page.unroute("**/api/v1/notifications?*", fail)
    page.get_by_role("button", name="Try again").click()
    seen(row(page, "Fourth"))
    expect(page.get_by_text("New.")).to_have_count(0)


def test_meetings_are_found(server: Server, page: Page, ana: Person, schedule: Schedule) -> None:
    faults = complaints(page)
    page.goto(f"{server.url}/meetings/")
    seen(row(page, "Second"))
    expect(row(page, "Fourth")).to_have_count(0)
    page.get_by_role("link", name="Cancelled").click()
    seen(row(page, "Fourth"))
    expect(page).to_have_url(f"{server.url}/meetings/?show=cancelled")
    page.get_by_role("link", name="Upcoming").click()
    seen(row(page, "Second"))
    schedule("Budget of the year", 20, ana)
    seen(row(page, "Budget of the year"))
    assert faults == []


def test_meetings_by_keyboard(server: Server, page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search meetings")).to_be_focused()
    page.keyboard.type("búdget")
    expect(row(page, "Second")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(row(page, "Budget of the year")).to_be_focused()
    page.keyboard.press("Enter")
    seen(page.get_by_role("heading", name="Budget of the year", level=1))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("búdget")
    seen(row(page, "Budget of the year"))
    page.get_by_role("searchbox").fill("nothing of the kind")
    seen(page.get_by_role("heading", name="Nothing like “nothing of the kind” here"))
    page.get_by_role("link", name="Look in the past").click()
    seen(page.get_by_role("button", name="Show earlier"))
    page.route("**/api/v1/meetings?*", lambda route: route.fulfill(status=500, json={"code": "no"}))
    page.goto(f"{server.url}/meetings/?show=drafts")
    seen(page.get_by_role("heading", name="The meetings could not be read"))
    page.evaluate(AXE.read_text())
    assert page.evaluate(FIND, page.query_selector("html")) == []
    page.unroute("**/api/v1/meetings?*")
    page.get_by_role("button", name="Try again").click()
    seen(page.get_by_role("heading", name="No drafts"))
