"""Languages that are read from the right, in a browser."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.entrypoints.cli.serving import convene, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import DESK, OPTIONS, PATIENCE, chromium


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, str]]:
    """Where it is, its port, and everybody's password."""
    folder: Path = tmp_path_factory.mktemp("languages")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as server:
        password = re.search(r"password is (\S+)", convene(folder, "demo").stdout)
        assert password
        yield server.url, server.port, password.group(1)


def test_in_arabic_a_meeting_goes_where_the_arrow_points(
    demo: tuple[str, int, str], playwright: Playwright
) -> None:
    url, port, password = demo
    ana = Person(port, "ana@demo.example", password)
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
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium(), args=[*OPTIONS, *as_root])
    page = browser.new_context(viewport=DESK, locale="ar-EG", reduced_motion="reduce").new_page()
    page.set_default_timeout(PATIENCE)

    def moved(key: str) -> str:
        """The day on which it is once the key has done its work."""
        with page.expect_response(lambda answer: answer.request.method == "PATCH") as answered:
            page.get_by_role("button", name=re.compile("Caravane")).press(key)
        assert answered.value.ok
        return str(ana.call("GET", f"/meetings/{meeting['id']}")[1]["start"]["date_time"])[:10]

    try:
        page.goto(f"{url}/login/?next=/calendar/%3Fv%3Dweek%26d%3D{monday:%Y-%m-%d}")
        page.locator("input[type=email]").fill("ana@demo.example")
        page.locator("input[type=password]").fill(password)
        page.locator("input[type=password]").press("Enter")
        caravan = page.get_by_role("button", name=re.compile("Caravane"))
        expect(caravan).to_be_visible()
        spoken = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert spoken == ["ar", "rtl"]
        before = caravan.bounding_box()
        tuesday = f"{monday + timedelta(days=1):%Y-%m-%d}"
        assert moved("Shift+ArrowLeft") == tuesday
        after = caravan.bounding_box()
        assert before
        assert after
        assert after["x"] < before["x"]
        assert moved("Shift+ArrowRight") == f"{monday:%Y-%m-%d}"
        # The week begins on the right.
        days = page.get_by_role("columnheader").evaluate_all(
            "(heads) => heads.map((head) => head.getBoundingClientRect().x)"
        )
        assert days == sorted(days, reverse=True)
    finally:
        browser.close()
