"""`python -m benchmarks.pages [rounds] [page …]`: how long one waits for a page, and for what one asks of it.

Four pages of the demonstration in a real browser, each opened by a phone for the first time (a processor
four times slower, 1.6 Mbit/s, 150 ms), by a desk for the first time, and by a desk once more. Then keys are
pressed on the calendar. Printed are medians in milliseconds; a figure belongs to a machine and a minute, so
the load stands above. Of pages that are named, each request to the API is printed too: when it began, how
long it took, and whether the page waited for it.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Response, sync_playwright

from benchmarks.dragging import chromium
from benchmarks.stage import CONVENE, free_port, serving

EMAIL = "ana@demo.example"
QUIET = 1_500
"""Milliseconds after which a page that has drawn its data has nothing more to do."""
KIB = 1024

WATCH = """
(selector) => {
  const seen = (window.seen_ = { drawn: null, lcp: 0, cls: 0, tbt: 0 });
  const look = () => {
    if (seen.drawn === null && document.querySelector(selector))
      requestAnimationFrame(() => setTimeout(() => (seen.drawn ??= performance.now())));
    if (seen.drawn === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const observe = (type, heard) =>
    new PerformanceObserver((list) => list.getEntries().forEach(heard)).observe({ type, buffered: true });
  observe('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime));
  observe('layout-shift', ({ value, hadRecentInput }) => (seen.cls += hadRecentInput ? 0 : value));
  observe('longtask', ({ duration }) => (seen.tbt += Math.max(0, duration - 50)));
}
"""

DRAWN = """
() => new Promise((done) => {
  const look = () =>
    window.seen_.drawn === null ? setTimeout(look, 20) : done(performance.timeOrigin + window.seen_.drawn);
  look();
})
"""

PRESSED = """
() => {
  window.pressed_ = { at: 0, shown: 0, longest: 0 };
  addEventListener('keydown', ({ timeStamp }) => (window.pressed_.at = timeStamp), { capture: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
    window.pressed_.longest = Math.max(window.pressed_.longest, duration);
  })).observe({ type: 'event', durationThreshold: 16 });
}
"""

SHOWN = """
(selector) => new Promise((done) => {
  const look = () =>
    document.querySelector(selector)
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.pressed_.at)))
      : requestAnimationFrame(look);
  look();
})
"""


@dataclass(frozen=True)
class Visit:
    name: str
    slow: bool
    again: bool
    """What the visit before left in the browser is there."""


VISITS = (
    Visit("phone, first", slow=True, again=False),
    Visit("desk, first", slow=False, again=False),
    Visit("desk, again", slow=False, again=True),
)

PRESSES = (
    ("palette", "Control+k", "[role=dialog] [role=combobox]", "Escape"),
    ("keys", "?", "[role=dialog]", "Escape"),
    ("draft", "c", "[role=dialog]", "Escape"),
)
"""What opens, the key, what shows that it is open, and the key that ends it."""


def main(rounds: int, named: list[str]) -> int:
    with ExitStack() as ends:
        server, password = ends.enter_context(_demonstration())
        playwright = ends.enter_context(sync_playwright())
        profile = ends.enter_context(tempfile.TemporaryDirectory(prefix="convene-bench-"))
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium(),
            args=as_root,
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
        )
        ends.callback(context.close)
        context.set_default_timeout(120_000)
        print(f"load {os.getloadavg()[0]:.1f}; medians of {rounds}; milliseconds")
        heads = ("page", "visit", "LCP", "data", "TBT", "CLS", "asked", "deep", "KiB")
        print("{:9} {:13} {:>6} {:>6} {:>6} {:>6} {:>6} {:>5} {:>6}".format(*heads))
        if not named or "login" in named:
            _report("login", f"{server}/login/", "input[type=password]", context, rounds, bool(named))
        meeting = _sign_in(context, server, password)
        for name, path, drawn in (
            ("calendar", "/calendar/", ".timegrid-block"),
            ("meeting", f"/meetings/{meeting}/", "main h1"),
            ("inbox", "/inbox/", "main li"),
        ):
            if not named or name in named:
                _report(name, server + path, drawn, context, rounds, bool(named))
        _press(context, f"{server}/calendar/", rounds)
    return 0


def _report(name: str, url: str, drawn: str, context: BrowserContext, rounds: int, told: bool) -> None:
    for visit in VISITS:
        seen = [_visit(context, url, drawn, visit, told) for _ in range(rounds + visit.again)]
        of = {what: median(one[what] for one in seen[visit.again :]) for what in seen[0]}
        print(
            f"{name:9} {visit.name:13} {of['lcp']:6.0f} {of['drawn']:6.0f} {of['tbt']:6.0f} {of['cls']:6.3f}"
            f" {of['asked']:6.0f} {of['deep']:5.0f} {of['weight'] / KIB:6.0f}",
            flush=True,
        )


def _visit(context: BrowserContext, url: str, drawn: str, visit: Visit, told: bool) -> dict[str, float]:
    page = context.new_page()
    browser = context.new_cdp_session(page)
    if not visit.again:
        _forget(browser, url)
    _slow_down(browser, visit.slow)
    requests = _Requests(browser)
    page.add_init_script(f"({WATCH})({drawn!r})")
    page.goto(url)
    shown = page.evaluate(DRAWN)
    page.wait_for_timeout(QUIET)
    seen: dict[str, float] = page.evaluate("window.seen_")
    asked, deep = requests.before(shown / 1000)
    if told:
        print(*requests.lines(shown / 1000), sep="\n")
    page.close()
    return {**seen, "asked": asked, "deep": deep, "weight": requests.weight}


class _Requests:
    """What a page asks the API for, and how many it asks for one after another."""

    def __init__(self, browser: CDPSession) -> None:
        self._begun: dict[str, tuple[str, float]] = {}
        self._spans: list[tuple[str, float, float]] = []
        self.weight = 0.0
        self._offset = 0.0
        self._first = 1e12
        browser.on("Network.requestWillBeSent", self._sent)
        browser.on("Network.loadingFinished", self._finished)
        browser.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self._offset = event["wallTime"] - event["timestamp"]
        self._first = min(self._first, event["timestamp"])
        if "/api/" in event["request"]["url"]:
            self._begun[event["requestId"]] = (event["request"]["url"], event["timestamp"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.weight += event["encodedDataLength"]
        if begun := self._begun.get(event["requestId"]):
            self._spans.append((*begun, event["timestamp"]))

    def before(self, moment: float) -> tuple[int, int]:
        """How many were answered by then, and the longest chain of those that began after another's end."""
        spans = sorted((end, begin) for _, begin, end in self._spans if end + self._offset <= moment)
        deep, free = 0, 0.0
        for end, begin in spans:
            if begin >= free:
                deep, free = deep + 1, end
        return len(spans), deep

    def lines(self, moment: float) -> Iterator[str]:
        for url, begin, end in sorted(self._spans, key=lambda span: span[1]):
            later = "" if end + self._offset <= moment else "  after it was drawn"
            times = f"{1000 * (begin - self._first):7.0f} {1000 * (end - begin):6.0f}"
            yield f"{times}  {url.partition('/api/v1')[2][:70]}{later}"


def _forget(browser: CDPSession, url: str) -> None:
    """Everything but the session."""
    origin = re.match(r"https?://[^/]+", url)
    assert origin
    browser.send("Network.clearBrowserCache")
    kinds = "service_workers,cache_storage,indexeddb,local_storage"
    browser.send("Storage.clearDataForOrigin", {"origin": origin[0], "storageTypes": kinds})


def _slow_down(browser: CDPSession, slow: bool) -> None:
    browser.send("Network.enable")
    if slow:
        line = {
            "latency": 150,
            "downloadThroughput": 1.6e6 / 8,
            "uploadThroughput": 750e3 / 8,
            "offline": False,
        }
        browser.send("Network.emulateNetworkConditions", line)
        browser.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _press(context: BrowserContext, url: str, rounds: int) -> None:
    page = context.new_page()
    page.add_init_script(f"({PRESSED})()")
    page.goto(url)
    page.locator(".timegrid-block").first.wait_for()
    page.wait_for_timeout(2 * QUIET)
    print(f"\n{'key':9} {'first':>6} {'then':>6} {'longest event':>14}")
    for name, key, opened, end in PRESSES:
        times = []
        page.evaluate("window.pressed_.longest = 0")
        for _ in range(rounds + 1):
            page.keyboard.press(key)
            times.append(page.evaluate(SHOWN, opened))
            page.wait_for_timeout(400)
            page.keyboard.press(end)
            page.wait_for_timeout(400)
        longest = page.evaluate("window.pressed_.longest")
        print(f"{name:9} {times[0]:6.0f} {median(times[1:]):6.0f} {longest:14.0f}", flush=True)
    page.close()


def _sign_in(context: BrowserContext, server: str, password: str) -> str:
    """Leaves the session in the browser; answers the id of some meeting."""
    page = context.new_page()
    page.goto(f"{server}/login/?next=/calendar/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if "/api/v1/calendar?" in answer.url else None)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".timegrid-block").first.wait_for()
    page.wait_for_timeout(QUIET)
    meetings: list[dict[str, Any]] = [one for answer in answers for one in answer.json()["data"]]
    page.close()
    return next(str(one["meeting_id"]) for one in meetings if not one["repeats"] and not one["busy_only"])


@contextmanager
def _demonstration() -> Iterator[tuple[str, str]]:
    """Its address and everybody's password."""
    with tempfile.TemporaryDirectory(prefix="convene-bench-") as place:
        folder, port = Path(place), free_port()
        environment = {
            "CONVENE_DATA_DIR": str(folder / "data"),
            "CONVENE_WORKERS": "1",
            "CONVENE_LOG_LEVEL": "error",
        }
        with serving(CONVENE, folder, port, environment):
            made = subprocess.run(
                [*CONVENE[:-1], "demo"],
                capture_output=True,
                text=True,
                check=True,
                timeout=120,
                env={**os.environ, **environment},
            )
            password = re.search(r"password is (\S+)", made.stdout)
            assert password, made.stdout
            yield f"http://127.0.0.1:{port}", password[1]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, sys.argv[2:]))
