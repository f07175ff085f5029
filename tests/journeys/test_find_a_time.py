"""Two people on opposite sides of the world look for a time: by mouse, and by keys alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.entrypoints.cli.serving import PASSWORD, Server, convene, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, browser_page, complaints
from tests.journeys.test_every_page_is_for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.test_making_and_editing import sign_in, titled

expect.set_options(timeout=PATIENCE)
# Names stand between isolates, which nobody sees: ".?" in what is looked for.
HOME = {"Ana": "Asia/Kathmandu", "Ben": "America/St_Johns"}
# Clocks go forward in St John's on the 14th; the two are never at work at the same time.
DAYS = "from=2027-03-13&to=2027-03-19"
OUTSIDE = "Allow times outside working hours"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("finding")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, zone in HOME.items():
            words = f"person create --email {name.lower()}@example.org --name {name} --role admin"
            words += f" --time-zone {zone} --password-stdin"
            made = convene(folder, *words.split(), given=f"{PASSWORD}\n")
            assert made.returncode == 0, made.stdout + made.stderr
        yield started


@pytest.fixture(scope="module")
def ana(server: Server) -> Person:
    return Person(server.port, "ana@example.org", PASSWORD)


@pytest.fixture(scope="module")
def ben(server: Server) -> Person:
    return Person(server.port, "ben@example.org", PASSWORD)


def look(page: Page) -> None:
    page.evaluate(AXE.read_text())
    assert page.locator("html").evaluate(FIND) == []
    assert page.evaluate(OVERFLOW) <= 0


def frame(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time of the meeting")


def at_this_time(page: Page) -> Locator:
    return page.get_by_role("region", name="Who is free when")


def holds(whose: Person) -> list[dict[str, Any]]:
    return list(whose.on_another_page().call("GET", "/holds")[1]["data"])


def test_nothing_suits_until_something_gives(server: Server, ana: Person, ben: Person) -> None:
    room = {"name": "Blue", "capacity": 6, "location": "", "equipment": ["screen"], "time_zone": HOME["Ana"]}
    status, made = ana.call("POST", "/rooms", room)
    assert status == 201, made
    with sync_playwright() as playwright, browser_page(playwright, "Europe/Paris") as page:
        faults = complaints(page)
        sign_in(page, server, f"/find/?{DAYS}&len=45")
        expect(page.get_by_role("heading", name="Choose whom to meet")).to_be_visible()
        choose_ben(page)
        a_way_out_is_taken(page)
        the_frame_is_dragged(page)
        a_room_is_kept_and_given_back(page, ana)
        it_becomes_a_meeting(page, ana, ben)
        assert faults == []


def choose_ben(page: Page) -> None:
    page.get_by_role("combobox", name="People").fill("ben")
    page.get_by_role("option", name="Ben").click()
    expect(page.get_by_text("no time suits all 2")).to_be_visible()
    expect(page.get_by_text("In the way: ")).to_contain_text("working hours")
    page.get_by_role("button", name=re.compile("Ben.?, has to come")).click()
    expect(page.get_by_text(re.compile("all but .?Ben.? .optional")).first).to_be_visible()
    page.get_by_role("button", name=re.compile("Ben.?, need not come")).click()
    expect(page.get_by_text("no time suits all 2")).to_be_visible()
    look(page)


def a_way_out_is_taken(page: Page) -> None:
    way = page.get_by_role("region", name="Suggestions").get_by_role("button", name=OUTSIDE)
    expect(way).to_contain_text(re.compile(r"\d+ times, best "))
    way.click()
    cards = page.get_by_role("region", name="Suggestions").get_by_role("listitem")
    expect(cards).to_have_count(5)
    # A quarter of an hour past the hour in Kathmandu is half past in St John's.
    expect(cards.first).to_contain_text("St Johns")
    expect(cards.first).to_contain_text("everyone is free")
    expect(page).to_have_url(re.compile("hours=any"))
    look(page)


def the_frame_is_dragged(page: Page) -> None:
    handle = frame(page)
    handle.scroll_into_view_if_needed()
    before = handle.get_attribute("aria-valuenow")
    box = handle.bounding_box()
    assert box
    assert before
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 20)
    page.mouse.move(x, y + 52, steps=5)  # two half hours
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", str(int(before) + 60))
    page.get_by_role("radio", name="People").check(force=True)
    rows = page.get_by_role("list", name="hour by hour for each")
    expect(rows.get_by_role("listitem")).to_have_count(2)
    look(page)
    page.get_by_role("radio", name="Week").check(force=True)


def a_room_is_kept_and_given_back(page: Page, ana: Person) -> None:
    asked = page.url + "&rooms=2"
    page.goto(asked)
    card = page.get_by_role("region", name="Suggestions").get_by_role("listitem").first
    expect(card).to_contain_text(re.compile("Blue.? is free"))
    card.get_by_role("button", name="Use ").click()
    expect(page.get_by_text("is held for you until")).to_be_visible()
    [held] = holds(ana)
    assert (len(held["rooms"]), held["people"]) == (1, [])
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url("**/calendar/**")
    page.wait_for_timeout(500)
    assert holds(ana) == []
    page.goto(asked)


def it_becomes_a_meeting(page: Page, ana: Person, ben: Person) -> None:
    card = page.get_by_role("region", name="Suggestions").get_by_role("listitem").first
    card.get_by_role("button", name="Use ").click()
    expect(page.get_by_text("is held for you until")).to_be_visible()
    page.get_by_label("Title").fill("Across the world")
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("heading", name="Across the world", level=1)).to_be_visible()
    made = titled(ana, "Across the world")
    assert [guest["person_id"] for guest in made["guests"] if guest["role"] != "chair"] == [ben.id]
    assert [room["name"] for room in made["rooms"]] == ["Blue"]
    assert holds(ana) == []


def test_by_keys_alone(server: Server, ana: Person, ben: Person) -> None:
    with sync_playwright() as playwright, browser_page(playwright, "Pacific/Auckland") as page:
        faults = complaints(page)
        page.goto(f"{server.url}/login/?next=/meetings/")
        page.get_by_label("E-mail").fill("ben@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/meetings/**")
        in_words_without_a_time(page)
        by_the_frame(page, ana, ben)
        assert faults == []


def in_words_without_a_time(page: Page) -> None:
    line = page.get_by_role("dialog", name="Quick add")
    for _ in range(100):  # keys are heard once the page has settled
        page.keyboard.press("q")
        page.wait_for_timeout(200)
        if line.is_visible():
            break
    page.keyboard.type("Handover with ana")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/**")
    expect(page.get_by_text("no time suits all 2")).to_be_visible()
    expect(page.get_by_role("list", name="People who are asked about")).to_contain_text("Ana")


def reach(page: Page, wanted: Locator) -> None:
    expect(wanted).to_be_visible()
    for _ in range(80):
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never led there")


def by_the_frame(page: Page, ana: Person, ben: Person) -> None:
    handle = frame(page)
    reach(page, handle)
    expect(at_this_time(page)).to_contain_text("Not offered: outside the working hours of")
    before = handle.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowDown")
    expect(handle).not_to_have_attribute("aria-valuetext", before or "")
    page.keyboard.press("ArrowUp")
    expect(handle).to_have_attribute("aria-valuetext", before or "")
    page.keyboard.press("Shift+ArrowDown")
    expect(handle).not_to_have_attribute("aria-valuetext", before or "")
    reach(page, page.get_by_role("region", name="Suggestions").get_by_role("button", name=OUTSIDE))
    page.keyboard.press("Enter")
    use = page.get_by_role("region", name="Suggestions").get_by_role("button", name="Use ").first
    reach(page, use)
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/new/**")
    expect(page.get_by_label("Title")).to_have_value("Handover")
    page.get_by_label("Title").press("Control+Enter")
    expect(page.get_by_role("heading", name="Handover", level=1)).to_be_visible()
    made = titled(ben, "Handover")
    assert [guest["person_id"] for guest in made["guests"] if guest["role"] != "chair"] == [ana.id]
