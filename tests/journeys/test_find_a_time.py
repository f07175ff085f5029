"""Two people on opposite sides of the world look for a time: by mouse, by keys alone, and by finger."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import DESK, PHONE, browser_page, comes_to
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.test_making_and_editing import titled
from tests.journeys.test_without_a_mouse import Keys

HOME = {"Ana": "Asia/Kathmandu", "Ben": "America/St_Johns"}
"""Nine hours apart and more: the two are never at work at the same time."""
MONDAY = (lambda today: today + timedelta(days=14 - today.weekday()))(datetime.now(UTC).date())
DAYS = f"from={MONDAY}&to={MONDAY + timedelta(days=6)}&len=45"
OUTSIDE = "Allow times outside working hours"
NOBODY = "no time suits all 2"
# Names stand between isolates, which nobody sees: ".?" beside them.


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("finding")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, zone in HOME.items():
            add_person(folder, name, zone=zone)
        room = {"name": "Blue", "capacity": 6, "equipment": ["screen"], "time_zone": HOME["Ana"]}
        status, answer = Person(started.port, "ana@example.org", PASSWORD).call("POST", "/rooms", room)
        assert status == 201, answer
        yield started


def sign_in(page: Page, server: Server, name: str, path: str) -> None:
    page.goto(f"{server.url}/login/?next={path.replace('&', '%26')}")
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")


def look(page: Page) -> None:
    page.evaluate(AXE.read_text())
    assert page.locator("html").evaluate(FIND) == []
    assert page.evaluate(OVERFLOW) <= 0


def suggestions(page: Page) -> Locator:
    return page.get_by_role("region", name="Suggestions")


def cards(page: Page) -> Locator:
    return suggestions(page).get_by_role("listitem").filter(has=page.get_by_role("button", name="Use this"))


def frame(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time of the meeting")


def held_by(whose: Person) -> list[dict[str, Any]]:
    return list(whose.on_another_page().call("GET", "/holds")[1]["data"])


def guests_of(meeting: dict[str, Any]) -> list[str]:
    return [guest["name"] for guest in meeting["guests"]]


def test_nothing_suits_until_something_gives(
    server: Server, ana: Person, ben: Person, playwright: Playwright
) -> None:
    with browser_page(playwright, "Europe/Paris", DESK) as page:
        sign_in(page, server, "ana", f"/find/?{DAYS}")
        expect(page.get_by_role("heading", name="Choose whom to meet")).to_be_visible()
        choose_ben(page)
        take_the_way_out(page)
        drag_the_frame(page)
        keep_a_room_and_give_it_back(page, ana)
        make_it_a_meeting(page, ana, ben)
        move_it_to_another_time(page, ana)


def choose_ben(page: Page) -> None:
    page.get_by_role("combobox", name="People").fill("ben")
    page.get_by_role("option", name="Ben").click()
    expect(page.get_by_text(NOBODY)).to_be_visible()
    expect(page.get_by_role("option")).to_have_count(0)  # the list is not in the way
    expect(page.get_by_text("In the way: ")).to_contain_text(re.compile("working hours of .*Ana"))
    page.get_by_role("button", name=re.compile("Ben.* has to come")).click()
    expect(cards(page).first).to_contain_text(re.compile("all but .?Ben.? .optional"))
    page.get_by_role("button", name=re.compile("Ben.* need not come")).click()
    expect(page.get_by_text(NOBODY)).to_be_visible()
    look(page)


def take_the_way_out(page: Page) -> None:
    way = suggestions(page).get_by_role("button", name=OUTSIDE)
    expect(way).to_contain_text(re.compile(r"\d+ times, best "))
    way.click()
    expect(cards(page)).to_have_count(5)
    expect(page).to_have_url(re.compile("hours=any"))
    for said in ("everyone is free", "Kathmandu", "St Johns"):
        expect(cards(page).first).to_contain_text(said)
    # Whom it costs sleep is said, by their own clock.
    expect(cards(page).first).to_contain_text(re.compile(r"\d\d:\d\d for .?(Ben|Ana)"))


def drag_the_frame(page: Page) -> None:
    handle = frame(page)
    handle.scroll_into_view_if_needed()
    before = int(handle.get_attribute("aria-valuenow") or "")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    an_hour = box["height"] * 60 / 45  # as tall as the meeting is long
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + an_hour / 2)
    page.mouse.move(x, y + an_hour, steps=5)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", str(before + 60))
    show_as(page, "People")
    rows = page.get_by_role("list", name="hour by hour for each")
    expect(rows.get_by_role("listitem")).to_have_count(2)
    look(page)
    show_as(page, "Week")
    expect(rows).to_have_count(0)


def show_as(page: Page, name: str) -> None:
    page.get_by_role("radiogroup", name="Shown as").locator("label").filter(has_text=name).click()


def keep_a_room_and_give_it_back(page: Page, ana: Person) -> None:
    asked = f"{page.url}&rooms=2"
    page.goto(asked)
    use_the_best(page)
    [held] = held_by(ana)
    assert (len(held["rooms"]), held["people"]) == (1, [])
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url("**/calendar/**")
    comes_to([], lambda: held_by(ana), page)
    page.goto(asked)


def use_the_best(page: Page) -> None:
    best = cards(page).first
    expect(best).to_contain_text(re.compile("Blue.? is free"))
    best.get_by_role("button", name="Use this").click()
    expect(page.get_by_text("is held for you until")).to_be_visible()


def make_it_a_meeting(page: Page, ana: Person, ben: Person) -> None:
    use_the_best(page)
    page.get_by_label("Title").fill("Across the world")
    page.get_by_role("button", name="Save and send").click()
    expect(page.get_by_role("heading", name="Across the world", level=1)).to_be_visible()
    made = titled(ana, "Across the world")
    assert guests_of(made) == ["Ben"]
    assert [room["name"] for room in made["rooms"]] == ["Blue"]
    assert made["start"]["time_zone"] == HOME["Ana"]
    assert held_by(ana) == []


def move_it_to_another_time(page: Page, ana: Person) -> None:
    before = titled(ana, "Across the world")["start"]
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Find another time").click()
    expect(page.get_by_text(re.compile("^For “Across the world”, which is"))).to_be_visible()
    page.get_by_role("button", name=re.compile(f"^{OUTSIDE}")).click()
    suggestions(page).get_by_role("button", name=re.compile("^Move here")).first.click()
    expect(page.get_by_role("heading", name="Across the world", level=1)).to_be_visible()
    comes_to(True, lambda: titled(ana, "Across the world")["start"] != before, page)


def test_by_keys_alone(server: Server, ana: Person, ben: Person, playwright: Playwright) -> None:
    with browser_page(playwright, "Pacific/Auckland", DESK) as page:
        sign_in(page, server, "ben", "/meetings/")
        expect(page.get_by_role("heading", name="Meetings", level=1)).to_be_visible()
        ask_in_words(page)
        see_why_not(page)
        use_what_a_way_out_finds(page)
        assert guests_of(titled(ben, "Handover")) == ["Ana"]


def ask_in_words(page: Page) -> None:
    page.keyboard.press("q")
    line = page.get_by_role("dialog", name="Quick add")
    expect(line.get_by_label("In a few words")).to_be_focused()
    page.keyboard.type("Handover with ana")
    expect(line).to_contain_text("Find a time")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/**")
    expect(page.get_by_text(NOBODY)).to_be_visible()
    expect(page.get_by_role("list", name="People who are asked about")).to_contain_text("Ana")


def see_why_not(page: Page) -> None:
    """The frame goes where the arrows say, and the page says what is wrong with that time."""
    handle = frame(page)
    Keys(page).reach(handle)
    here = page.get_by_role("region", name="Who is free when")
    expect(here).to_contain_text(re.compile("Not offered: outside the working hours of .?(Ana|Ben)"))
    at = int(handle.get_attribute("aria-valuenow") or "")
    for key, minutes in (("ArrowDown", 15), ("ArrowUp", 0), ("Shift+ArrowDown", 24 * 60)):
        page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuenow", str(at + minutes))


def use_what_a_way_out_finds(page: Page) -> None:
    keys = Keys(page)
    page.get_by_role("heading", level=1).click()  # from the beginning of the page
    keys.press(suggestions(page).get_by_role("button", name=OUTSIDE))
    expect(cards(page)).to_have_count(5)
    keys.press(cards(page).first.get_by_role("button", name="Use this"))
    page.wait_for_url("**/meetings/new/**")
    expect(page.get_by_label("Title")).to_have_value("Handover")
    page.get_by_label("Title").press("Control+Enter")
    expect(page.get_by_role("heading", name="Handover", level=1)).to_be_visible()


def test_by_finger(server: Server, ana: Person, ben: Person, playwright: Playwright) -> None:
    with browser_page(playwright, "Europe/Paris", PHONE) as page:
        sign_in(page, server, "ana", f"/find/?{DAYS}&who={ana.id},{ben.id}&rooms=2")
        expect(page.get_by_text(NOBODY)).to_be_visible()
        look(page)
        suggestions(page).get_by_role("button", name=OUTSIDE).tap()
        expect(cards(page)).to_have_count(5)
        # What is best comes first; the grid is there for whoever wants to see for themselves.
        expect(frame(page)).to_have_count(0)
        page.get_by_role("button", name="Show the grid").tap()
        expect(frame(page)).to_be_visible()
        look(page)
        use = cards(page).first.get_by_role("button", name="Use this")
        use.scroll_into_view_if_needed()
        box = use.bounding_box()
        assert box
        assert box["height"] >= 44
        use.tap()
        expect(page.get_by_text("is held for you until")).to_be_visible()
        page.get_by_label("Title").fill("On the way")
        page.get_by_role("button", name="Save and send").tap()
        expect(page.get_by_role("heading", name="On the way", level=1)).to_be_visible()
        assert guests_of(titled(ana, "On the way")) == ["Ben"]
