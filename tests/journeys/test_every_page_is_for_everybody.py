"""Each page, dialog and state, however people look: nothing for axe to find, no sideways scrolling."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect, sync_playwright

from tests.entrypoints.cli.serving import ROOT
from tests.journeys.browsers import PATIENCE, browser_page
from tests.journeys.demo_world import World, demo_world
from tests.journeys.sights import (
    AT_THE_DOOR,
    HANG_UP,
    INSIDE,
    Sight,
    State,
    is_there,
    leave,
    look_at,
    show_in,
    sign_in,
)

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FIND = "async (root) => (await axe.run(root)).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])"
FIND_PALE = FIND.replace("(root)).", "(root, { runOnly: 'color-contrast' })).")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVING = "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 80).length"
WIDER_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 2.2, 1.4.12 lets readers do to text."""
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"
SIZES = {
    "phone": ViewportSize(width=360, height=740),
    "tablet": ViewportSize(width=768, height=1024),
    "desk": ViewportSize(width=1280, height=800),
}
NARROWEST = ViewportSize(width=320, height=640)
"""Also what is left of 1280 pixels at 400 %."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with demo_world(tmp_path_factory.mktemp("demo")) as made:
        yield made


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Page]:
    # Not the zone of the person who signs in.
    with browser_page(playwright, "Asia/Kathmandu", SIZES[request.param]) as opened:
        opened.add_init_script(HANG_UP)
        yield opened


def test_nothing_keeps_anybody_out(world: World, page: Page) -> None:
    found: dict[str, object] = {}
    for sight in AT_THE_DOOR:
        found |= judged(page, world, sight)
    sign_in(page, world)
    for sight in INSIDE:
        found |= judged(page, world, sight)
    assert found == {}


def judged(page: Page, world: World, sight: Sight, state: State | None = None) -> dict[str, object]:
    """What is wrong with it, by what it was and how it was looked at."""
    if not is_there(sight, page):
        return {}
    name = f"{sight.name}, {state.name}" if state else sight.name
    landmark = look_at(page, world, sight, state)
    expect(landmark).to_be_visible(timeout=PATIENCE)
    page.evaluate(AXE.read_text())
    # Behind an open dialog the page is hidden from everybody, so the dialog is all there is to judge.
    dialog = page.get_by_role("dialog").last
    root = dialog if dialog.is_visible() else page.locator("html")
    found = {f"{name}, light": root.evaluate(FIND)}
    show_in(page, "dark")
    found[f"{name}, dark"] = root.evaluate(FIND_PALE)
    found[f"{name}, moves"] = page.evaluate(MOVING)
    found[f"{name}, scrolls sideways"] = page.evaluate(OVERFLOW)
    found |= {f"{name}, {how}": over for how, over in stretched(page).items()}
    show_in(page, "light")
    leave(page)
    return {what: problem for what, problem in found.items() if problem not in ([], 0)}


def stretched(page: Page) -> dict[str, int]:
    """How far it reaches beyond the edge when read in other ways."""
    size = page.viewport_size
    if size == SIZES["phone"]:
        page.set_viewport_size(NARROWEST)
    over = {"320 pixels wide": int(page.evaluate(OVERFLOW))} if size == SIZES["phone"] else {}
    page.evaluate(WIDER_TEXT)
    over["with wider text"] = int(page.evaluate(OVERFLOW))
    if size != SIZES["phone"]:
        page.evaluate(TWICE_THE_TEXT)
        over["with text twice as large"] = int(page.evaluate(OVERFLOW))
    if size:
        page.set_viewport_size(size)
    return over
def walk_through(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/setup/#token=guess")
    look("set-up that is over", page.get_by_role("main"))
    page.goto(f"{demo.server.url}/nowhere/")
    look("not found", page.get_by_role("heading", level=1))
    walk_through_mailed_links(demo, page, look)
    page.goto(f"{demo.server.url}/login/")
    look("sign-in", page.get_by_role("button", name="Sign in", exact=True))
    page.get_by_label("E-mail").fill("ana@demo.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look("sign-in refused", page.get_by_role("alert").first)
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/calendar/**")
    entries = page.get_by_role("button", name=re.compile("^Stand-up,"))
    page.goto(f"{demo.server.url}/calendar/?v=week")
    look("calendar", entries.first)
    entries.first.click()
    if is_wide(page):  # on a phone the meeting opens at once
        look("card of a meeting", page.get_by_role("link", name="Open meeting"))
        page.get_by_role("link", name="Open meeting").click()
    look("meeting", page.get_by_role("heading", name="Stand-up", level=1))
    page.get_by_role("link", name="New meeting").last.click()
    look("new meeting", page.get_by_role("dialog", name="New meeting"))
    walk_through_calendar(demo, page, look)
    walk_through_making(demo, page, look)
    walk_through_finding(demo, page, look)
    walk_through_inbox(demo, page, look)
    walk_through_directory(demo, page, look)
    walk_through_settings(demo, page, look)
    walk_through_admin(demo, page, look)
    walk_through_security(demo, page, look)


def walk_through_admin(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    for name, seen in {
        "overview": page.get_by_text("Background work", exact=True),
        "people": page.get_by_role("button", name="Open Ben Okafor"),
        "teams": page.get_by_text("No teams."),
        "rooms": page.get_by_role("button", name="Open Blue room"),
        "audit": page.get_by_role("button", name="Ana Martín signed in").first,
        "settings": page.get_by_role("radio", name="By invitation"),
        "features": page.get_by_role("radio", name="Everybody"),
        "addresses": page.get_by_label("Address or network"),
        "mail": page.get_by_role("button", name="Send me a trial letter"),
    }.items():
        page.goto(f"{demo.server.url}/admin/{name}/")
        look(f"admin, {name}", seen)
    page.goto(f"{demo.server.url}/admin/rooms/")
    page.get_by_role("button", name="New room").click()
    look("room", page.get_by_role("dialog", name="New room"))
    page.goto(f"{demo.server.url}/setup/?step=hours")
    look("set-up, hours", page.get_by_role("heading", name="When do you work?"))


def walk_through_making(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/meetings/new/?q=1:1 every other thu 10 with maya until 30 june")
    expect(page.get_by_label("Title")).to_have_value("1:1")
    look("all fields of a meeting", page.get_by_role("button", name="Save and send"))
    page.goto(f"{demo.server.url}/meetings/")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible(timeout=PATIENCE)
    line = page.get_by_role("dialog", name="Quick add")
    for _ in range(100):  # keys are heard once the page has settled
        page.keyboard.press("q")
        page.wait_for_timeout(200)
        if line.is_visible():
            break
    line.get_by_label("In a few words").fill("review @maya next tue 3-4pm tokyo #4p")
    look("quick add", line)
    page.keyboard.press("Escape")


def walk_through_finding(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/find/?len=45")
    look("a time with nobody", page.get_by_role("heading", name="Choose whom to meet"))
    for name in ("Maya", "ليلى"):
        page.get_by_role("combobox", name="People").fill(name)
        page.get_by_role("option", name=name).click()
    cards = page.get_by_role("region", name="Suggestions").get_by_role("listitem")
    look("times that suit", cards.first)
    if page.get_by_role("button", name="Show the grid").is_visible():
        page.get_by_role("button", name="Show the grid").click()
    else:
        look("who is free in a week", page.get_by_role("table"))
        page.goto(f"{page.url}&v=people")
    look("who is free on a day", page.get_by_role("list", name="hour by hour for each"))
    page.goto(page.url.replace("len=45", "len=1000"))
    look("no time that suits", page.get_by_text("no time suits all 3"))


def walk_through_settings(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    for name, seen in {
        "profile": page.get_by_label("Name"),
        "time": page.get_by_role("combobox", name="Time zone"),
        "hours": page.get_by_role("switch", name="Monday"),
        "notifications": page.get_by_role("checkbox", name="A meeting moves: E-mail"),
        "appearance": page.get_by_role("radio", name="Comfortable"),
        "keyboard": page.get_by_role("button", name="Change the key for: New meeting"),
        "data": page.get_by_role("button", name="Choose a file"),
    }.items():
        page.goto(f"{demo.server.url}/settings/{name}/")
        look(f"settings, {name}", seen)
    page.goto(f"{demo.server.url}/settings/hours/")
    page.get_by_role("button", name="Add a date").click()
    look("single date", page.get_by_role("dialog", name="Add a date"))
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Plan time away").click()
    look("time away", page.get_by_role("dialog", name="Plan time away"))


def walk_through_calendar(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    calendar = f"{demo.server.url}/calendar/"
    entries = page.get_by_role("main").get_by_role("button", name=re.compile("^Stand-up,"))
    for view in ("day", "4", "month", "agenda"):
        page.goto(f"{calendar}?v={view}&zones=Asia/Kathmandu,America/St_Johns")
        page.get_by_role("heading", level=1).get_by_role("button").wait_for()
        # Nobody stands up at the weekend.
        look(f"calendar, {view}", entries.first if view == "agenda" else page.get_by_role("heading", level=1))
    page.get_by_role("heading", level=1).get_by_role("button").click()
    look("jump to a date", page.get_by_role("dialog").filter(has_text="Go to a date"))
    if is_wide(page):
        page.goto(f"{calendar}?v=month")
        page.get_by_role("main").get_by_role("button", name=re.compile("^Quarterly review,")).first.focus()
        page.keyboard.press("Shift+M")
        look("move to", page.get_by_role("dialog", name="Move “Quarterly review”"))


def walk_through_inbox(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/inbox/")
    look("inbox", page.get_by_role("heading", level=2).last)
    page.goto(f"{demo.server.url}/inbox/?tab=updates")
    look("updates", page.get_by_role("button", name="Mark all as read"))
    page.goto(f"{demo.server.url}/meetings/")
    look("meetings", page.get_by_role("main").get_by_role("listitem").first)
    page.goto(f"{demo.server.url}/meetings/?q=zzz")
    look("no such meeting", page.get_by_role("heading", name="Nothing like"))


def walk_through_directory(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/people/")
    look("people", page.get_by_role("link", name="Ben Okafor"))
    page.get_by_role("link", name="Ben Okafor").click()
    look("person", page.get_by_role("grid", name=re.compile("^Ben Okafor,")))
    page.goto(f"{demo.server.url}/people/{UNKNOWN}/")
    look("nobody", page.get_by_role("heading", name="There is nobody here"))
    page.goto(f"{demo.server.url}/people/?q=zzz")
    look("nobody like that", page.get_by_role("heading", name="Nobody like"))
    page.goto(f"{demo.server.url}/rooms/")
    look("rooms", page.get_by_role("link", name="Blue room"))
    page.get_by_role("link", name="Blue room").click()
    look("room", page.get_by_role("grid", name=re.compile("^Blue room,")))
    page.goto(f"{demo.server.url}/rooms/?seats=50")
    look("no such room", page.get_by_role("heading", name="No room is like that"))


def walk_through_mailed_links(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/forgot-password")
    page.get_by_label("E-mail").fill("nobody@demo.example")
    look("forgotten password", page.get_by_role("button", name="Send the link"))
    page.get_by_role("button", name="Send the link").click()
    look("letter sent", page.get_by_role("heading", name="Look at your mail"))
    page.goto(f"{demo.server.url}/reset-password#token=guess")
    look("new password", page.get_by_label("New password"))
    page.goto(f"{demo.server.url}/invitation#token=guess")
    look("invitation that is void", page.get_by_role("heading", name="no longer works"))
    page.goto(f"{demo.server.url}/confirm-email#token=guess")
    look("new address", page.get_by_role("button", name="This is my address"))


def walk_through_security(demo: Demo, page: Page, look: Callable[[str, Locator], None]) -> None:
    page.goto(f"{demo.server.url}/settings/security/")
    look("security", page.get_by_text("No tokens yet."))
    page.get_by_role("button", name="Change password").click()
    look("change of password", page.get_by_role("dialog", name="Change password"))
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Set up an authenticator app").click()
    look("app", page.get_by_role("dialog", name="Set up an app"))
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="New token").click()
    look("token", page.get_by_role("dialog", name="New API token"))


def is_wide(page: Page) -> bool:
    return page.viewport_size is not None and page.viewport_size["width"] >= 768
