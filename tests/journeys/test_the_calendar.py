"""The calendar by mouse, finger and keys, in other zones than the browser's, and while clocks change."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import DESK, PHONE, browser_page, complaints
from tests.journeys.spring import WEEK, at, day, in_full, said

ZONES = {"kim": "Asia/Kathmandu", "jo": "America/St_Johns"}
THE_WEEK = f"{day('Mon').day} – {day('Sun').day} March {day('Sun').year}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("calendar")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, zone in ZONES.items():
            add_person(folder, name.title(), role="member", zone=zone)
        yield started


class Diary:
    """What somebody has in their calendar, as the server knows it."""

    def __init__(self, server: Server, name: str) -> None:
        self.person = Person(server.port, f"{name}@example.org", PASSWORD)
        self.zone = ZONES[name]

    def ask(self, method: str, path: str, body: object = None) -> Any:
        # A browser takes its time; a connection that waited for it may be closed by now.
        self.person.connection.close()
        status, answer = self.person.call(method, path, body)
        assert status < 300, answer
        return answer

    def put(self, title: str, start: str, end: str) -> str:
        moments = {
            name: {"date_time": at(words), "time_zone": self.zone}
            for name, words in (("start", start), ("end", end))
        }
        return str(self.ask("POST", "/meetings", {"title": title, **moments})["id"])

    def times(self, meeting_id: str) -> tuple[str, str]:
        meeting = self.ask("GET", f"/meetings/{meeting_id}")
        return tuple(read(meeting[name]) for name in ("start", "end"))  # type: ignore[return-value]

    def titled(self, title: str) -> tuple[str, str]:
        window = f"from={day('Mon')}T00:00:00Z&to={day('Mon+4')}T00:00:00Z"
        entries = self.ask("GET", f"/calendar?{window}")["data"]
        [found] = [each for each in entries if each["title"] == title and each["state"] != "cancelled"]
        return read(found["start"]), read(found["end"])


def read(moment: dict[str, Any]) -> str:
    return said(moment.get("date") or moment["date_time"])


def sign_in(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/login/?next=/calendar/")
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1).get_by_role("button")).to_be_visible()


def entry(page: Page, title: str) -> Locator:
    return page.get_by_role("main").get_by_role("button").filter(has_text=title)


def place(page: Page, column: int, hour: float) -> tuple[float, float]:
    """Where that hour of that day is on the screen."""
    box = page.locator(".timegrid-column").nth(column).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * hour / 24


def drag(page: Page, start: tuple[float, float], *way: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    ghost = page.locator(".timegrid-ghost")
    for step in range(200):  # the first press waits for what drags to be loaded
        if ghost.count() > 0:
            break
        page.mouse.move(start[0] + 6 + step % 2, start[1])
        page.wait_for_timeout(50)
    for point in way:
        page.mouse.move(*point, steps=5)


def saved(page: Page, act: Callable[[], object]) -> None:
    with page.expect_response(lambda each: each.request.method == "PATCH" and each.ok):
        act()


def test_by_mouse(server: Server, playwright: Playwright) -> None:
    diary = Diary(server, "kim")
    review = diary.put("Review", "Wed 10:00", "Wed 11:00")
    with browser_page(playwright, "Europe/Paris", DESK) as page:
        faults = complaints(page)
        sign_in(page, server, "kim")
        page.goto(f"{server.url}{WEEK}&zones=America/St_Johns")
        expect(entry(page, "Review")).to_be_visible()

        drag(page, place(page, 2, 10.5), place(page, 3, 12.6))
        expect(page.locator(".timegrid-ghost-time")).to_have_text("Thu 12:00 – 13:00")
        expect(page.locator(".timegrid-mark")).to_have_text("02:45")
        saved(page, page.mouse.up)
        assert diary.times(review) == ("Thu 12:00", "Thu 13:00")
        expect(page.get_by_text("Moved to")).to_be_visible()
        saved(page, lambda: page.keyboard.press("Control+z"))
        assert diary.times(review) == ("Wed 10:00", "Wed 11:00")

        drag(page, place(page, 2, 10.97), place(page, 2, 11.5))
        saved(page, page.mouse.up)
        assert diary.times(review) == ("Wed 10:00", "Wed 11:30")

        drag(page, place(page, 2, 10.5), place(page, 4, 14))
        page.keyboard.press("Escape")
        page.mouse.up()
        expect(page.locator(".timegrid-ghost")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)

        lane = page.locator(".all-day").bounding_box()
        assert lane
        drag(page, place(page, 2, 10.5), (place(page, 1, 10)[0], lane["y"] + 10))
        saved(page, page.mouse.up)
        assert diary.times(review) == ("Tue", "Wed")
        saved(page, lambda: page.keyboard.press("Control+z"))

        draw_a_meeting(page)
        assert diary.titled("Drawn") == ("Fri 09:00", "Fri 10:30")

        edge = page.locator(".timegrid-scroll").bounding_box()
        assert edge
        drag(page, place(page, 2, 10.5), (edge["x"] + edge["width"] - 8, place(page, 2, 10.5)[1]))
        expect(page.get_by_role("heading", name=THE_WEEK)).to_have_count(0)
        page.mouse.move(*place(page, 0, 10.5), steps=5)
        saved(page, page.mouse.up)
        # A slow browser turns more than one page.
        assert diary.times(review)[0] in ("Mon+1 10:00", "Mon+2 10:00", "Mon+3 10:00")
        jump_by_the_small_month(page, server)
        come_back_to_the_view(page, server)
        point_at_short_meetings(page, server, diary)
        assert faults == []


def draw_a_meeting(page: Page) -> None:
    drag(page, place(page, 4, 9.1), place(page, 4, 10.4))
    expect(page.locator(".timegrid-ghost-time")).to_have_text("Fri 09:00 – 10:30")
    page.mouse.up()
    card = page.get_by_role("dialog", name="New meeting")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Drawn")
    page.keyboard.press("Enter")
    expect(card).to_have_count(0)
    expect(entry(page, f"Drawn, {in_full('Fri')}, 09:00 to 10:30")).to_be_visible()


def jump_by_the_small_month(page: Page, server: Server) -> None:
    """It has the clocks of what it stands beside, and leads to another day of the same view."""
    zone = "Pacific/Pago_Pago"
    page.goto(f"{server.url}/calendar/?v=month&tz={zone}")
    today = datetime.now(ZoneInfo(zone))
    small = page.get_by_role("region", name="Month", exact=True)
    expect(small.locator("[aria-current=date]")).to_have_accessible_name(f"{today:%A} {today.day} {today:%B}")
    small.get_by_role("link", name=f" 15 {today:%B}").click()
    expect(page).to_have_url(re.compile(rf"\?v=month&tz={zone}&d={today:%Y-%m}-15$"))


def come_back_to_the_view(page: Page, server: Server) -> None:
    """The calendar opens in the view that was chosen last, and Back leads to the one before."""
    page.goto(f"{server.url}/calendar/")
    view = page.get_by_role("radiogroup", name="View")
    expect(view.get_by_role("radio", name="Week")).to_be_checked()
    view.get_by_text("Month").click()
    expect(view.get_by_role("radio", name="Month")).to_be_checked()
    page.go_back()
    expect(view.get_by_role("radio", name="Week")).to_be_checked()
    page.get_by_role("link", name="Meetings", exact=True).click()
    expect(page.get_by_role("heading", name="Meetings", level=1)).to_be_visible()
    page.get_by_role("link", name="Calendar", exact=True).click()
    expect(view.get_by_role("radio", name="Month")).to_be_checked()
    page.reload()
    expect(view.get_by_role("radio", name="Month")).to_be_checked()


def point_at_short_meetings(page: Page, server: Server, diary: Diary) -> None:
    """However short, they are as high as a target is to be: WCAG 2.2, 2.5.8."""
    diary.put("Word", "Thu 16:00", "Thu 16:05")
    whole = {"start": {"date": str(day("Thu"))}, "end": {"date": str(day("Fri"))}}
    diary.ask("POST", "/meetings", {"title": "Fair", **whole})
    for view in ("week", "month"):
        page.goto(f"{server.url}/calendar/?v={view}&d={day('Thu')}")
        for title in ("Word", "Fair"):
            expect(entry(page, title)).to_be_visible()
            box = entry(page, title).bounding_box()
            assert box
            assert box["height"] >= 24


def test_by_keys_alone_while_clocks_change(server: Server, playwright: Playwright) -> None:
    diary = Diary(server, "jo")
    talk = diary.put("Talk", "Sat 01:30", "Sat 02:30")
    with browser_page(playwright, "Asia/Kathmandu", DESK) as page:
        sign_in(page, server, "jo")
        press = page.keyboard.press
        date = page.get_by_role("textbox", name="Date")
        for _ in range(100):  # keys are heard once the page has settled
            press("g")
            press("d")
            page.wait_for_timeout(300)
            if date.is_visible():
                break
            press("w")  # of the two only the second may have been heard, and that means a day
        expect(date).to_be_focused()
        date.fill("")
        page.keyboard.type(f"{day('Wed'):%-d %B %Y}".lower())
        press("Enter")
        expect(page.get_by_role("heading", name=THE_WEEK)).to_be_visible()

        tab_to_the_grid(page)
        focused = page.locator(":focus")
        press("Control+End")
        expect(focused).to_have_attribute("aria-label", f"{in_full('Sun')}, 23:30, free")
        press("Home")
        for _ in range(4):
            press("ArrowDown")
        expect(focused).to_have_attribute("aria-label", f"{in_full('Sun')}, 02:00, clocks go forward")
        press("ArrowLeft")
        for key in ("ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Enter"):
            press(key)
        expect(page.get_by_role("dialog", name="New meeting").get_by_label("Title")).to_be_focused()
        page.keyboard.type("Typed")
        press("Enter")
        expect(entry(page, "Typed")).to_be_visible()
        assert diary.titled("Typed") == ("Sat 02:30", "Sat 04:00")

        press("Escape")
        jump_to(page, entry(page, "Talk"))
        saved(page, lambda: press("Shift+ArrowRight"))
        # 01:30 to 03:30 by the clocks: an hour, as before.
        assert diary.times(talk) == ("Sun 01:30", "Sun 03:30")
        expect(entry(page, "Talk")).to_be_focused()
        saved(page, lambda: press("+"))
        assert diary.times(talk) == ("Sun 01:30", "Sun 03:45")
        saved(page, lambda: press("Shift+ArrowUp"))
        assert diary.times(talk) == ("Sun 01:15", "Sun 03:30")

        press("Shift+M")
        dialog = page.get_by_role("dialog", name="Move “Talk”")
        expect(dialog).to_be_visible()
        dialog.get_by_role("group", name="Date").get_by_role("spinbutton").first.press("ArrowDown")
        dialog.get_by_role("button", name="Move").focus()
        saved(page, lambda: press("Enter"))
        assert diary.times(talk)[0] == "Sat 01:15"

        jump_to(page, entry(page, "Talk"))
        press("Delete")
        expect(entry(page, "Talk")).to_have_count(0)
        press("Control+z")
        expect(entry(page, "Talk")).to_be_visible()

        press("m")
        expect(page.get_by_role("grid", name=f"March {day('Sun').year}")).to_be_visible()
        press("a")
        expect(page.get_by_role("heading", name=in_full("Sat"))).to_be_visible()


def tab_to_the_grid(page: Page) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "gridcell":
            return
    raise AssertionError("no cell can be reached")


def jump_to(page: Page, meeting: Locator) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)  # one that is closing still takes the keys
    page.keyboard.press("h")
    expect(meeting).to_have_attribute("data-hint", re.compile("^[a-z][1-9a-z]$"))
    for key in meeting.get_attribute("data-hint") or "":
        page.keyboard.press(key)
    expect(meeting).to_be_focused()


class Finger:
    """One on the glass, as the browser gets it from the system."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.system = page.context.new_cdp_session(page)

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self.system.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, start: tuple[float, float], end: tuple[float, float], rest: int = 0) -> None:
        self.touch("touchStart", start)
        if rest:
            self.page.wait_for_timeout(rest)
        for step in range(1, 9):
            way = [a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)]
            self.touch("touchMove", (way[0], way[1]))
            self.page.wait_for_timeout(16)

    def flick(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Without a rest before it. On a machine so slow that there was one, once more."""
        for _ in range(5):
            self.drag(start, end)
            taken = self.page.locator(".timegrid-ghost").count() > 0
            if taken:
                self.page.keyboard.press("Escape")
            self.lift()
            if not taken:
                return

    def lift(self) -> None:
        self.touch("touchEnd")


def test_by_finger(server: Server, playwright: Playwright) -> None:
    diary = Diary(server, "kim")
    walk = diary.put("Walk", "Tue+2 10:00", "Tue+2 11:00")
    with browser_page(playwright, "America/St_Johns", PHONE) as page:
        faults = complaints(page)
        sign_in(page, server, "kim")
        page.goto(f"{server.url}/calendar/?d={day('Tue+2')}")
        expect(entry(page, "Walk")).to_be_visible()
        finger = Finger(page)
        top = "document.querySelector('.timegrid-scroll').scrollTop"

        before = page.evaluate(top)
        x, y = place(page, 0, 10.5)
        finger.flick((x, y), (x, y - 90))
        page.wait_for_function(f"{top} > {before} + 40")
        assert diary.times(walk) == ("Tue+2 10:00", "Tue+2 11:00")

        x, y = place(page, 0, 10.5)
        finger.drag((x, y), place(page, 0, 12), rest=400)
        expect(page.locator(".timegrid-ghost-time")).to_have_text("Tue 11:30 – 12:30")
        saved(page, finger.lift)
        assert diary.times(walk) == ("Tue+2 11:30", "Tue+2 12:30")

        page.touchscreen.tap(*place(page, 0, 14.2))
        card = page.get_by_role("dialog", name="New meeting")
        card.get_by_label("Title").fill("Tapped")
        card.get_by_role("button", name="Save").tap()
        expect(entry(page, "Tapped")).to_be_visible()
        assert diary.titled("Tapped") == ("Tue+2 14:00", "Tue+2 14:30")

        # Between the two meetings: what was said of the last one covers what is below.
        finger.flick(place(page, 0, 13.2), (20, place(page, 0, 13.2)[1]))
        expect(page.get_by_role("button", name=f"{in_full('Wed+2')}, nothing planned")).to_have_attribute(
            "aria-pressed", "true"
        )

        page.get_by_role("button", name="View: Day").tap()
        page.get_by_role("menuitemradio", name="Month").tap()
        page.get_by_role("button", name=f"{in_full('Tue+2')}, 2 meetings").tap()
        expect(entry(page, "Walk")).to_be_visible()
        there = re.compile(rf"/calendar/\?(?=.*\bv=month\b).*\bd={day('Tue+2')}\b")
        expect(page).to_have_url(there)
        entry(page, "Walk").tap()
        expect(page.get_by_role("heading", name="Walk", level=1)).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Calendar").tap()
        expect(page).to_have_url(there)
        expect(entry(page, "Walk")).to_be_visible()
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults == []
