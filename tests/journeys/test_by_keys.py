"""The keyboard alone: early keys, sequences, the palette, keys of one's own, and none."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, browser_page, comes_to, complaints
from tests.journeys.for_everybody import OVERFLOW
from tests.journeys.spring import WEEK, day
from tests.journeys.test_settings_and_admin import signed_in
from tests.journeys.test_signing_in_with_more import seen

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("keys")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, role in (("ana", "admin"), ("ben", "member")):
            add_person(folder, name.title(), role=role)
        yield started


def planned(person: Person, title: str, day: str) -> str:
    start, end = ({"date_time": f"{day}T{hour}:00:00", "time_zone": "Europe/Paris"} for hour in ("09", "10"))
    status, answer = person.call("POST", "/meetings", {"title": title, "start": start, "end": end})
    assert status == 201, answer
    return str(answer["id"])


def decided(person: Person, meeting_id: str, text: str) -> None:
    body = {"kind": "decision", "text": text, "original_start": None, "owner_id": None, "due": None}
    status, answer = person.call("POST", f"/meetings/{meeting_id}/minutes", body)
    assert status == 201, answer


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What would you like to do?")).to_be_focused()


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_paper_has_the_page_alone(server: Server, playwright: Playwright) -> None:
    ana = Person(server.port, "ana@example.org", PASSWORD)
    review = planned(ana, "On paper", str(day("Thu")))
    decided(ana, review, "We print less")
    with browser_page(playwright, "Europe/Paris") as page:
        signed_in(page, server, "ana", quote(WEEK))
        main = page.get_by_role("main")
        meeting = main.get_by_role("button", name=re.compile("^On paper,"))
        seen(meeting)
        page.emulate_media(media="print")
        seen(meeting)
        assert meeting.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
        assert main.locator(".timegrid-sheet").evaluate(BEYOND) <= 0
        with_nothing_around(page)
        assert sheets(page) == 1

        page.emulate_media(media="screen")
        page.goto(f"{server.url}/meetings/{review}/?part=minutes")
        decision = main.get_by_role("textbox", name="Decision 1")
        expect(decision).to_have_value("We print less")
        page.emulate_media(media="print")
        seen(decision)
        expect(main.get_by_role("button", name="Edit", exact=True)).to_have_count(0)
        with_nothing_around(page)
        assert sheets(page) == 1


BEYOND = "sheet => sheet.getBoundingClientRect().bottom - sheet.parentElement.getBoundingClientRect().bottom"
"""How many pixels of the day are cut off."""


def with_nothing_around(page: Page) -> None:
    seen(page.get_by_role("main").get_by_role("heading", level=1))
    for role in ("navigation", "complementary", "toolbar", "tablist"):
        expect(page.get_by_role(role)).to_have_count(0)  # type: ignore[arg-type]
    assert page.evaluate(OVERFLOW) <= 0


def test_everything_is_done_by_keys(server: Server, playwright: Playwright) -> None:
    ana, ben = (Person(server.port, f"{name}@example.org", PASSWORD) for name in ("ana", "ben"))
    decided(ana, planned(ana, "Café planning", str(day("Tue"))), "We bake on Fridays")
    planned(ben, "Planning a surprise", str(day("Wed")))
    with browser_page(playwright, "Europe/Paris") as page:
        faults = complaints(page)
        press = page.keyboard.press
        signed_in(page, server, "ana", "/meetings/")
        seen(page.get_by_role("heading", name="Meetings", level=1))

        # Pressed as soon as there is a page, long before anybody hears.
        page.goto(f"{server.url}/meetings/", wait_until="commit")
        page.locator("#main").wait_for(state="attached")
        press("g")
        press("i")
        seen(page.get_by_role("heading", name="Inbox", level=1))

        # What can follow is said.
        hint = page.get_by_role("status").filter(has_text="Go to the calendar")
        comes_to(True, lambda: press("g") or hint.is_visible(), page)
        # It shows for little more than half a second, after which a key stands for itself.
        expect(hint).to_have_count(0)
        press("g")
        press("c")
        seen(page.get_by_role("button", name="Today", exact=True))

        # The palette does, finds what one may see, and gives the focus back.
        heading = page.get_by_role("heading", level=1).get_by_role("button")
        heading.focus()
        palette(page)
        page.keyboard.type("planning cafe")
        expect(page.get_by_role("option", name="Open Café planning")).to_have_attribute(
            "aria-selected", "true"
        )
        expect(page.get_by_role("option", name=re.compile("surprise"))).to_have_count(0)
        press("Escape")
        expect(heading).to_be_focused()
        palette(page)
        page.keyboard.type(">month")
        expect(page.get_by_role("option", name=re.compile("^Show a month"))).to_have_attribute(
            "aria-selected", "true"
        )
        press("Enter")
        seen(page.get_by_role("grid", name=re.compile(r"^\w+ \d{4}$")))
        palette(page)
        page.keyboard.type("go to a date")
        press("Enter")
        seen(page.get_by_role("button", name="Back from “Go to a date”"))
        press("Backspace")
        expect(page.get_by_role("button", name="Back from “Go to a date”")).to_have_count(0)
        page.keyboard.type("lunch with ben tomorrow 12:30")
        seen(page.get_by_role("option", name=re.compile("^Create “lunch”")))
        press("Escape")

        # What is to be printed is asked first, and printed once it is there.
        html = page.locator("html")
        html.evaluate("html => (window.print = () => html.setAttribute('data-paper', html.style.cssText))")
        palette(page)
        page.keyboard.type(">print")
        press("Enter")
        asked = page.get_by_role("dialog", name="Print")
        asked.get_by_role("radio", name="Month").press("ArrowLeft")
        asked.get_by_role("radio", name="Whole days").press("Space")
        asked.get_by_role("button", name="Print…").press("Enter")
        expect(html).to_have_attribute("data-paper", re.compile("--print-hours: 24"))
        seen(page.get_by_role("grid", name=re.compile(" time$")))

        # What was written in a meeting is found too, and leads to where it stands.
        palette(page)
        page.keyboard.type("bake fridays")
        written = page.get_by_role("option", name=re.compile("^We bake on Fridays"))
        expect(written).to_have_attribute("aria-selected", "true")
        press("Enter")
        minutes = page.get_by_role("heading", name="Minutes", level=2)
        expect(minutes).to_be_focused()
        expect(minutes).to_be_in_viewport()

        # The page of what is found.
        press("/")
        expect(page.get_by_role("searchbox", name="Search people, rooms and meetings")).to_be_focused()
        page.keyboard.type("plan")
        seen(page.get_by_role("link", name="Café planning"))
        expect(page.get_by_role("link", name=re.compile("surprise"))).to_have_count(0)
        field = page.get_by_role("searchbox", name="Search people, rooms and meetings")
        field.fill("bake")
        seen(page.get_by_role("region", name="Agendas, minutes and chats").get_by_role("link"))
        expect(page.get_by_role("link", name="Café planning")).to_have_count(0)
        field.press("ArrowDown")
        press("Enter")
        seen(page.get_by_role("heading", name="Café planning", level=1))

        # A sequence of one's own, which the sheet shows; a key that is taken is refused with its name.
        page.goto(f"{server.url}/settings/keyboard/")
        page.get_by_role("button", name="Change the key for: Go to meetings").press("Enter")
        press("v")
        press("m")
        seen(page.get_by_text("Saved", exact=True))
        page.get_by_role("button", name="Change the key for: Search").press("Enter")
        press("q")
        seen(page.get_by_text("Q is taken: Quick add"))
        page.get_by_role("heading", level=1).click()
        press("?")
        sheet = page.get_by_role("dialog", name="Keys")
        sheet.get_by_label("Search the keys").fill("go to meetings")
        expect(sheet.get_by_role("listitem").filter(has_text="Go to meetings")).to_contain_text("V then M")
        press("Escape")
        press("v")
        press("m")
        seen(page.get_by_role("heading", name="Meetings", level=1))

        # None at all: only what has a modifier.
        page.goto(f"{server.url}/settings/keyboard/")
        page.get_by_role("switch", name="Use single keys").press("Space")
        seen(page.get_by_text("Saved", exact=True))
        page.get_by_role("heading", level=1).click()
        for key in ("v", "m", "?", "q"):
            press(key)
        palette(page)
        expect(page.get_by_role("dialog")).to_have_count(1)
        press("Escape")
        assert faults == []
