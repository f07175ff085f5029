"""Each page, dialog and state, however people look: nothing for axe to find, no sideways scrolling."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect, sync_playwright

from tests.entrypoints.cli.serving import ROOT
from tests.journeys.browsers import PATIENCE, browser_page
from tests.journeys.demo_world import World, demo_world
from tests.journeys.sights import (
    AT_THE_DOOR,
    HANG_UP,
    INSIDE,
    PAGES,
    STATES,
    Sight,
    State,
    is_there,
    leave,
    look_at,
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
OF_EACH_KIND = ("calendar, week", "inbox", "meetings", "meeting", "settings, security", "admin, people")
DAY, CLOCK = r"\w+day \d+ \w+", r"\d\d:\d\d"
PARTS = {
    "calendar, week": (
        ("link", "Skip to content"),
        ("navigation", "Main"),
        ("main", ""),
        ("grid", r"\d+ – \d+ \w+"),
        ("columnheader", DAY),
        ("gridcell", f"^{DAY}, {CLOCK}, "),
        ("button", f"^Stand-up, {DAY}, {CLOCK} to {CLOCK}, "),
    ),
    "calendar, card": (("dialog", "Stand-up"), ("radiogroup", "answer"), ("radio", "Yes")),
    "calendar, month": (("grid", r"^\w+ \d{4}"), ("gridcell", DAY), ("button", f"^Stand-up, {DAY}, ")),
    "calendar, agenda": (("heading", DAY), ("list", ""), ("button", f"^Stand-up, {DAY}, ")),
    "new meeting": (("spinbutton", "day"), ("combobox", "Guests"), ("combobox", "Time zone")),
    "meeting": (("heading", "Launch review"), ("list", "On this page now")),
    "meeting, chat": (("log", ""), ("textbox", "Write a message")),
    "meeting, minutes": (("textbox", "Decision 1"),),
    "settings, notifications": (
        ("columnheader", "E-mail"),
        ("rowheader", "You are invited"),
        ("checkbox", "E-mail"),
    ),
    "admin, people": (("searchbox", "Name or e-mail"), ("table", "")),
}
"""What readers of screens are told, by roles and names."""
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


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_no_state_keeps_anybody_out(world: World, page: Page) -> None:
    found: dict[str, object] = {}
    sign_in(page, world)
    judged_pages = [sight for sight in PAGES if sight.name in OF_EACH_KIND]
    assert len(judged_pages) == len(OF_EACH_KIND)
    for sight, state in product(judged_pages, STATES):
        found |= judged(page, world, sight, state)
    assert found == {}


def test_each_part_says_what_it_is(world: World, playwright: Playwright) -> None:
    with browser_page(playwright, "Asia/Kathmandu", SIZES["desk"]) as page:
        sign_in(page, world)
        for sight in INSIDE:
            if parts := PARTS.get(sight.name):
                look_at(page, world, sight)
                for role, name in parts:
                    expect(page.get_by_role(role, name=re.compile(name)).first).to_be_attached()  # type: ignore[arg-type]
                leave(page)
        looks_of_a_meeting(page, world)


def looks_of_a_meeting(page: Page, world: World) -> None:
    """Its edge is there for those who see no soft colours."""
    entry = look_at(page, world, INSIDE[0])
    assert page.locator("[role=gridcell][tabindex='0']").count() == 1
    edge = "(element) => getComputedStyle(element).borderTopStyle"
    assert entry.evaluate(edge) == "none"
    page.emulate_media(contrast="more")
    assert entry.evaluate(edge) == "solid"
    page.emulate_media(contrast="null", forced_colors="active")
    assert entry.evaluate(edge) == "solid"


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
    page.emulate_media(color_scheme="dark")
    found[f"{name}, dark"] = root.evaluate(FIND_PALE)
    found[f"{name}, moves"] = page.evaluate(MOVING)
    found[f"{name}, scrolls sideways"] = page.evaluate(OVERFLOW)
    found |= {f"{name}, {how}": over for how, over in stretched(page).items()}
    page.emulate_media(color_scheme="light")
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
