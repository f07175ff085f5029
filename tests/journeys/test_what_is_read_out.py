"""What people hear who listen to the pages: roles, names, where the focus is, and what is announced.

And what is left of a meeting's colours for whoever chose all colours themselves.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.journeys.browsers import browser_page, comes_to
from tests.journeys.demo_world import World, demo_world
from tests.journeys.sights import leave, open_page, sign_in

MADRID = ZoneInfo("Europe/Madrid")
DAY = r"\w+day \d+ \w+"
CLOCK = r"\d\d:\d\d"
ON_TAB = "(grid) => grid.querySelectorAll('[tabindex=\"0\"]').length"
EDGES = """(block) => {
  const { borderTopWidth, borderTopStyle } = getComputedStyle(block);
  return [borderTopWidth, borderTopStyle];
}"""
FILLED = "(piece) => getComputedStyle(piece).forcedColorAdjust === 'none'"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with demo_world(tmp_path_factory.mktemp("demo")) as made:
        yield made


@pytest.fixture(scope="module")
def page(world: World, playwright: Playwright) -> Iterator[Page]:
    with browser_page(playwright, "Asia/Kathmandu") as opened:
        sign_in(opened, world)
        yield opened


def visit(page: Page, world: World, address: str) -> Locator:
    """Its one heading of the first level."""
    leave(page)
    open_page(page, world.server.url + address.format(**world.ids), True)
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    expect(title).to_have_count(1)
    return title


def test_a_week_is_a_grid_that_is_one_stop(page: Page, world: World) -> None:
    visit(page, world, "/calendar/?v=week&d={workday}")
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to calendar")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    grid = page.get_by_role("grid", name=re.compile(r"\d{4}, Madrid time$"))
    expect(grid).to_have_attribute("aria-rowcount", "49")
    expect(grid).to_have_attribute("aria-colcount", "8")
    expect(grid).to_have_accessible_description(re.compile("^Arrow keys move"))
    expect(page.get_by_role("columnheader", name=re.compile(f"^{DAY}$"))).to_have_count(7)
    cells = grid.get_by_role("gridcell")
    # Of today, where one begins, and the days beside it; who goes on gets the next.
    near = 48 * (2 if datetime.now(MADRID).weekday() in (0, 6) else 3)
    expect(cells).to_have_count(near)
    said = rf"^{DAY}, {CLOCK}( \(happens twice\))?, (free|busy: .+|clocks go forward)$"
    expect(grid.get_by_role("gridcell", name=re.compile(said))).to_have_count(near)
    assert grid.evaluate(ON_TAB) == 1
    standing = page.get_by_role("button", name=re.compile("^Stand-up, ")).first
    said = rf"^Stand-up, {DAY}, {CLOCK} to {CLOCK}, accepted, \d people, repeats$"
    expect(standing).to_have_accessible_name(re.compile(said))


def test_what_a_move_does_is_announced_and_undone(page: Page, world: World) -> None:
    visit(page, world, "/calendar/?v=week&d={workday}")
    page.get_by_role("button", name=re.compile("^1:1 Ana . Ben, .*14:00 to 14:30")).press("Shift+ArrowDown")
    announced = page.get_by_role("region", name="News").get_by_role("status")
    expect(announced).to_contain_text(re.compile("Moved to .*14:15"))
    expect(page.get_by_role("button", name=re.compile("^1:1 Ana . Ben, .*14:15 to 14:45"))).to_be_visible()
    page.keyboard.press("Control+z")
    expect(announced).to_contain_text("Moved back to")
    expect(page.get_by_role("button", name=re.compile("^1:1 Ana . Ben, .*14:00 to 14:30"))).to_be_visible()


def test_a_month_counts_and_an_agenda_lists(page: Page, world: World) -> None:
    visit(page, world, "/calendar/?v=month&d={workday}")
    counted = re.compile(rf"^{DAY}, (nothing planned|\d+ meetings?)")
    cells = page.get_by_role("grid").get_by_role("gridcell")
    expect(cells.first).to_be_visible()
    comes_to(True, lambda: page.get_by_role("gridcell", name=counted).count() == cells.count(), page)
    visit(page, world, "/calendar/?v=agenda&d={workday}")
    day = page.get_by_role("region", name=re.compile(DAY)).filter(has_text="Stand-up").first
    expect(day.get_by_role("heading", level=2)).to_have_text(re.compile(DAY))
    expect(day.get_by_role("list").get_by_role("button", name=re.compile("^Stand-up, "))).to_be_visible()


def test_a_dialog_takes_the_focus_and_gives_it_back(page: Page, world: World) -> None:
    visit(page, world, "/calendar/?v=week&d={workday}")
    opener = page.get_by_role("grid").locator('[tabindex="0"]')
    opener.press("Enter")
    card = page.get_by_role("dialog", name="New meeting")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_choice_of_people_says_how_many_there_are(page: Page, world: World) -> None:
    visit(page, world, "/meetings/new/")
    guests = page.get_by_role("combobox", name="Guests")
    expect(guests).to_have_attribute("aria-expanded", "false")
    guests.fill("be")
    expect(guests).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("1 option available").first).to_be_attached()
    guests.press("ArrowDown")
    ben = page.get_by_role("option", name=re.compile("^Ben Okafor"))
    expect(guests).to_have_attribute("aria-activedescendant", ben.get_attribute("id") or "")


def test_a_meeting_is_parts_with_names(page: Page, world: World) -> None:
    expect(visit(page, world, "/meetings/{review}/")).to_have_text("Launch review")
    for part in ("Overview", "Agenda", "Minutes", "History"):
        region = page.get_by_role("region", name=part, exact=True)
        expect(region.get_by_role("heading", name=part, level=2)).to_be_visible()
    beside = page.get_by_role("complementary", name="People and chat")
    beside.get_by_role("tab", name="Chat").click()
    talk = beside.get_by_role("tabpanel", name="Chat").get_by_role("log", name="Messages")
    expect(talk.get_by_role("region", name=re.compile(DAY)).first).to_be_visible()


def test_an_answer_is_one_of_three(world: World, playwright: Playwright) -> None:
    with browser_page(playwright, "Asia/Kathmandu") as page:
        page.goto(f"{world.server.url}/login/?next=/meetings/{world.ids['review']}/")
        page.get_by_label("E-mail").fill("ben@demo.example")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("main").get_by_role("alert")).to_have_text(re.compile("do not belong"))
        page.get_by_label("Password").fill(world.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        answer = page.get_by_role("radiogroup", name="Your answer")
        expect(answer.get_by_role("radio")).to_have_count(3)


def test_meetings_keep_their_edges_without_our_colours(page: Page, world: World) -> None:
    visit(page, world, "/calendar/?v=week&d={workday}")
    standing = page.get_by_role("button", name=re.compile("^Stand-up, ")).first
    assert standing.evaluate(EDGES)[0] == "0px"
    page.emulate_media(forced_colors="active")
    assert standing.evaluate(EDGES) == ["1px", "solid"]
    chosen, other = (page.locator("label").filter(has_text=view) for view in ("Week", "Month"))
    assert (chosen.evaluate(FILLED), other.evaluate(FILLED)) == (True, False), "chosen looks like the others"
    page.emulate_media(forced_colors="none", contrast="more")
    assert standing.evaluate(EDGES) == ["1px", "solid"]
    page.emulate_media(contrast="no-preference")
