"""Two browsers hold a meeting: agenda and clock, minutes of two hands, a broken line, and who is there."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Playwright, Route, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, browser_page, comes_to, complaints
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.journeys.test_signing_in_with_more import seen

expect.set_options(timeout=PATIENCE)
PARTS = ("Overview", "Agenda", "Chat", "Minutes", "People", "History")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("meeting")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name in ("Ana", "Ben"):
            add_person(folder, name)
        yield started


@pytest.fixture(scope="module")
def people(server: Server) -> tuple[Person, Person]:
    ana, ben = (Person(server.port, f"{name}@example.org", PASSWORD) for name in ("ana", "ben"))
    return ana, ben


@pytest.fixture(scope="module")
def meeting(people: tuple[Person, Person]) -> dict[str, Any]:
    """Weekly, and on just now."""
    ana, ben = people
    start = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=5)
    moments = {
        name: {"date_time": f"{at:%FT%T}", "time_zone": "UTC"}
        for name, at in (("start", start), ("end", start + timedelta(hours=1)))
    }
    rule = ["RRULE:FREQ=WEEKLY;COUNT=3"]
    body = {"title": "Design review", **moments, "recurrence": rule, "guests": [{"person_id": ben.id}]}
    status, made = ana.call("POST", "/meetings", body)
    assert status == 201, made
    return dict(made)


@pytest.fixture(scope="module")
def pages(server: Server, meeting: dict[str, Any], playwright: Playwright) -> Iterator[tuple[Page, Page]]:
    with (
        browser_page(playwright, "Asia/Kathmandu") as ana,
        browser_page(playwright, "America/St_Johns") as ben,
    ):
        for page, name in ((ana, "ana"), (ben, "ben")):
            page.goto(f"{server.url}/login/?next=/meetings/{meeting['id']}/")
            page.get_by_label("E-mail").fill(f"{name}@example.org")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            seen(page.get_by_role("heading", name="Design review", level=1))
        yield ana, ben


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def items(page: Page) -> list[str]:
    return [each.get_attribute("aria-label") or "" for each in grips(page).all()]


def grips(page: Page) -> Locator:
    return part(page, "Agenda").get_by_role("button", name=re.compile("^Move "))


def test_who_is_there_is_seen(pages: tuple[Page, Page]) -> None:
    ana, ben = pages
    seen(ana.get_by_role("list", name="On this page now").get_by_text("Ben"))
    ben.keyboard.press("2")
    seen(ana.get_by_text("Ben — viewing the agenda"))
    seen(ana.get_by_text(re.compile(r"^On now, \d+ minutes in$")))


def test_who_has_not_answered_is_reminded(pages: tuple[Page, Page], people: tuple[Person, Person]) -> None:
    (ana, _), (_, ben) = pages, people
    remind = ana.get_by_role("button", name="Remind 1 person who has not answered")
    remind.press("Enter")
    seen(ana.get_by_role("status").filter(has_text=re.compile("^Reminded ")))
    expect(remind).to_be_focused()
    expect(remind).to_have_attribute("aria-disabled", "true")

    def asked() -> list[str]:
        _, waiting = ben.call("GET", "/notifications?needs_you=true")
        return [each["kind"] for each in waiting["data"]][:1]

    comes_to(["answer_wanted"], asked, ana)


def test_the_agenda_by_keyboard(pages: tuple[Page, Page]) -> None:
    ana, ben = pages
    faults = complaints(ana)
    ana.keyboard.press("a")
    expect(ana.get_by_label("What is it about?")).to_be_focused()
    for title, minutes in (("Look at it", "40"), ("What ships", "30")):
        ana.keyboard.type(title)
        ana.keyboard.press("Tab")
        ana.keyboard.type(minutes)
        ana.keyboard.press("Enter")
        seen(part(ben, "Agenda").get_by_text(title, exact=True))
        ana.get_by_label("What is it about?").focus()
    ana.keyboard.press("Escape")
    seen(part(ana, "Agenda").get_by_text("10 min more than there is time for"))
    grips(ana).nth(1).focus()
    ana.keyboard.press("Alt+ArrowUp")
    seen(ana.get_by_text("What ships, now 1 of 2"))
    expect(grips(ben).first).to_have_attribute("aria-label", "Move What ships")
    ana.keyboard.press("l")
    for page in pages:
        seen(page.get_by_role("timer", name="What ships").get_by_text(re.compile(r"0:\d\d of 30 min")))
    ana.keyboard.press("l")
    seen(part(ben, "Agenda").get_by_text(re.compile("^Done")))
    part(ana, "Agenda").get_by_role("button", name="More about Look at it").press("Enter")
    ana.get_by_role("menuitem", name="Remove").press("Enter")
    expect(grips(ben)).to_have_count(1)
    ana.get_by_role("button", name="Undo").last.click()
    expect(grips(ben)).to_have_count(2)
    assert faults == []


def test_minutes_save_themselves_and_lose_nothing(
    pages: tuple[Page, Page], people: tuple[Person, Person], meeting: dict[str, Any]
) -> None:
    ana, ben = pages
    answers: list[tuple[Route, APIResponse]] = []
    begun = re.compile(r"/minutes$")
    ana.route(begun, lambda route: answers.append((route, route.fetch())))
    part(ana, "Minutes").get_by_role("button", name="Decision").click()
    expect(part(ana, "Minutes").get_by_role("textbox", name="Decision 1")).to_be_focused()
    ana.keyboard.type("We")
    theirs = part(ben, "Minutes").get_by_role("textbox", name="Decision 1")
    expect(theirs).to_have_value("We")
    ana.keyboard.type(" ship")
    # What she began has a name only now, and she types no more.
    comes_to(1, lambda: len(answers), ana)
    for route, answer in answers:
        route.fulfill(response=answer)
    ana.unroute(begun)
    seen(part(ben, "Minutes").get_by_text("Ana is editing"))
    seen(part(ana, "Minutes").get_by_text(re.compile("^Saved ")))
    expect(theirs).to_have_value("We ship")
    ana.keyboard.press("Escape")
    expect(theirs).to_be_editable()
    # Both write before either has heard of the other.
    path = "**/api/v1/minutes/*"
    ben.route(path, lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    theirs.fill("We ship on Friday")
    seen(part(ben, "Minutes").get_by_text("Not saved yet — it is kept here"))
    mine = part(ana, "Minutes").get_by_role("textbox", name="Decision 1")
    one = entry(people[1], meeting)
    status, changed = people[0].call(
        "PATCH", f"/minutes/{one['id']}", {"text": "We wait"}, **{"If-Match": "*"}
    )
    assert status == 200, changed
    expect(mine).to_have_value("We wait")
    ben.unroute(path)
    part(ben, "Minutes").get_by_role("button", name="Try again").click()
    conflict = part(ben, "Minutes").get_by_role("alert")
    seen(conflict.get_by_text("Ana wrote here too"))
    expect(theirs).to_have_value("We ship on Friday")
    conflict.get_by_role("button", name="Keep both").click()
    for box in (mine, theirs):
        expect(box).to_have_value("We wait\n\nWe ship on Friday")


def entry(person: Person, meeting: dict[str, Any]) -> dict[str, Any]:
    (date,) = person.call("GET", f"/meetings/{meeting['id']}/occurrences?limit=1")[1]["data"]
    query = f"original_start={date['original_start']}"
    (found,) = person.call("GET", f"/meetings/{meeting['id']}/minutes?{query}")[1]["data"]
    return dict(found)


def test_the_chat_outlives_the_line(pages: tuple[Page, Page]) -> None:
    ana, ben = pages
    for page in pages:
        page.keyboard.press("Escape")
        page.locator("body").click(position={"x": 5, "y": 5})
        page.keyboard.press("3")
    write = ana.get_by_role("textbox", name="Write a message")
    write.fill("Hello @B")
    ana.get_by_role("option", name="Ben").click()
    write.press("Enter")
    seen(ben.get_by_role("log").get_by_text("@Ben"))
    ana.context.set_offline(True)
    write.fill("Said in a tunnel")
    write.press("Enter")
    seen(ana.get_by_role("log").get_by_text("Waiting to be sent"))
    write.fill("Half a thou")
    ana.context.set_offline(False)
    seen(ben.get_by_role("log").get_by_text("Said in a tunnel"))
    expect(ana.get_by_role("log").get_by_text("Waiting to be sent")).to_have_count(0)
    ana.reload()
    ana.keyboard.press("3")
    expect(ana.get_by_role("textbox", name="Write a message")).to_have_value("Half a thou")
    expect(ana.get_by_role("log").get_by_text("Said in a tunnel")).to_have_count(1)


def test_the_history_tells_it_and_dates_follow_each_other(pages: tuple[Page, Page]) -> None:
    ana, _ = pages
    told = part(ana, "History")
    for sentence in ("scheduled this", "on the agenda", "wrote down a decision"):
        seen(told.get_by_text(sentence).first)
    ana.get_by_role("link", name=re.compile("^Next date")).click()
    expect(ana).to_have_url(re.compile(r"\?date=\d{8}T\d{6}Z"))
    expect(grips(ana)).to_have_count(0)
    seen(part(ana, "Agenda").get_by_text("Nothing to talk about yet."))
    ana.go_back()
    expect(grips(ana)).to_have_count(2)


def test_on_a_phone_each_part_has_its_tab(pages: tuple[Page, Page]) -> None:
    _, ben = pages
    ben.set_viewport_size({"width": 360, "height": 740})
    for name in PARTS:
        ben.get_by_role("tab", name=name).click()
        seen(ben.get_by_role("tabpanel", name=name))
        ben.evaluate(AXE.read_text())
        assert ben.locator("html").evaluate(FIND) == [], name
        assert ben.evaluate(OVERFLOW) <= 0, name
