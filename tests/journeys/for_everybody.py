"""A page, dialog or state, however people look: nothing for axe to find, nothing sideways, no jumps."""

import os
import re
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.entrypoints.cli.serving import ROOT
from tests.journeys.browsers import PATIENCE, browser_page
from tests.journeys.demo_world import World, demo_world
from tests.journeys.sights import (
    AT_THE_DOOR,
    INSIDE,
    PAGES,
    SIZES,
    TWO_FRAMES,
    Sight,
    can_be,
    is_there,
    leave,
    look_at,
    show_in,
    sign_in,
)
from tests.journeys.states import HANG_UP, STATES, State

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FIND = """async (root) => (await axe.run(root, { resultTypes: ['violations'], preload: false }))
  .violations.map((v) => [v.id, v.nodes.map((n) => n.html)])"""
FIND_PALE = FIND.replace("(root, { ", "(root, { runOnly: 'color-contrast', ")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVING = "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 80).length"
WATCH = """
window.jumped = 0;
window.nameless = false;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.jumped += value;
}).observe({ type: 'layout-shift', buffered: true });
document.addEventListener('DOMContentLoaded', () => {
  const look = () => { window.nameless ||= !document.querySelector('h1'); };
  look();
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
});
"""
"""To be run before anything else: whether what shows jumps, and whether its heading was ever missing."""
MOST_JUMPING = 0.02
JUMPED = f"window.jumped <= {MOST_JUMPING} ? 0 : window.jumped"
WIDER_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 2.2, 1.4.12 lets readers do to text."""
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"
EVERY_STATE = "CONVENE_STATES" in os.environ
PAGE_OF_STATE = {
    "loading": "meetings",
    "empty": "inbox",
    "no permission": "calendar, agenda",
    "error": "people",
    "offline": "admin, overview",
    "session expired": "meeting, agenda",
    "update ready": "find a time",
}
"""Each stands for all in that state, at one size; `CONVENE_STATES=all` judges all pages, for an hour."""
IN_STATES = [
    (sight, state)
    for sight, state in product(PAGES, STATES)
    if can_be(sight, state) and (EVERY_STATE or PAGE_OF_STATE[state.name] == sight.name)
]
NARROWEST = ViewportSize(width=320, height=640)
"""Also what is left of 1280 pixels at 400 %."""


def the_walk(playwright: Playwright, folder: Path, size: str) -> dict[str, object]:
    """What is wrong with whatever there is to be seen, by what it is and how it was looked at."""
    found: dict[str, object] = {}
    zone = "Asia/Kathmandu"  # not that of the person who signs in
    with (
        demo_world(folder) as world,
        browser_page(playwright, zone, SIZES[size], fetches_ahead=False) as page,
    ):
        page.add_init_script(HANG_UP)
        page.add_init_script(WATCH)
        for sight in AT_THE_DOOR:
            found |= judged(page, world, sight)
        sign_in(page, world)
        for sight in INSIDE:
            found |= judged(page, world, sight)
        half = ["phone", "desk", "tablet"].index(size) % 2
        for sight, state in IN_STATES if EVERY_STATE else IN_STATES[half::2]:
            found |= judged(page, world, sight, state)
        if size == "phone":
            found |= said_once(page, world, "calendar, agenda", "/calendar?")
            found |= said_once(page, world, "people", "/teams?")
    return found


def said_once(page: Page, world: World, name: str, question: str) -> dict[str, object]:
    """What is refused is said, and not asked for without end."""
    sight = next(sight for sight in PAGES if sight.name == name)
    look_at(page, world, sight, next(state for state in STATES if state.name == "no permission"))
    expect(page.get_by_role("main").get_by_text(re.compile("administrator")).first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.wait_for_timeout(500)
    leave(page)
    again = [url for url in asked if question in url]
    return {f"{name}, asked for again": again} if again else {}


def judged(page: Page, world: World, sight: Sight, state: State | None = None) -> dict[str, object]:
    """What is wrong with it, by what it was and how it was looked at."""
    if not is_there(sight, page):
        return {}
    size = page.viewport_size
    name = f"{sight.name}, {state.name}" if state else sight.name
    landmark = look_at(page, world, sight, state)
    expect(landmark).to_be_visible(timeout=PATIENCE)
    page.evaluate(AXE.read_text())
    # Behind an open dialog the page is hidden from everybody, so the dialog is all there is to judge.
    dialog = page.get_by_role("dialog").last
    root = dialog if dialog.is_visible() else page.locator("html")
    found = {f"{name}, light": root.evaluate(FIND)}
    found[f"{name}, moves"] = page.evaluate(MOVING)
    show_in(page, "dark")
    found[f"{name}, dark"] = root.evaluate(FIND_PALE)
    found[f"{name}, had no heading"] = page.evaluate("window.nameless")
    if not sight.deeds and not state:
        found[f"{name}, jumps"] = page.evaluate(JUMPED)
    found[f"{name}, scrolls sideways"] = page.evaluate(OVERFLOW)
    found |= {f"{name}, {how}": over for how, over in stretched(page).items()}
    leave(page)
    show_in(page, "light")
    if size:
        page.set_viewport_size(size)
    return {what: problem for what, problem in found.items() if problem not in ([], 0)}


def stretched(page: Page) -> dict[str, int]:
    """How far it reaches beyond the edge when read in other ways."""
    if page.viewport_size != SIZES["phone"]:
        page.evaluate(WIDER_TEXT)
        page.evaluate(TWICE_THE_TEXT)
        return {"with wider text twice as large": int(page.evaluate(OVERFLOW))}
    page.set_viewport_size(NARROWEST)
    page.evaluate(TWO_FRAMES)  # what hangs beside something finds its place again
    over = {"320 pixels wide": int(page.evaluate(OVERFLOW))}
    page.evaluate(WIDER_TEXT)
    over["with wider text"] = int(page.evaluate(OVERFLOW))
    return over
