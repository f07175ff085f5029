"""What can become of all that a page shows, whichever page it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Page, Route

Answer = Callable[[Route], object]
ABOUT_DATA = re.compile(r"/api/v1/(?!auth/(login|refresh)|me$|display-preferences|bootstrap|live/|setup)")


@dataclass(frozen=True)
class State:
    """How all that a page shows can be, but who looks at it."""

    name: str
    answer: Answer | None = None
    """What the server says to all questions about data."""
    then: Callable[[Page], object] | None = None
    """What happens once the page is there."""
    about: re.Pattern[str] = ABOUT_DATA
    """To which questions it says so."""
    of: str = "/"
    """How the addresses of the pages begin that can be in it."""
    kept: bool = False
    """The browser still shows what the page read before."""
    patience: int = 0
    """Milliseconds until it has come to that: a skeleton shows late, what failed is tried again twice."""


def never(route: Route) -> None:
    """Until the page is left."""


def nothing(route: Route) -> None:
    try:
        answer = route.fetch()
        body = answer.json()
        if isinstance(body, dict) and isinstance(body.get("data"), list):
            body |= {"data": [], "next_cursor": None}
        route.fulfill(response=answer, json=body)
    except (Error, ValueError):
        route.abort()  # nobody waits for it any more


def problem(status: int, code: str, title: str) -> Answer:
    body = {"status": status, "code": code, "title": title}
    return lambda route: route.fulfill(status=status, json=body, content_type="application/problem+json")


def as_a_member(route: Route) -> None:
    """Who signed in, but for what they may do."""
    answer = route.fetch()
    body = answer.json()
    body["person"] |= {"role": "member"}
    route.fulfill(response=answer, json=body)


def go_offline(page: Page) -> None:
    page.evaluate(HURRY, [SILENCE])
    page.context.set_offline(True)
    page.get_by_role("status").filter(has_text=re.compile("Offline|Reconnecting")).wait_for()


def end_session(page: Page) -> None:
    """The server says that it is over to the next who asks, and hangs up so that somebody does."""
    page.route("**/api/v1/**", lambda route: route.fulfill(status=401, json={"code": "unauthenticated"}))
    page.evaluate("window.hangUp()")
    page.get_by_role("dialog", name="Sign in again").wait_for()


def offer_update(page: Page) -> None:
    """Another build serves the page all of a sudden, and again until what comes late has heard of it."""
    page.wait_for_function(
        """() => {
            navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
            const buttons = [...document.querySelectorAll('button')];
            return buttons.some(({ textContent }) => textContent === 'Update ready');
        }""",
        polling=100,
    )


BUSY = problem(503, "unavailable", "Convene is busy.")
FRAMED = "/(?!setup/)"
"""Said in the frame that all pages have but those of the set-up."""
STATES = (
    State("loading", never, patience=600),
    State("empty", nothing),
    State("no permission", problem(403, "permission_missing", "You may not see this.")),
    State("error", BUSY, patience=800),
    State("out of date", BUSY, patience=800, of="/(calendar|meetings|inbox)/", kept=True),
    State("not an admin", as_a_member, about=re.compile("/auth/refresh"), of="/admin/"),
    State("offline", then=go_offline, of=FRAMED),
    State("session expired", then=end_session),
    State("update ready", then=offer_update, of=FRAMED),
)
HURRY = """(pauses) => {
  const wait = setTimeout;
  const sooner = (pause) => pauses.includes(pause) ? pause / 10 : pause;
  window.setTimeout = (task, pause, ...more) => wait(task, sooner(pause), ...more);
}"""
SILENCE = 3_000
"""Milliseconds for which nothing is said of a lost connection."""
TRIES_AGAIN = f"({HURRY})([1_000, 2_000])"
"""To be run in a page before anything else: what failed is tried again sooner than it would be."""
HANG_UP = """const Wire = WebSocket;
window.WebSocket = class extends Wire {
  constructor(...about) {
    super(...about);
    window.hangUp = () => this.onclose(new CloseEvent('close', { code: 4401 }));
  }
};"""
"""To be run in a page before anything else: what a server does whose session ended, at the wish of a test."""
