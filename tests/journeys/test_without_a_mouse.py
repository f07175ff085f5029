"""All that a day asks for, by finger on a phone and by keys alone, on clocks that are not the browser's."""

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.entrypoints.cli.serving import Server, add_person, server_on
from tests.journeys.browsers import DESK, PHONE, browser_page, comes_to
from tests.journeys.spring import day, said
from tests.journeys.test_signing_in_with_more import seen
from tests.journeys.test_the_calendar import ZONES, Diary, Finger, entry, place, saved, sign_in

HAS_FOCUS = "(element) => element === document.activeElement"
DAY = f"/calendar/?v=day&d={day('Tue+4')}"


class Hand(Protocol):
    """One way to work a page, and no other."""

    def press(self, target: Locator) -> None: ...
    def write(self, target: Locator, words: str) -> None: ...
    def choose(self, radio: Locator) -> None: ...
    def put_later(self, meeting: Locator) -> None:
        """By a quarter of an hour or more, the same day."""


class Fingers:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.tap()

    def write(self, target: Locator, words: str) -> None:
        target.tap()
        self.page.keyboard.type(words)

    def choose(self, radio: Locator) -> None:
        radio.locator("xpath=ancestor::label").tap()

    def put_later(self, meeting: Locator) -> None:
        finger = Finger(self.page)
        box = meeting.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + 12
        finger.drag(
            middle, (middle[0], middle[1] + place(self.page, 0, 1)[1] - place(self.page, 0, 0)[1]), 400
        )
        expect(self.page.locator(".timegrid-ghost")).to_be_visible()
        finger.lift()


class Keys:
    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(150):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.type(words)

    def choose(self, radio: Locator) -> None:
        self.reach(radio.locator("xpath=ancestor::*[@role='radiogroup']").get_by_role("radio", checked=True))
        for _ in range(5):
            if radio.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"no arrow comes to {radio}")

    def put_later(self, meeting: Locator) -> None:
        self.reach(meeting)
        self.page.keyboard.press("Shift+ArrowDown")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("day")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, zone in ZONES.items():
            add_person(folder, name.title(), role="member", zone=zone)
        yield started


def test_a_day_by_finger(server: Server, playwright: Playwright) -> None:
    me, other = Diary(server, "kim"), Diary(server, "jo")
    with browser_page(playwright, "America/St_Johns", PHONE) as page:
        sign_in(page, server, "kim")
        spend_a_day(page, server, Fingers(page), me, other)


def test_a_day_by_keys_alone(server: Server, playwright: Playwright) -> None:
    me, other = Diary(server, "jo"), Diary(server, "kim")
    with browser_page(playwright, "Asia/Kathmandu", DESK) as page:
        sign_in(page, server, "jo")
        spend_a_day(page, server, Keys(page), me, other)


def spend_a_day(page: Page, server: Server, hand: Hand, me: Diary, other: Diary) -> None:
    asked = invited(other, me)
    make_and_move(page, server, hand, me)
    answer(page, server, hand, asked, other)
    talk_and_write_down(page, hand, asked, me)
    choose_the_dark(page, server, hand)


def invited(host: Diary, guest: Diary) -> str:
    meeting_id = host.put("Budget", "Tue 10:00", "Tue 11:00")
    host.ask("POST", f"/meetings/{meeting_id}/guests", [{"person_id": guest.person.id}])
    return meeting_id


def make_and_move(page: Page, server: Server, hand: Hand, me: Diary) -> None:
    page.goto(f"{server.url}{DAY}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{day('Tue+4'):%b}")
    hand.press(page.get_by_role("link", name="New meeting").last)
    card = page.get_by_role("dialog", name="New meeting")
    hand.write(card.get_by_label("Title"), "Lunch")
    with page.expect_response(lambda each: each.url.endswith("/meetings") and each.ok):
        hand.press(card.get_by_role("button", name="Save"))
    expect(entry(page, "Lunch")).to_be_visible()
    before = starts(me, "Lunch")
    saved(page, lambda: hand.put_later(entry(page, "Lunch")))
    assert starts(me, "Lunch") > before


def starts(diary: Diary, title: str) -> str:
    """By the clocks of whose diary it is."""
    window = f"from={day('Mon+4')}T00:00:00Z&to={day('Fri+4')}T00:00:00Z"
    entries = diary.ask("GET", f"/calendar?{window}")["data"]
    [found] = [each for each in entries if each["title"] == title]
    moment = found["start"]
    assert moment["time_zone"] == diary.zone
    assert said(moment["date_time"]).startswith("Tue+4 ")
    return str(moment["date_time"])


def answer(page: Page, server: Server, hand: Hand, meeting_id: str, host: Diary) -> None:
    page.goto(f"{server.url}/inbox/")
    row = page.get_by_role("main").get_by_role("listitem").filter(has_text="Budget")
    hand.press(row.get_by_role("button", name="Yes"))
    expect(row).to_have_count(0)
    news = page.locator("div.pointer-events-auto", has_text="You said yes")
    with page.expect_response(lambda each: each.url.endswith("/done")):
        hand.press(news.get_by_role("button", name="Dismiss"))
    [guest] = host.ask("GET", f"/meetings/{meeting_id}")["guests"]
    assert guest["response"]["status"] == "accepted"


def talk_and_write_down(page: Page, hand: Hand, meeting_id: str, me: Diary) -> None:
    hand.press(page.get_by_role("link", name="Updates"))
    row = page.get_by_role("main").get_by_role("listitem").filter(has_text="Budget").first
    hand.press(row.get_by_role("link").first)
    seen(page.get_by_role("heading", name="Budget", level=1))

    open_part(page, hand, "Chat")
    hand.write(page.get_by_role("textbox", name="Write a message"), "Figures are in the folder.")
    hand.press(page.get_by_role("button", name="Send"))
    seen(page.get_by_role("log").get_by_text("Figures are in the folder."))

    open_part(page, hand, "Minutes")
    hand.press(page.get_by_role("button", name="Decision", exact=True))
    hand.write(page.get_by_role("textbox", name="Decision 1"), "We spend less")
    seen(page.get_by_text("Saved").first)
    for part, text in (("minutes", "We spend less"), ("messages", "Figures are in the folder.")):
        comes_to([text], partial(texts, me, f"/meetings/{meeting_id}/{part}"), page)


def texts(me: Diary, path: str) -> list[str]:
    return [each["text"] for each in me.ask("GET", path)["data"]]


def open_part(page: Page, hand: Hand, name: str) -> None:
    """By its tab on a phone; on a desk all are there but the chat, whose key is 3."""
    if isinstance(hand, Fingers):
        hand.press(page.get_by_role("tab", name=name))
    elif name == "Chat":
        page.keyboard.press("3")


def choose_the_dark(page: Page, server: Server, hand: Hand) -> None:
    page.goto(f"{server.url}/settings/appearance/")
    hand.choose(page.get_by_role("radio", name="Dark"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    seen(page.get_by_text("Saved", exact=True))
    hand.press(page.get_by_role("button", name="Undo"))
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
