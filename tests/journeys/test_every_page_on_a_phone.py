"""Each page and dialog at the width of a phone, in a file of its own: the two go side by side."""

from pathlib import Path

from playwright.sync_api import Playwright

from tests.journeys.for_everybody import the_walk


def test_nothing_keeps_anybody_out(playwright: Playwright, tmp_path: Path) -> None:
    assert the_walk(playwright, tmp_path, "phone") == {}
