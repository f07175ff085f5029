"""Languages other than English, in a browser: nothing is cut off, and Arabic is read from the right."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Playwright, TimeoutError, ViewportSize, expect

from tests.journeys.browsers import DESK, OPTIONS, PATIENCE, PHONE, chromium
from tests.journeys.demo_world import World, demo_world
from tests.journeys.legible import ILLEGIBLE
from tests.journeys.sights import (
    AT_THE_DOOR,
    INSIDE,
    SETTLED,
    TWO_FRAMES,
    Sight,
    is_there,
    leave,
    look_at,
    sign_in,
)
from tests.journeys.tongues import reader

LONGEST = "en-XA"
"""The language of tests: English, longer by two fifths."""
TURNED = "document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'"
MOST_SAID = {
    "sign-in refused",
    "calendar, week",
    "calendar, month",
    "new meeting, card",
    "meetings",
    "meeting",
    "meeting, people",
    "palette",
    "find a time, suggestions",
    "inbox",
    "people",
    "person",
    "rooms",
    "settings, hours",
    "settings, notifications",
    "settings, token",
    "admin, overview",
    "admin, people",
}
"""What is judged in the longest; with `CONVENE_LANGUAGES="en-XA de fr ar"` everything is, in each of them."""
ASKED_IN_ENGLISH = {"new meeting"}
"""What its address says is understood in English alone."""
AT_WISH = os.environ.get("CONVENE_LANGUAGES", "").split()
SIZES = (PHONE, ViewportSize(width=768, height=1024), DESK) if AT_WISH else (PHONE, DESK)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with demo_world(tmp_path_factory.mktemp("languages")) as made:
        yield made


@contextmanager
def page_of_reader(playwright: Playwright, locale: str, size: ViewportSize) -> Iterator[Page]:
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium(), args=[*OPTIONS, *as_root])
    context = browser.new_context(
        viewport=size, locale=locale, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        yield page
    finally:
        browser.close()


def test_nothing_is_cut_off_in_any_language(world: World, playwright: Playwright) -> None:
    found: dict[str, object] = {}
    with page_of_reader(playwright, "en-GB", PHONE) as page:
        for language in AT_WISH or [LONGEST]:
            page.context.clear_cookies()
            cookie = {"name": "convene_language", "value": language, "url": world.server.url}
            page.context.add_cookies([cookie])  # type: ignore[list-item]
            for sight in filter(is_judged, AT_THE_DOOR):
                found |= illegible(page, world, sight, language)
            sign_in(reader(page, language), world)
            for sight in filter(is_judged, INSIDE):
                if language not in ("de", "fr") or sight.name not in ASKED_IN_ENGLISH:
                    found |= illegible(page, world, sight, language)
    assert found == {}


def is_judged(sight: Sight) -> bool:
    return bool(AT_WISH) or sight.name in MOST_SAID


def illegible(page: Page, world: World, sight: Sight, language: str) -> dict[str, object]:
    """What cannot be read of it, where: on phone, desk and at wish between; the longest from both sides."""
    found: dict[str, object] = {}
    for size in SIZES:
        page.set_viewport_size(size)
        is_phones = bool(sight.deeds) and not sight.wide and not AT_WISH
        if not is_there(sight, page) or (is_phones and size is not PHONE):
            continue
        if size is PHONE or sight.wide:
            try:
                look_at(reader(page, language), world, sight)
            except TimeoutError as missing:
                found[f"{sight.name}, {language}"] = missing.message
                break
            page.evaluate(SETTLED)
        page.evaluate(TWO_FRAMES)
        name = f"{sight.name}, {language}, {size['width']} pixels"
        found[name] = page.evaluate(ILLEGIBLE)
        if language == LONGEST:
            page.evaluate(TURNED)
            page.evaluate(TWO_FRAMES)
            found[f"{name}, from the right"] = page.evaluate(ILLEGIBLE)
            page.evaluate(TURNED)
    leave(page)
    return {where: what for where, what in found.items() if what}


def test_in_arabic_a_meeting_goes_where_the_arrow_points(world: World, playwright: Playwright) -> None:
    ana = world.ana
    monday = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    monday += timedelta(days=14 - monday.weekday())
    start, end = (f"{monday + timedelta(hours=hour):%Y-%m-%dT%H:%M:%S}" for hour in (0, 1))
    zone = "Europe/Madrid"
    planned = {
        "title": "Caravane",
        "start": {"date_time": start, "time_zone": zone},
        "end": {"date_time": end, "time_zone": zone},
    }
    status, meeting = ana.call("POST", "/meetings", planned)
    assert status == 201, meeting

    def moved(page: Page, key: str) -> str:
        """The day on which it is once the key has done its work."""
        with page.expect_response(lambda answer: answer.request.method == "PATCH") as answered:
            page.get_by_role("button", name=re.compile("Caravane")).press(key)
        assert answered.value.ok
        return str(ana.call("GET", f"/meetings/{meeting['id']}")[1]["start"]["date_time"])[:10]

    with page_of_reader(playwright, "ar-EG", DESK) as page:
        page.goto(f"{world.server.url}/login/?next=/calendar/%3Fv%3Dweek%26d%3D{monday:%Y-%m-%d}")
        page.locator("input[type=email]").fill("ana@demo.example")
        page.locator("input[type=password]").fill(world.password)
        page.locator("input[type=password]").press("Enter")
        caravan = page.get_by_role("button", name=re.compile("Caravane"))
        expect(caravan).to_be_visible()
        spoken = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert spoken == ["ar", "rtl"]
        before = caravan.bounding_box()
        tuesday = f"{monday + timedelta(days=1):%Y-%m-%d}"
        assert moved(page, "Shift+ArrowLeft") == tuesday
        after = caravan.bounding_box()
        assert before
        assert after
        assert after["x"] < before["x"]
        assert moved(page, "Shift+ArrowRight") == f"{monday:%Y-%m-%d}"
        # The week begins on the right.
        days = page.get_by_role("columnheader").evaluate_all(
            "(heads) => heads.map((head) => head.getBoundingClientRect().x)"
        )
        assert days == sorted(days, reverse=True)
