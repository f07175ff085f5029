"""Every page, dialog and state there is to be seen: one table for who judges them and who photographs them.

A page added to the app gets a line in `AT_THE_DOOR` or `INSIDE`; the states of its data come by themselves.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Literal

from playwright.sync_api import Locator, Page, ViewportSize

from tests.journeys.demo_world import EMAIL, World
from tests.journeys.states import State, never

SIZES = {
    "phone": ViewportSize(width=360, height=740),
    "tablet": ViewportSize(width=768, height=1024),
    "desk": ViewportSize(width=1280, height=800),
}
"""At which all of it is looked at."""
Shown = Callable[[Page], Locator]
Deed = Callable[[Page, World], object]


@dataclass(frozen=True)
class Sight:
    name: str
    address: str
    """`{review}` and the like stand for the ids of the world."""
    shown: Shown
    """What is there as soon as there is something to judge."""
    deeds: Sequence[Deed] = ()
    """What is done on the page first."""
    wide: bool = False
    """Nothing of the kind on a phone."""


def heading(name: str | re.Pattern[str] | None = None, level: int | None = 1) -> Shown:
    return lambda page: page.get_by_role("heading", name=name, level=level).first


def text(words: str) -> Shown:
    return lambda page: page.get_by_text(words).first


def field(label: str) -> Shown:
    return lambda page: page.get_by_label(label).first


def part(role: str, name: str | re.Pattern[str] | None = None) -> Shown:
    return lambda page: page.get_by_role(role, name=name).first  # type: ignore[arg-type]


def button(name: str | re.Pattern[str]) -> Shown:
    return part("button", name)


def dialog(name: str) -> Shown:
    return part("dialog", name)


def entry(title: str) -> Shown:
    return lambda page: page.get_by_role("main").get_by_role("button", name=re.compile(f"^{title},")).first


def listed(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").first


def click(what: Shown) -> Deed:
    return lambda page, _: what(page).click()


def fill(label: str, words: str) -> Deed:
    return lambda page, _: page.get_by_label(label).first.fill(words)


def press(key: str, on: Shown) -> Deed:
    return lambda page, _: on(page).press(key)


def press_until(key: str, shown: Shown) -> Deed:
    """Keys are heard once the page has settled."""

    def press_on(page: Page, _: World) -> None:
        for _attempt in range(100):
            if shown(page).is_visible():
                return
            page.keyboard.press(key)
            page.wait_for_timeout(200)

    return press_on


def refused(page: Page, _: World) -> None:
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()


PLACES = cycle(("Garden", "Attic", "Library"))


def saved_by_two(page: Page, world: World) -> None:
    """Both write where it takes place, and the other comes first."""
    page.get_by_role("button", name="Edit", exact=True).click()
    sheet = page.get_by_role("dialog", name="Edit meeting")
    sheet.get_by_label("Place").fill("Cellar")
    world.change("/meetings/{review}", location=next(PLACES))
    sheet.get_by_role("button", name="Save").click()


AT_THE_DOOR = (
    Sight("set-up that is over", "/setup/#token=guess", part("main")),
    Sight("not found", "/nowhere/", heading()),
    Sight("forgotten password", "/forgot-password/", button("Send the link")),
    Sight(
        "letter sent",
        "/forgot-password/",
        heading("Look at your mail", None),
        (fill("E-mail", "nobody@demo.example"), click(button("Send the link"))),
    ),
    Sight("new password", "/reset-password/#token=guess", field("New password")),
    Sight("invitation that is void", "/invitation/#token=guess", heading("no longer works", None)),
    Sight("new address", "/confirm-email/#token=guess", button("This is my address")),
    Sight("sign-in", "/login/", button("Sign in")),
    Sight("sign-in refused", "/login/", part("alert"), (fill("E-mail", EMAIL), refused)),
)

UNKNOWN = "00000000-0000-7000-8000-000000000000"
CALENDAR = "/calendar/?zones=Asia/Kathmandu,America/St_Johns&v="
SETTINGS = {
    "profile": field("Name"),
    "time": heading("Clock and week", 2),
    "hours": part("switch", "Monday"),
    "notifications": part("checkbox", "A meeting moves: E-mail"),
    "appearance": part("radio", "Comfortable"),
    "keyboard": button("Change the key for: New meeting"),
    "data": button("Choose a file"),
    "security": text("No tokens yet."),
}
ADMINISTRATION = {
    "overview": text("Background work"),
    "people": button("Open Ben Okafor"),
    "teams": text("No teams yet"),
    "rooms": button("Open Blue room"),
    "audit": button("Ana Martín signed in"),
    "settings": part("radio", "By invitation"),
    "features": part("radio", "Everybody"),
    "addresses": field("Address or network"),
    "mail": button("Send me a trial letter"),
}
PARTS_OF_A_MEETING = {
    "agenda": text("What ships"),
    "chat": text("Slides are there."),
    "minutes": field("Decision 2"),
    "people": text("kim@guests.example"),
    "history": text("scheduled this"),
}
INSIDE = (
    Sight("calendar, week", "/calendar/?v=week&d={workday}", entry("Stand-up")),
    Sight(
        "calendar, card",
        "/calendar/?v=week&d={workday}",
        part("link", "Open meeting"),
        (click(entry("Stand-up")),),
        wide=True,
    ),
    Sight("calendar, day", f"{CALENDAR}day", heading()),
    Sight("calendar, four days", f"{CALENDAR}4", heading()),
    Sight("calendar, month", f"{CALENDAR}month", heading()),
    Sight("calendar, agenda", f"{CALENDAR}agenda", entry("Stand-up")),
    Sight(
        "calendar, go to a date",
        f"{CALENDAR}agenda",
        lambda page: page.get_by_role("dialog").filter(has_text="Go to a date"),
        (lambda page, _: page.get_by_role("heading", level=1).get_by_role("button").click(),),
    ),
    Sight(
        "calendar, move to",
        "/calendar/?v=month",
        dialog("Move “Quarterly review”"),
        (press("Shift+M", entry("Quarterly review")),),
        wide=True,
    ),
    Sight(
        "new meeting, card",
        "/calendar/?v=week",
        dialog("New meeting"),
        (press_until("c", dialog("New meeting")),),
    ),
    Sight(
        "quick add",
        "/meetings/",
        dialog("Quick add"),
        (
            press_until("q", dialog("Quick add")),
            fill("In a few words", "review @maya next tue 3-4pm tokyo #4p"),
        ),
    ),
    Sight(
        "new meeting",
        "/meetings/new/?q=1:1 every other thu 10 with maya until 30 june",
        button("Save and send"),
        (lambda page, _: page.get_by_role("textbox", name="Title").wait_for(),),
    ),
    Sight("meetings", "/meetings/", listed),
    Sight("meetings, none such", "/meetings/?q=zzz", heading("Nothing like", None)),
    Sight("meeting", "/meetings/{review}/", heading("Launch review")),
    *(
        Sight(f"meeting, {name}", f"/meetings/{{review}}/?part={name}", shown)
        for name, shown in PARTS_OF_A_MEETING.items()
    ),
    Sight("meeting, changed by two", "/meetings/{review}/", button("Keep mine"), (saved_by_two,)),
    Sight(
        "palette",
        "/calendar/",
        dialog("Command palette"),
        (press_until("Control+k", dialog("Command palette")),),
    ),
    Sight("keys", "/meetings/", dialog("Keys"), (press_until("?", dialog("Keys")),)),
    Sight("search", "/search/?q=review", part("link", re.compile("Launch review"))),
    Sight("find a time", "/find/", heading()),
    Sight("find a time, suggestions", "/find/?who={ben}", button("Use this")),
    Sight("inbox", "/inbox/", heading(level=2)),
    Sight("updates", "/inbox/?tab=updates", button("Mark all as read")),
    Sight("people", "/people/", part("link", "Ben Okafor")),
    Sight("people, none such", "/people/?q=zzz", heading("Nobody like", None)),
    Sight("person", "/people/{ben}/", part("grid", re.compile("^Ben Okafor,"))),
    Sight("person, nobody", f"/people/{UNKNOWN}/", heading("There is nobody here", None)),
    Sight("rooms", "/rooms/", part("link", "Blue room")),
    Sight("rooms, none such", "/rooms/?seats=50", heading("No room is like that", None)),
    Sight("room", "/rooms/{blue}/", part("grid", re.compile("^Blue room,"))),
    *(Sight(f"settings, {name}", f"/settings/{name}/", shown) for name, shown in SETTINGS.items()),
    Sight("settings, a date", "/settings/hours/", dialog("Add a date"), (click(button("Add a date")),)),
    Sight(
        "settings, time away",
        "/settings/hours/",
        dialog("Plan time away"),
        (click(button("Plan time away")),),
    ),
    Sight(
        "settings, change of password",
        "/settings/security/",
        dialog("Change password"),
        (click(button("Change password")),),
    ),
    Sight(
        "settings, authenticator app",
        "/settings/security/",
        dialog("Set up an app"),
        (click(button("Set up an authenticator app")),),
    ),
    Sight("settings, token", "/settings/security/", dialog("New API token"), (click(button("New token")),)),
    *(Sight(f"admin, {name}", f"/admin/{name}/", shown) for name, shown in ADMINISTRATION.items()),
    Sight("admin, new room", "/admin/rooms/", dialog("New room"), (click(button("New room")),)),
    Sight("set-up, hours", "/setup/?step=hours", heading("When do you work?", None)),
)
PAGES = tuple(sight for sight in INSIDE if not sight.deeds)
"""Whose data can be in any state."""


def can_be(sight: Sight, state: State) -> bool:
    return re.match(state.of, sight.address) is not None


SETTLED = """() => new Promise((done) => {
  const watch = new MutationObserver(() => wait(300));
  let rest;
  const wait = (time) => {
    clearTimeout(rest);
    rest = setTimeout(() => { watch.disconnect(); done(); }, time);
  };
  setTimeout(() => wait(0), 5_000);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  wait(300);
})"""
"""Nothing has changed for a while, or it never stops changing. Code that comes ahead joins the head."""
COME = "() => !document.querySelector('main .skeleton')"
"""Nothing is being waited for any more: not even on a busy machine."""
KEPT_AFTER = 700
"""Milliseconds, after which the browser has kept what was read."""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def sign_in(page: Page, world: World) -> None:
    page.goto(f"{world.server.url}/login/?next=/inbox/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(world.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{world.server.url}/inbox/")


def look_at(page: Page, world: World, sight: Sight, state: State | None = None) -> Locator:
    """Open it and do what there is to do; returns what shows that it is there."""
    address = world.server.url + sight.address.format(**world.ids)
    if state is None or state.then:
        open_page(page, address, sight in INSIDE)
        for deed in sight.deeds:
            deed(page, world)
        shown = sight.shown(page)
    else:
        assert state.answer
        if state.kept:
            open_page(page, address, True)
            sight.shown(page).wait_for()
            page.evaluate(SETTLED)
            page.wait_for_timeout(KEPT_AFTER)
        else:
            forget(page, world)
        page.route(state.about, state.answer)
        open_page(page, address, True)
        shown = page.get_by_role("main")
    shown.wait_for()
    if state:
        page.wait_for_timeout(state.patience)
        if state.answer is not never:
            page.wait_for_function(COME)
        page.evaluate(SETTLED)  # what is drawn late is there
    if state and state.then:
        state.then(page)
        page.evaluate(SETTLED)
    return shown


def forget(page: Page, world: World) -> None:
    """What was read before and is kept in the browser, which would be shown meanwhile."""
    devtools = page.context.new_cdp_session(page)
    kept = {"origin": world.server.url, "storageTypes": "indexeddb"}
    devtools.send("Storage.clearDataForOrigin", kept)
    devtools.detach()


def open_page(page: Page, address: str, inside: bool) -> None:
    """Whoever leaves before the new token has come is signed out."""
    if inside:
        with page.expect_response("**/auth/refresh"):
            page.goto(address)
    else:
        page.goto(address)


STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def show_in(page: Page, scheme: Literal["light", "dark"]) -> None:
    """At once: every colour on its way, frame after frame, costs as much as the whole page."""
    page.evaluate(STILL)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(TWO_FRAMES)


def is_there(sight: Sight, page: Page) -> bool:
    return not sight.wide or (page.viewport_size is not None and page.viewport_size["width"] >= 768)


def leave(page: Page) -> None:
    """As if nothing had been."""
    page.context.set_offline(False)
    page.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")
