"""Meetings are made in words, in fields and where they are drawn; series are edited with what it comes to."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, PHONE, browser_page, comes_to, complaints
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.spring import WEEK, at, day, said
from tests.journeys.test_signing_in_with_more import type_password
from tests.journeys.test_the_calendar import drag, place, saved

expect.set_options(timeout=PATIENCE)
FIRST = f"{day('Wed'):%Y%m%d}T090000Z"
WEDNESDAYS = ("Wed", "Wed+1", "Wed+2", "Wed+3")
"""Between the last two, clocks go forward in Paris."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("making")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name in ("Ana", "Ben"):
            add_person(folder, name)
        yield started


def sign_in(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/login/?next={quote(path)}")
    type_password(page, PASSWORD)
    page.wait_for_url(f"**{path.split('?')[0]}**")


def look(page: Page, dialog: Locator) -> None:
    expect(dialog).to_be_visible()
    page.evaluate(AXE.read_text())
    assert dialog.evaluate(FIND) == []


def put(host: Person, title: str, *guests: Person, **members: Any) -> dict[str, Any]:
    moments = {
        name: {"date_time": at(words), "time_zone": "Europe/Paris"}
        for name, words in (("start", "Wed 10:00"), ("end", "Wed 11:00"))
    }
    invited = [{"person_id": guest.id} for guest in guests]
    status, meeting = host.call(
        "POST", "/meetings", {"title": title, **moments, "guests": invited, **members}
    )
    assert status == 201, meeting
    return dict(meeting)


LONG = "&".join(
    f"{name}={datetime.now(UTC) + timedelta(days=days):%FT%TZ}" for name, days in (("from", -30), ("to", 370))
)
"""Also the third of December on the fourth."""
KEEPS = """words => new Promise((resolve) => {
  indexedDB.open('convene').onsuccess = ({ target: { result } }) => {
    const asked = result.transaction('kept').objectStore('kept').getAll();
    asked.onsuccess = () => {
      result.close();
      resolve(JSON.stringify(asked.result).includes(words));
    };
  };
})"""
"""Whether this browser does, in case the page is left."""


def titled(whose: Person, title: str) -> dict[str, Any]:
    person = whose.on_another_page()  # the first connection may have been idle for too long
    found: list[dict[str, Any]] = []
    end = time.monotonic() + PATIENCE / 1000  # a page shows what it has just sent
    while not found and time.monotonic() < end:
        found = person.call("GET", f"/meetings?q={quote(title)}&{LONG}")[1]["data"]
    return dict(person.call("GET", f"/meetings/{found[0]['id']}")[1])


def starts(whose: Person, meeting_id: str) -> list[str]:
    person = whose.on_another_page()
    window = f"from={day('Mon')}T00:00:00Z&to={day('Mon+7')}T00:00:00Z"
    dates = person.call("GET", f"/meetings/{meeting_id}/occurrences?{window}")[1]["data"]
    return [said(date["start"]["date_time"]) for date in dates if date["state"] == "scheduled"]


def entry(page: Page, title: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=f"{title},").first


def test_by_keys_in_words_and_in_fields(server: Server, ana: Person, playwright: Playwright) -> None:
    with browser_page(playwright, "Asia/Kathmandu") as page:
        faults = complaints(page)
        sign_in(page, server, WEEK)
        in_the_card(page, ana)
        in_words(page, ana)
        in_all_fields(page, server, ana)
        assert faults == []


def in_the_card(page: Page, ana: Person) -> None:
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("link", name="New meeting").first.press("Enter")
    card = page.get_by_role("dialog", name="New meeting")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.get_by_role("link", name="New meeting").first.press("Enter")
    expect(card.get_by_label("Title")).to_have_value("Half a thought")
    card.get_by_label("Title").fill("Review")
    look(page, card)
    card.get_by_label("Title").press("Enter")
    expect(card).to_have_count(0)
    expect(entry(page, "Review")).to_be_visible()
    assert titled(ana, "Review")["state"] == "scheduled"


def in_words(page: Page, ana: Person) -> None:
    page.keyboard.press("q")
    line = page.get_by_role("dialog", name="Quick add")
    line.get_by_label("In a few words").fill("One to one every other thu 10 for 30m with ben until 30 june")
    preview = line.get_by_role("region", name="What it will be")
    expect(preview).to_contain_text("Ben")
    expect(preview).to_contain_text("very second Thursday")
    look(page, line)
    page.keyboard.press("Enter")
    expect(line).to_have_count(0)
    made = titled(ana, "One to one")
    assert (made["state"], made["guests"][0]["name"]) == ("draft", "Ben")
    assert {"FREQ=WEEKLY", "INTERVAL=2"} <= set(made["recurrence"][0].removeprefix("RRULE:").split(";"))


def in_all_fields(page: Page, server: Server, ana: Person) -> None:
    page.goto(f"{server.url}/meetings/new/?q=Offsite%203%20dec%20-%205%20dec%20at%20Chez%20Paul")
    expect(page.get_by_label("Title")).to_have_value("Offsite")
    expect(page.get_by_label("Place")).to_have_value("Chez Paul")
    page.get_by_label("Description").fill("Nobody loses a word.")
    page.wait_for_function(KEEPS, arg="Nobody loses a word.")
    page.goto(f"{server.url}/meetings/new/")
    expect(page.get_by_label("Description")).to_have_value("Nobody loses a word.")
    page.get_by_label("Video link").fill("not a link")
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_text("A link starts with")).to_be_visible()
    page.get_by_label("Video link").fill("")
    page.get_by_role("button", name="Repeats").click()
    page.get_by_role("option", name="Custom").click()
    expect(page.get_by_role("status").filter(has_text="every ").first).to_be_visible()
    look(page, page.locator("html"))
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("heading", name="Offsite", level=1)).to_be_visible()
    made = titled(ana, "Offsite")
    assert (made["description"], made["start"]["date"][5:]) == ("Nobody loses a word.", "12-03")


def test_a_series_by_mouse(server: Server, ana: Person, ben: Person, playwright: Playwright) -> None:
    series = put(ana, "Stand-up", ben, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    with browser_page(playwright, "America/St_Johns") as page:
        faults = complaints(page)
        sign_in(page, server, WEEK)
        moved_and_followed(page, ana, series)
        edited_in_the_panel(page, ana, series)
        called_off(page, ana, series)
        dragged_alone_and_with_those_that_follow(page, server, ana, ben)
        assert faults == []


def moved_and_followed(page: Page, ana: Person, series: dict[str, Any]) -> None:
    entry(page, "Stand-up").focus()
    page.keyboard.press("Shift+ArrowDown")
    toasts = page.get_by_role("region", name="News")
    expect(toasts).to_contain_text("Moved to")
    toasts.get_by_role("button", name="All", exact=True).click()
    question = page.get_by_role("dialog", name="Move all dates?")
    expect(question).to_contain_text("Ben is told")
    look(page, question)
    question.get_by_role("button", name="Move ").click()
    expect(toasts).to_contain_text("moved")
    expect(question).to_have_count(0)
    comes_to([f"{each} 10:15" for each in WEDNESDAYS], lambda: starts(ana, series["id"]), page)
    toasts.get_by_role("button", name="Undo").last.click()
    expect(toasts).to_contain_text("moved back")
    comes_to("Wed 10:00", lambda: starts(ana, series["id"])[0], page)


def dragged_alone_and_with_those_that_follow(page: Page, server: Server, ana: Person, ben: Person) -> None:
    series = put(ana.on_another_page(), "Rehearsal", ben, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    usual = [f"{each} 10:00" for each in WEDNESDAYS]
    page.goto(f"{server.url}/calendar/?v=week&d={day('Wed+1')}")
    toasts = page.get_by_role("region", name="News")

    drag_an_hour_down(page, entry(page, "Rehearsal"))
    expect(toasts).to_contain_text("Moved to")
    comes_to([usual[0], "Wed+1 11:00", *usual[2:]], lambda: starts(ana, series["id"]), page)
    toasts.get_by_role("button", name="Undo").last.click()
    expect(toasts).to_contain_text("Moved back to")
    comes_to(usual, lambda: starts(ana, series["id"]), page)

    drag_an_hour_down(page, entry(page, "Rehearsal"))
    toasts.get_by_role("button", name="This and following").click()
    question = page.get_by_role("dialog", name="Move this and the following dates?")
    look(page, question)
    question.get_by_role("button", name="Move ").click()
    expect(question).to_have_count(0)
    [rest] = ana.on_another_page().call("GET", f"/meetings/{series['id']}")[1]["continued_by"]
    comes_to(usual[:1], lambda: starts(ana, series["id"]), page)
    comes_to([f"{each} 11:00" for each in WEDNESDAYS[1:]], lambda: starts(ana, rest["meeting_id"]), page)
    toasts.get_by_role("button", name="Undo").last.click()
    # They are a series of their own from now on, and the page says so.
    expect(toasts).to_contain_text("series of their own")
    comes_to(usual[1:], lambda: starts(ana, rest["meeting_id"]), page)


def drag_an_hour_down(page: Page, meeting: Locator) -> None:
    expect(meeting).to_be_visible()
    box, hour = meeting.bounding_box(), place(page, 0, 1)[1] - place(page, 0, 0)[1]
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 10
    drag(page, (x, y), (x, y + hour))
    saved(page, page.mouse.up)


def edited_in_the_panel(page: Page, ana: Person, series: dict[str, Any]) -> None:
    entry(page, "Stand-up").click()
    page.get_by_role("dialog", name="Stand-up").get_by_role("button", name="Show more").click()
    panel = page.get_by_role("complementary", name="Stand-up")
    look(page, panel)
    panel.get_by_role("button", name="Edit").click()
    sheet = page.get_by_role("dialog", name="Edit meeting")
    sheet.get_by_label("Place").fill("Attic")
    look(page, sheet)
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_have_count(0)
    [own] = ana.on_another_page().call("GET", f"/meetings/{series['id']}")[1]["exceptions"]
    assert (own["original_start"], own["location"]) == (FIRST, "Attic")

    entry(page, "Stand-up").click()
    page.get_by_role("dialog", name="Stand-up").get_by_role("button", name="Edit").click()
    sheet.get_by_text("All dates").click()
    sheet.get_by_label("Title").fill("Morning round")
    sheet.get_by_role("button", name="Review changes").click()
    expect(sheet).to_contain_text("4 dates changed")
    look(page, sheet)
    sheet.get_by_role("button", name="Save 4 dates").click()
    expect(entry(page, "Morning round")).to_be_visible()


def called_off(page: Page, ana: Person, series: dict[str, Any]) -> None:
    entry(page, "Morning round").click()
    page.get_by_role("dialog", name="Morning round").get_by_role("button", name="Cancel", exact=True).click()
    page.get_by_role("menuitem", name="This date").click()
    toasts = page.get_by_role("region", name="News")
    expect(toasts).to_contain_text("is cancelled")
    comes_to(3, lambda: len(starts(ana, series["id"])), page)
    toasts.get_by_role("button", name="Undo").last.click()
    expect(toasts).to_contain_text("It takes place again")
    comes_to(4, lambda: len(starts(ana, series["id"])), page)


def test_two_change_the_same_and_a_session_ends(server: Server, ana: Person, playwright: Playwright) -> None:
    meeting = put(ana, "Budget")
    with browser_page(playwright, "Asia/Kathmandu") as page:
        faults = complaints(page)
        path = f"/meetings/{meeting['id']}"
        sign_in(page, server, f"{path}/")
        ana = ana.on_another_page()
        sheet = page.get_by_role("dialog", name="Edit meeting")

        page.get_by_role("button", name="Edit").click()
        sheet.get_by_label("Place").fill("Attic")
        ana.call("PATCH", path, {"description": "Bring figures."}, **{"If-Match": "*"})
        sheet.get_by_role("button", name="Save").click()
        expect(page.get_by_text("together with a change")).to_be_visible()
        now = ana.call("GET", path)[1]
        assert (now["location"], now["description"]) == ("Attic", "Bring figures.")

        page.get_by_role("button", name="Edit").click()
        sheet.get_by_label("Place").fill("Cellar")
        ana.call("PATCH", path, {"location": "Garden"}, **{"If-Match": "*"})
        sheet.get_by_role("button", name="Save").click()
        conflict = sheet.get_by_role("alert")
        expect(conflict).to_contain_text("Garden")
        look(page, sheet)
        conflict.get_by_role("button", name="Keep mine").click()
        expect(sheet).to_have_count(0)
        assert ana.call("GET", path)[1]["location"] == "Cellar"

        page.get_by_role("button", name="Edit").click()
        sheet.get_by_label("Description").fill("Bring all figures.")
        assert ana.call("DELETE", "/auth/sessions")[0] == 204
        sheet.get_by_role("button", name="Save").click()
        again = page.get_by_role("dialog", name="Sign in again")
        again.get_by_label("Password").fill(PASSWORD)
        again.get_by_role("button", name="Sign in", exact=True).click()
        expect(sheet).to_have_count(0)
        assert ana.call("GET", path)[1]["description"] == "Bring all figures."
        assert faults == []


def test_by_finger(server: Server, ana: Person, playwright: Playwright) -> None:
    with browser_page(playwright, "Asia/Kathmandu", PHONE) as page:
        sign_in(page, server, "/meetings/new/")
        page.get_by_label("In a few words").fill("Lunch tomorrow 12:30 at Chez Paul")
        page.get_by_role("button", name="Fill in").tap()
        expect(page.get_by_label("Title")).to_have_value("Lunch")
        assert page.evaluate(OVERFLOW) == 0
        page.get_by_role("button", name="Schedule").tap()
        expect(page.get_by_role("heading", name="Lunch", level=1)).to_be_visible()
        assert titled(ana, "Lunch")["location"] == "Chez Paul"
