"""Real browsers, each with nothing but itself."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, Playwright, ViewportSize, expect

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCAL = {"127.0.0.1", "localhost"}
WEATHER = os.environ.get("CONVENE_WEATHER", "").split()
"""What makes the chances of a busy machine likely: `late` holds up each answer, `slow` the browser itself."""
LATE = """const ask = fetch;
window.fetch = async (...about) => {
  const answer = await ask(...about);
  await new Promise((done) => setTimeout(done, Math.random() * 600));
  return answer;
};"""
PATIENCE = 60_000
"""Milliseconds; a browser on a busy machine takes its time, and is not what is tested here."""
expect.set_options(timeout=PATIENCE)


NEVER_IDLE = "window.requestIdleCallback = () => 0;"


def chromium() -> str:
    """The system's browser. A missing one is a failure, never a skip."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert found, f"no browser: install one of {', '.join(PROGRAMS)}"
    return found


DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)


@contextmanager
def browser_page(
    playwright: Playwright,
    zone: str,
    size: ViewportSize = DESK,
    *,
    keeps_pages: bool = False,
    fetches_ahead: bool = True,
) -> Iterator[Page]:
    """A phone is touched, a desk has a mouse. Pages come from the server, unless it ``keeps_pages``.

    Whoever looks at many pages has no use for the code of what might be opened next: a browser that is not
    to fetch it (``fetches_ahead``) is never idle.

    Whatever the journey, its pages throw nothing, keep their own policy, and ask nobody but their server.
    """
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium(), args=[*OPTIONS, *as_root])
    context = browser.new_context(
        viewport=size,
        has_touch=size["width"] < 800,
        timezone_id=zone,
        locale="en-GB",
        reduced_motion="reduce",
        service_workers="allow" if keeps_pages else "block",
    )
    page = context.new_page()
    if not fetches_ahead:
        page.add_init_script(NEVER_IDLE)
    if "late" in WEATHER:
        page.add_init_script(LATE)
    if "slow" in WEATHER:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    faults = complaints(page)
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    try:
        yield page
        assert faults == [], faults
    finally:
        browser.close()


def comes_to(wanted: object, read: Callable[[], object], page: Page) -> None:
    """A page shows what it does at once; its server has heard of it a moment later."""
    deadline = time.monotonic() + PATIENCE / 1000
    while (now := read()) != wanted:
        assert time.monotonic() < deadline, now
        page.wait_for_timeout(200)


def zone_at_noon() -> str:
    """Somewhere it is about midday, so that no meeting of the next hours lies on another day."""
    zones = (
        "Europe/Paris",
        "America/New_York",
        "America/Los_Angeles",
        "Pacific/Auckland",
        "Asia/Tokyo",
        "Asia/Karachi",
    )
    return min(zones, key=lambda zone: abs(datetime.now(UTC).astimezone(ZoneInfo(zone)).hour - 12))


def complaints(page: Page) -> list[str]:
    """Collects what is not to happen in a page: exceptions, breaches of its policy, requests to others."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: found.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.on("request", lambda request: None if is_ours(request.url) else found.append(request.url))
    return found


def is_ours(url: str) -> bool:
    return url.startswith(("data:", "blob:")) or urlsplit(url).hostname in LOCAL
