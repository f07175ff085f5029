"""A page, dialog or state, however people look: nothing for axe to find, nothing sideways, no jumps."""

import logging
import os
import re
from collections.abc import Sequence
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
    SETTLED,
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
from tests.journeys.states import HANG_UP, STATES, TRIES_AGAIN, State

log = logging.getLogger(__name__)
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "rules: { 'target-size': { enabled: true } }"  # all, and one that axe leaves to those who ask for it
FIND = f"""async (root) => (await axe.run(root, {{ resultTypes: ['violations'], preload: false, {RULES} }}))
  .violations.map((v) => [v.id, v.nodes.map((n) => [n.html, n.failureSummary])])"""
FIND_PALE = FIND.replace(RULES, "runOnly: 'color-contrast'")
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
FETCHED_AHEAD = """performance.getEntriesByType('resource').map(({ name }) => name)
  .filter((name) => name.includes('_rsc='))"""
"""Other pages, which are nobody's business before this one has settled: never, where nothing is idle."""
MADE_FOR_NOBODY = """[...document.querySelectorAll('.rail-wide, .rail-narrow')]
  .filter((rail) => !rail.offsetParent && rail.querySelector('section, [aria-haspopup]')).length"""
"""Rails that other widths show, with more in them than links."""
WIDER_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 2.2, 1.4.12 lets readers do to text."""
UNSTRETCHED = "document.adoptedStyleSheets = []; document.documentElement.style.fontSize = ''"
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"
ASKED_FOR = os.environ.get("CONVENE_STATES", "").replace("all", ",".join(each.name for each in STATES))
"""Instead of the everyday walk, every page in the states named, with commas between; `all` takes an hour."""
PLACES = os.environ.get("CONVENE_PAGES", "")
"""Only what has this in its name."""
PAGE_OF_STATE = {
    "loading": "meetings",
    "empty": "inbox",
    "no permission": "calendar, agenda",
    "error": "people",
    "out of date": "calendar, week",
    "not an admin": "admin, mail",
    "offline": "admin, overview",
    "session expired": "meeting, agenda",
    "update ready": "find a time",
}
"""Each stands for all in that state, at one size."""
IN_STATES = [(sight, state) for sight, state in product(PAGES, STATES) if can_be(sight, state)]
EVERYDAY = [(sight, state) for sight, state in IN_STATES if PAGE_OF_STATE[state.name] == sight.name]
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
        page.add_init_script(TRIES_AGAIN)
        page.add_init_script(WATCH)
        if ASKED_FOR:
            sign_in(page, world)
            for sight, state in IN_STATES:
                if state.name in ASKED_FOR.split(","):
                    found |= judged(page, world, sight, state, ("tablet",) if size == "phone" else ())
            return found
        for sight in AT_THE_DOOR:
            found |= judged(page, world, sight)
        sign_in(page, world)
        for sight in INSIDE:
            found |= judged(page, world, sight)
        half = ["phone", "desk", "tablet"].index(size) % 2
        for sight, state in EVERYDAY[half::2]:
            found |= judged(page, world, sight, state)
        if size == "phone":
            found |= said_once(page, world, "calendar, agenda", "/calendar?", "#bars")
            found |= said_once(page, world, "people", "/teams?", "main")
    return found


def said_once(page: Page, world: World, name: str, question: str, where: str) -> dict[str, object]:
    """What is refused is said in its place, which may be below the page, and not asked for without end."""
    sight = next(sight for sight in PAGES if sight.name == name)
    look_at(page, world, sight, next(state for state in STATES if state.name == "no permission"))
    expect(page.locator(where).get_by_text(re.compile("administrator")).first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.wait_for_timeout(500)
    leave(page)
    again = [url for url in asked if question in url]
    return {f"{name}, asked for again": again} if again else {}


def judged(
    page: Page, world: World, sight: Sight, state: State | None = None, turned: Sequence[str] = ()
) -> dict[str, object]:
    """What is wrong with it, by what it was and how it was looked at; also when ``turned`` to other sizes."""
    size = page.viewport_size
    if not size or not is_there(sight, page) or PLACES not in sight.name:
        return {}
    name = f"{sight.name}, {state.name}" if state else sight.name
    landmark = look_at(page, world, sight, state)
    expect(landmark).to_be_visible(timeout=PATIENCE)
    page.evaluate(AXE.read_text())
    found = seen(page, name)
    found[f"{name}, had no heading"] = page.evaluate("window.nameless")
    if not sight.deeds:
        found[f"{name}, jumps"] = page.evaluate(JUMPED)
        found[f"{name}, fetches pages ahead"] = page.evaluate(FETCHED_AHEAD)
        found[f"{name}, makes what is not shown"] = page.evaluate(MADE_FOR_NOBODY)
    found |= stretched(page, name)
    for other in turned:
        page.evaluate(UNSTRETCHED)
        show_in(page, "light")
        page.set_viewport_size(SIZES[other])
        page.evaluate(SETTLED)
        found |= seen(page, f"{name}, turned to {other}") | stretched(page, f"{name}, turned to {other}")
    leave(page)
    show_in(page, "light")
    page.set_viewport_size(size)
    faults = {what: problem for what, problem in found.items() if problem not in ([], 0)}
    log.info("%s at %s: %s", name, size["width"], faults or "nothing found")
    return faults


def seen(page: Page, name: str) -> dict[str, object]:
    """What is wrong with it in both schemes."""
    # Behind an open dialog the page is hidden from everybody, so the dialog is all there is to judge.
    dialog = page.get_by_role("dialog").last
    root = dialog if dialog.is_visible() else page.locator("html")
    found: dict[str, object] = {
        f"{name}, light": root.evaluate(FIND),
        f"{name}, moves": page.evaluate(MOVING),
    }
    show_in(page, "dark")
    found[f"{name}, dark"] = root.evaluate(FIND_PALE)
    return found


def stretched(page: Page, name: str) -> dict[str, object]:
    """How far it reaches beyond the edge when read in other ways."""
    over = {f"{name}, scrolls sideways": page.evaluate(OVERFLOW)}
    if page.viewport_size == SIZES["phone"]:
        page.set_viewport_size(NARROWEST)
        page.evaluate(TWO_FRAMES)  # what hangs beside something finds its place again
        over[f"{name}, 320 pixels wide"] = page.evaluate(OVERFLOW)
        page.evaluate(WIDER_TEXT)
        over[f"{name}, with wider text"] = page.evaluate(OVERFLOW)
    else:
        page.evaluate(WIDER_TEXT)
        page.evaluate(TWICE_THE_TEXT)
        over[f"{name}, with wider text twice as large"] = page.evaluate(OVERFLOW)
    return over
