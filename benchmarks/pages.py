"""`python -m benchmarks.pages [rounds] [page …]`: how long one waits for a page, and for what one asks of it.

Four pages of the demonstration in a real browser, each opened by a phone for the first time and once more (a
processor four times slower, 1.6 Mbit/s, 150 ms), and by a desk for the first time and once more. Then the
calendar and a meeting are used, with the phone's processor. Printed are medians in milliseconds, and the
least and the most; a figure belongs to a machine and a minute, so the load stands above. Of pages that are
named, each request to the API is printed too: when it began, how long it took, and whether the page waited
for it.
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
BETWEEN_KEYS = 150
"""Milliseconds, as people type."""
KIB = 1024
SLOWER = 4
"""How many times a phone's processor is."""

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

TOUCHED = """
() => {
  window.touched_ = { at: 0, longest: 0 };
  const touch = ({ timeStamp }) => (window.touched_.at = timeStamp);
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, touch, { capture: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ interactionId, duration }) => {
    if (interactionId) window.touched_.longest = Math.max(window.touched_.longest, duration);
  })).observe({ type: 'event', durationThreshold: 16 });
}
"""

SHOWN = """
(selector) => new Promise((done) => {
  const look = () =>
    document.querySelector(selector)
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.touched_.at)))
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
    Visit("phone, again", slow=True, again=True),
    Visit("desk, first", slow=False, again=False),
    Visit("desk, again", slow=False, again=True),
)


@dataclass(frozen=True)
class Act:
    name: str
    keys: tuple[str, ...]
    """Pressed one after another."""
    shows: str
    """What the first of them leads to."""
    ends: str
    """The key that leads back."""


ON_THE_CALENDAR = (
    Act("palette", ("Control+k",), "[role=dialog] [role=combobox]", "Escape"),
    Act("palette, typed in", ("Control+k", *"week"), "[role=dialog] [role=combobox]", "Escape"),
    Act("keys", ("?",), "[role=dialog]", "Escape"),
    Act("draft", ("c",), "[role=dialog]", "Escape"),
    Act("quick add, typed in", ("q", *"Lunch tue 12"), "[role=dialog] input", "Escape"),
    Act("next week", ("j",), ".timegrid-block", "k"),
    Act("month", ("m",), "[role=grid]", "w"),
)
ON_A_MEETING = (
    Act("palette", ("Control+k",), "[role=dialog] [role=combobox]", "Escape"),
    Act("part", ("2",), "main h2", "1"),
)


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
        print("{:9} {:13} {:>19} {:>19} {:>6} {:>6} {:>6} {:>5} {:>6}".format(*heads))
        if not named or "login" in named:
            _report("login", f"{server}/login/", "input[type=password]", context, rounds, bool(named))
        meeting, day = _sign_in(context, server, password)
        pages = {
            "calendar": (f"/calendar/?d={day}", ".timegrid-block"),
            "meeting": (f"/meetings/{meeting}/", "main h1:not(.sr-only)"),
            "inbox": ("/inbox/", 'main a[href^="/meetings/"]'),
        }
        for name, (path, drawn) in pages.items():
            if not named or name in named:
                _report(name, server + path, drawn, context, rounds, bool(named))
        print(f"\n{'':9} {'':20} {'first':>6} {'shown':>19} {'longest event':>19}")
        for name, acts in (("calendar", ON_THE_CALENDAR), ("meeting", ON_A_MEETING)):
            if not named or name in named:
                path, drawn = pages[name]
                _use(name, server + path, drawn, acts, context, rounds)
    return 0


def _report(name: str, url: str, drawn: str, context: BrowserContext, rounds: int, told: bool) -> None:
    for visit in VISITS:
        seen = [_visit(context, url, drawn, visit, told) for _ in range(rounds + visit.again)]
        of = {what: median(one[what] for one in seen[visit.again :]) for what in seen[0]}
        lcp, data = (_spread([one[what] for one in seen[visit.again :]]) for what in ("lcp", "drawn"))
        print(
            f"{name:9} {visit.name:13} {lcp:>19} {data:>19} {of['tbt']:6.0f} {of['cls']:6.3f}"
            f" {of['asked']:6.0f} {of['deep']:5.0f} {of['weight'] / KIB:6.0f}",
            flush=True,
        )


def _spread(times: list[float]) -> str:
    return f"{median(times):.0f} ({min(times):.0f} - {max(times):.0f})"


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
        phone = {"width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": True}
        browser.send("Emulation.setDeviceMetricsOverride", phone)
        line = {
            "latency": 150,
            "downloadThroughput": 1.6e6 / 8,
            "uploadThroughput": 750e3 / 8,
            "offline": False,
        }
        browser.send("Network.emulateNetworkConditions", line)
        browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _use(
    name: str, url: str, drawn: str, acts: tuple[Act, ...], context: BrowserContext, rounds: int
) -> None:
    """How soon what one asks for is shown, the first time and then; and what INP counts."""
    page = context.new_page()
    page.add_init_script(f"({TOUCHED})()")
    page.goto(url)
    page.locator(drawn).first.wait_for()
    page.wait_for_timeout(3 * QUIET)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for act in acts:
        shown: list[float] = []
        longest: list[float] = []
        for _ in range(rounds + 1):
            page.evaluate("window.touched_.longest = 0")
            page.keyboard.press(act.keys[0])
            shown.append(page.evaluate(SHOWN, act.shows))
            for key in act.keys[1:]:
                page.keyboard.press(key)
                page.wait_for_timeout(BETWEEN_KEYS)
            page.wait_for_timeout(QUIET / 2)
            longest.append(page.evaluate("window.touched_.longest"))
            page.keyboard.press(act.ends)
            page.wait_for_timeout(QUIET / 2)
        print(
            f"{name:9} {act.name:20} {shown[0]:6.0f} {_spread(shown[1:]):>19} {_spread(longest[1:]):>19}",
            flush=True,
        )
    page.close()


def _sign_in(context: BrowserContext, server: str, password: str) -> tuple[str, str]:
    """Leaves the session in the browser; answers the id of some meeting, and its day."""
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
    one = next(one for one in meetings if not one["repeats"] and "date_time" in one["start"])
    return str(one["meeting_id"]), one["start"]["date_time"][:10]


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
