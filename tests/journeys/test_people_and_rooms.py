"""Whom one meets with, and where: a free room is found, booked by keys and by mouse, and others see it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import DESK, PHONE, browser_page, comes_to, zone_at_noon
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.test_the_calendar import drag

ROOMS = (
    ("Aurora", 12, ["beamer", "video"]),
    ("Blue room", 6, ["beamer"]),
    ("Cellar", 8, ["beamer"]),
    ("Garden", 4, ["whiteboard"]),
)


NEAR = {
    "Europe/Paris": "Europe/London",
    "America/New_York": "America/St_Johns",
    "America/Los_Angeles": "America/Denver",
    "Pacific/Auckland": "Pacific/Chatham",
    "Asia/Tokyo": "Australia/Adelaide",
    "Asia/Karachi": "Asia/Kathmandu",
}
"""Where it is about as late, though not quite: Jo has another clock, and the same day."""
ELSEWHERE = "Pacific/Kiritimati"
"""So the browsers say."""


class House:
    """Kim looks after the rooms, Jo is a colleague in another zone; the Cellar is taken all day."""

    def __init__(self, server: Server, zone: str) -> None:
        self.server, self.zone = server, ZoneInfo(zone)
        self.city_of_jo = NEAR[zone].split("/")[1].replace("_", " ")
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
        for name, role, zone in (("kim", "admin", here), ("jo", "member", NEAR[here])):
            add_person(folder, name.title(), role=role, zone=zone)
        yield House(server, here)


def look(page: Page) -> None:
    page.evaluate(AXE.read_text())
    assert page.locator("html").evaluate(FIND) == []
    assert page.evaluate(OVERFLOW) <= 0


def line(page: Page, room: str) -> Locator:
    return page.get_by_role("group", name=room, exact=True)


def booking(page: Page, room: str, named: str) -> Locator:
    return line(page, room).get_by_role("button", name=re.compile(f"^{named}"))


def names_of_rooms(page: Page) -> Locator:
    return page.get_by_role("grid").get_by_role("rowheader").get_by_role("link")


def name_it(page: Page, title: str) -> None:
    """In the card that has opened."""
    card = page.get_by_role("dialog", name="New meeting")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(card).to_have_count(0)


def test_a_free_room_is_found_and_booked_and_others_see_it(house: House, playwright: Playwright) -> None:
    with (
        browser_page(playwright, ELSEWHERE, DESK) as page,
        browser_page(playwright, ELSEWHERE, DESK) as other,
    ):
        house.open(other, "jo", "/rooms/")
        expect(names_of_rooms(other)).to_have_text([name for name, *_ in ROOMS])
        house.open(page, "kim", "/rooms/")
        find_one_with_a_beamer_for_six(page)
        book_by_keys(house, page, other)
        book_by_mouse(house, page, other)
        meet_a_colleague(page, house)
        look_at_a_room(page)


def find_one_with_a_beamer_for_six(page: Page) -> None:
    page.get_by_role("button", name="Any size Seats").click()
    page.get_by_role("option", name="6 or more").click()
    page.get_by_role("button", name="beamer").click()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room", "Cellar"])
    page.get_by_role("button", name="Any time Free").click()
    page.get_by_role("option", name="Now").click()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])
    expect(page).to_have_url(re.compile(r"/rooms/\?seats=6&with=beamer&free=now$"))
    look(page)
    page.reload()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])


def book_by_keys(house: House, page: Page, other: Page) -> None:
    """An hour from the half hour that runs, in the second line."""
    page.get_by_role("searchbox").press("ArrowDown")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", re.compile(r"^Aurora, .*, free$"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile(r"^Blue room, .*, free$"))
    found = re.search(r"(\d\d):(\d\d), free$", focused.get_attribute("aria-label") or "")
    assert found
    hour, minute = found.groups()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    name_it(page, "Review")
    expect(booking(other, "Blue room", "Busy, ")).to_be_visible()
    end = f"{(int(hour) + 1) % 24:02}:{minute}"
    assert house.bookings("Blue room") == [("Review", f"{hour}:{minute}", end)]
    # Taken now, it is shown to nobody any more who looks for a free one, but to whoever has it.
    expect(booking(page, "Blue room", "Review, ")).to_be_visible()
    expect(names_of_rooms(page)).to_have_text(["Aurora", "Blue room"])


def book_by_mouse(house: House, page: Page, other: Page) -> None:
    page.get_by_role("button", name="Clear").click()
    expect(names_of_rooms(page)).to_have_text([name for name, *_ in ROOMS])
    tomorrow = f"{datetime.now(UTC).astimezone(house.zone) + timedelta(days=1):%A}"
    held: list[Route] = []
    for each in (page, other):
        each.route("**/api/v1/free-busy", lambda route: held.append(route))
        each.get_by_role("button", name="Later").click()
        expect(each.get_by_role("main").get_by_role("heading", level=2)).to_contain_text(tomorrow)
    scrolled = other.evaluate(SCROLLED) + 200
    line(other, "Aurora").hover()
    other.mouse.wheel(200, 0)
    comes_to(scrolled, lambda: other.evaluate(SCROLLED), other)
    drag(page, *along(page, "Aurora", 10, 11.5))
    # When rooms open becomes known: what is in somebody's hand, or was scrolled to, stays there.
    for route in held:
        route.continue_()
    for each in (page, other):
        each.unroute("**/api/v1/free-busy")
        expect(each.get_by_role("main").get_by_role("status").first).to_contain_text(tomorrow)
    assert other.evaluate(SCROLLED) == scrolled
    page.mouse.up()
    name_it(page, "Workshop")
    expect(booking(other, "Aurora", "Busy, ")).to_be_visible()
    expect(booking(page, "Aurora", "Workshop, ")).to_be_visible()
    assert house.bookings("Aurora") == [("Workshop", "10:00", "11:30")]
    # For Jo it is another hour. What she draws ends where the room is taken.
    hour, minute = map(int, began(booking(other, "Aurora", "Busy, ")))
    draw(other, "Aurora", hour + minute / 60 - 1, hour + minute / 60 + 1)
    name_it(other, "Before")
    expect(booking(other, "Aurora", "Before, ")).to_be_visible()
    times = sorted((start, end) for _, start, end in house.bookings("Aurora"))
    assert times == [("09:00", "10:00"), ("10:00", "11:30")]


SCROLLED = "document.querySelector('.rooms-scroll').scrollLeft"
SHOW = """(line, share) => {
    const scroller = line.closest('.rooms-scroll'), left = share * line.clientWidth;
    if (scroller.scrollLeft > left) scroller.scrollLeft = left - 24;
}"""
"""Scrolls back to a moment of the day that lies under the rooms' names."""


def began(entry: Locator) -> list[str]:
    """Hour and minute, by the reader's clock."""
    found = re.search(r"(\d\d):(\d\d) to", entry.aria_snapshot())
    assert found
    return list(found.groups())


def draw(page: Page, room: str, start: float, end: float) -> None:
    """With the mouse along the line of a room, from one hour to another."""
    drag(page, *along(page, room, start, end))
    page.mouse.up()


def along(page: Page, room: str, start: float, end: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Just within two hours on the line of a room, where they can be seen."""
    free = line(page, room)
    free.scroll_into_view_if_needed()
    free.evaluate(SHOW, start / 24)
    box = free.bounding_box()
    assert box
    left, right = (box["x"] + box["width"] * hour / 24 for hour in (start, end))
    middle = box["y"] + box["height"] / 2
    return (left + 4, middle), (right - 4, middle)


def meet_a_colleague(page: Page, house: House) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").first.click()
    rows = page.get_by_role("main").get_by_role("listitem")
    expect(rows).to_have_count(2)
    page.get_by_role("searchbox").fill("jo@")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(house.city_of_jo)
    expect(rows.first.get_by_text("Online")).to_have_count(1)
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Jo")).to_be_visible()
    # That Jo has something is to be seen, and not what.
    expect(page.get_by_role("button", name=re.compile("^Busy, ")).first).to_be_visible()
    expect(page.get_by_text("Secret")).to_have_count(0)
    page.get_by_role("button", name="Meet").click()
    composer = page.get_by_role("dialog", name="New meeting")
    expect(composer.get_by_role("grid", name="Invited")).to_contain_text("Jo")
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
    with browser_page(playwright, ELSEWHERE, PHONE) as page:
        house.open(page, "kim", "/rooms/")
        cards = page.get_by_role("list", name="Rooms").get_by_role("listitem")
        expect(cards).to_have_count(4)
        expect(cards.filter(has_text="Cellar")).to_contain_text("Taken the rest of today")
        page.get_by_role("button", name="Book Garden").tap()
        card = page.get_by_role("dialog", name="New meeting")
        expect(card).to_contain_text("Garden")
        name_it(page, "From the street")
        assert [title for title, *_ in house.bookings("Garden")] == ["From the street"]
