"""Whom one meets with, and where: a free room is found, booked by keys and by mouse, and others see it."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect, sync_playwright

from tests.entrypoints.cli.serving import PASSWORD, Server, convene, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import DESK, PHONE, browser_page, complaints, zone_at_noon

ROOMS = (
    ("Aurora", 12, ["beamer", "video"]),
    ("Blue room", 6, ["beamer"]),
    ("Cellar", 8, ["beamer"]),
    ("Garden", 4, ["whiteboard"]),
)
SOON = 3_000
"""Milliseconds until others see it: about one, and two more for browsers that share a machine."""


class House:
    """Kim looks after the rooms, Jo is a colleague far away; the Cellar is taken all day."""

    def __init__(self, server: Server, zone: str) -> None:
        self.server, self.zone = server, ZoneInfo(zone)
        self.kim, self.jo = (Person(server.port, f"{name}@example.org", PASSWORD) for name in ("kim", "jo"))
        self.rooms = {}
        for name, capacity, equipment in ROOMS:
            room = {"name": name, "capacity": capacity, "equipment": equipment}
            self.rooms[name] = str(self.ask("POST", "/rooms", room)["id"])
        today = datetime.now(UTC).astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        times = {"start": today, "end": today + timedelta(days=1)}
        moments = {name: {"date_time": f"{at:%FT%T}", "time_zone": zone} for name, at in times.items()}
        secret = {"title": "Secret", "rooms": [self.rooms["Cellar"]], **moments}
        self.ask("POST", "/meetings", secret, by=self.jo)

    def ask(self, method: str, path: str, body: object = None, by: Person | None = None) -> Any:
        # A browser takes its time; a connection that waited for it may be closed by now.
        person = by or self.kim
        person.connection.close()
        status, answer = person.call(method, path, body)
        assert status < 300, answer
        return answer

    def bookings(self, room: str) -> list[tuple[str, str, str]]:
        """Title, start and end of what takes a room in these days, by the clocks here."""
        today = datetime.now(UTC)
        window = f"from={today - timedelta(days=1):%FT00:00:00Z}&to={today + timedelta(days=3):%FT00:00:00Z}"
        entries = self.ask("GET", f"/calendar?{window}&rooms={self.rooms[room]}")["data"]
        return [(each["title"], self.clock(each["start"]), self.clock(each["end"])) for each in entries]

    def clock(self, moment: dict[str, str]) -> str:
        return f"{datetime.fromisoformat(moment['utc']).astimezone(self.zone):%H:%M}"

    def open(self, page: Page, name: str, path: str) -> None:
        page.goto(f"{self.server.url}/login/?next={path}")
        page.get_by_label("E-mail").fill(f"{name}@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, here = tmp_path_factory.mktemp("rooms"), zone_at_noon()
    with server_on(folder, CONVENE_LOG_LEVEL="error") as server:
        for name, role, zone in (("kim", "admin", here), ("jo", "member", "Pacific/Kiritimati")):
            words = f"person create --email {name}@example.org --name {name.title()} --role {role}"
            arguments = [*words.split(), "--password-stdin", "--time-zone", zone]
            made = convene(folder, *arguments, given=f"{PASSWORD}\n")
            assert made.returncode == 0, made.stdout + made.stderr
        yield House(server, here)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def line(page: Page, room: str) -> Locator:
    return page.get_by_role("group", name=room, exact=True)


def booking(page: Page, room: str, named: str) -> Locator:
    return line(page, room).get_by_role("button", name=re.compile(f"^{named}"))


def names_of_rooms(page: Page) -> Locator:
    return page.get_by_role("grid").get_by_role("rowheader").get_by_role("link")


def name_it(page: Page, title: str) -> float:
    """In the card that has opened; returns when it was sent, in seconds of a clock that only runs."""
    card = page.get_by_role("dialog", name="New meeting")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    sent = time.monotonic()
    expect(card).to_have_count(0)
    return sent


@pytest.mark.against_the_clock
def test_a_free_room_is_found_and_booked_and_others_see_it(house: House, playwright: Playwright) -> None:
    zone = str(house.zone)
    with browser_page(playwright, zone, DESK) as page, browser_page(playwright, zone, DESK) as other:
        faults = complaints(page) + complaints(other)
        house.open(other, "jo", "/rooms/")
        expect(names_of_rooms(other)).to_have_text([name for name, *_ in ROOMS])
        house.open(page, "kim", "/rooms/")
        find_one_with_a_beamer_for_six(page)
        book_by_keys(house, page, other)
        book_by_mouse(house, page, other)
        meet_a_colleague(page)
        look_at_a_room(page)
        assert faults == []


def find_one_with_a_beamer_for_six(page: Page) -> None:
    page.get_by_role("button", name="Any size Seats").click()
    page.get_by_role("option", name="6 or more").click()
    page.get_by_role("button", name="beamer").click()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room", "Cellar"])
    page.get_by_role("button", name="Any time Free").click()
    page.get_by_role("option", name="Now").click()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])
    assert page.url.endswith("/rooms/?seats=6&with=beamer&free=now")
    page.reload()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])


def book_by_keys(house: House, page: Page, other: Page) -> None:
    """An hour from the half hour that runs, in the second line."""
    page.get_by_role("searchbox").press("ArrowDown")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", re.compile(r"^Aurora, .*, free$"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile(r"^Blue room, .*, free$"))
    began = re.search(r"(\d\d:\d\d), free$", focused.get_attribute("aria-label") or "")
    assert began
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    sent = name_it(page, "Review")
    expect(booking(other, "Blue room", "Busy, ")).to_be_visible(timeout=SOON)
    print(f"seen by others {time.monotonic() - sent:.2f} s after it was sent")
    hour, minute = map(int, began.group(1).split(":"))
    [(title, start, end)] = house.bookings("Blue room")
    assert (title, start, end) == ("Review", began.group(1), f"{(hour + 1) % 24:02}:{minute:02}")
    # Taken now, it is shown to nobody any more who looks for a free one, but to whoever has it.
    expect(booking(page, "Blue room", "Review, ")).to_be_visible()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])


def book_by_mouse(house: House, page: Page, other: Page) -> None:
    page.get_by_role("button", name="Clear").click()
    for each in (page, other):
        each.get_by_role("button", name="Later").click()
    tomorrow = datetime.now(UTC).astimezone(house.zone) + timedelta(days=1)
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_contain_text(f"{tomorrow:%A}")
    draw(page, "Aurora", 10, 11.5)
    sent = name_it(page, "Workshop")
    expect(booking(other, "Aurora", "Busy, ")).to_be_visible(timeout=SOON)
    print(f"seen by others {time.monotonic() - sent:.2f} s after it was sent")
    expect(booking(page, "Aurora", "Workshop, ")).to_be_visible()
    assert house.bookings("Aurora") == [("Workshop", "10:00", "11:30")]
    draw(other, "Aurora", 9, 12)  # it ends where the room is taken
    name_it(other, "Before")
    expect(booking(other, "Aurora", "Before, .* 09:00 to 10:00")).to_be_visible()


def draw(page: Page, room: str, start: float, end: float) -> None:
    """With the mouse along the line of a room, from one hour to another."""
    free = line(page, room)
    free.scroll_into_view_if_needed()
    box = free.bounding_box()
    assert box
    points = [box["x"] + box["width"] * hour / 24 for hour in (start + 0.05, end - 0.05)]
    height = box["y"] + box["height"] / 2
    page.mouse.move(points[0], height)
    page.mouse.down()
    page.mouse.move(sum(points) / 2, height)
    page.mouse.move(points[1], height)
    page.mouse.up()


def meet_a_colleague(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").first.click()
    rows = page.get_by_role("main").get_by_role("listitem")
    expect(rows).to_have_count(2)
    page.get_by_role("searchbox").fill("jo@")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Kiritimati, GMT+14")
    expect(rows.first.get_by_text("Online")).to_have_count(1)
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Jo")).to_be_visible()
    # That Jo has something is to be seen, and not what.
    expect(page.get_by_role("button", name=re.compile("^Busy, ")).first).to_be_visible()
    expect(page.get_by_text("Secret")).to_have_count(0)
    page.get_by_role("button", name="Meet").click()
    composer = page.get_by_role("dialog", name="New meeting")
    expect(composer.get_by_role("grid", name="Guests")).to_contain_text("Jo")
    page.keyboard.press("Escape")
    expect(composer).to_have_count(0)


def look_at_a_room(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").first.click()
    page.get_by_role("link", name="Rooms", exact=True).click()
    page.get_by_role("rowheader").get_by_role("link", name="Garden").click()
    expect(page.get_by_role("heading", level=1, name="Garden")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("4 seats")
    page.get_by_role("button", name="Book it").click()
    composer = page.get_by_role("dialog", name="New meeting")
    expect(composer.get_by_role("grid", name="Rooms")).to_contain_text("Garden")


def test_a_phone_has_a_card_for_each_room(house: House, playwright: Playwright) -> None:
    with browser_page(playwright, str(house.zone), PHONE) as page:
        house.open(page, "kim", "/rooms/")
        cards = page.get_by_role("list", name="Rooms").get_by_role("listitem")
        expect(cards).to_have_count(4)
        expect(cards.filter(has_text="Cellar")).to_contain_text("Taken for the rest of the day")
        page.get_by_role("button", name="Book Garden").tap()
        card = page.get_by_role("dialog", name="New meeting")
        expect(card).to_contain_text("Garden")
        name_it(page, "From the street")
        assert [title for title, *_ in house.bookings("Garden")] == ["From the street"]
