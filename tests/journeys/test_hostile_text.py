"""Whatever people write stays text: in pages, letters, calendar files and the log (S27, S28, S40)."""

import json
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import icalendar
import pytest
from playwright.sync_api import Dialog, Page, Playwright, expect

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.container import container_for
from entrypoints.settings import Settings
from tests.conftest import DatabaseServer
from tests.entrypoints.cli.serving import LONG_ENOUGH, PASSWORD
from tests.entrypoints.http.authenticator import Authenticator
from tests.entrypoints.live.serving import ON_POSTGRES, Person, WebServer, background_worker, web_server
from tests.journeys.browsers import PATIENCE, browser_page, complaints
from tests.journeys.hostile_text import ONLY_IN_PROSE, TEXTS

PROSE = (*TEXTS, *ONLY_IN_PROSE)
# Parts of our own program come when they are needed, and are not counted.
CENSUS = """() => [...document.querySelectorAll('*')].filter(
    (node) => !(node.getAttribute('src') ?? node.getAttribute('href') ?? '').startsWith('/_next/')
).map((node) => [
    node.localName, [...node.attributes].some((each) => each.name.startsWith('on')
        || (/^(href|src|action)$/.test(each.name) && /^\\s*(javascript|data):/i.test(each.value))),
])"""

LISTS = ("/settings/security/", "/inbox/", "/inbox/?tab=updates", "/meetings/", "/rooms/")
NEVER_MORE = ("script", "style", "link", "meta", "base", "iframe", "img", "form", "title", "body", "math")
"""Elements that do more than stand there."""
SHAPES = {"svg", "path", "circle", "rect", "line", "polyline"}
"""What icons are drawn with."""


@dataclass
class Town:
    server: WebServer
    ana: Person
    ben: Person
    folder: Path


@pytest.fixture(scope="module")
def town(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    environment = {"CONVENE_DATABASE_URL": database_server.clone()}
    container = container_for(Settings.from_environment({**environment, "CONVENE_DATA_DIR": str(folder)}))
    for name, role in (("Ana", Role.ADMIN), ("Ben", Role.MEMBER)):
        email = f"{name.lower()}@example.org"
        container.accounts.create_person()(CreatePersonCommand(email, name, PASSWORD, role, "Europe/Paris"))
    with (
        web_server(folder, ON_POSTGRES, **environment) as server,
        background_worker(folder, **environment),
    ):
        people = [Person(server.port, f"{name}@example.org", PASSWORD) for name in ("ana", "ben")]
        yield Town(server, *people, folder)
    container.wakeups().close()
    container.engine().dispose()


def moments(number: int, month: int = 5) -> dict[str, Any]:
    """Half an hour of its own in the week from the sixth of that month of 2030."""
    day, half = divmod(number, 10)
    clock = f"2030-{month:02}-{6 + day:02}T{9 + half // 2:02}:{half % 2 * 3}"
    zone = {"time_zone": "Europe/Paris"}
    return {
        "start": {"date_time": f"{clock}0:00", **zone},
        "end": {"date_time": f"{clock[:-1]}{int(clock[-1]) + 2}5:00", **zone},
    }


def done(answer: tuple[int, Any]) -> Any:
    assert 200 <= answer[0] < 300, answer
    return answer[1]


def fill_every_field(town: Town, number: int, line: str, prose: str) -> str:
    """A meeting, and whatever else takes text; returns the meeting's path."""
    ana, ben, anything = town.ana, town.ben, {"If-Match": "*"}
    connect_again(town)
    for person in (ana, ben):
        done(person.call("PATCH", "/me", {"name": line[:200]}, **anything))
    done(ana.call("PATCH", "/settings", {"organisation_name": line[:100]}, **anything))
    room = {"name": f"{number} {line}"[:200], "capacity": 4, "location": prose[:500], "approval": True}
    room_id = done(ana.call("POST", "/rooms", room))["id"]
    done(ana.call("POST", "/teams", {"name": f"{number} {line}"[:100], "description": prose}))
    done(ana.call("POST", "/ip-blocks", {"network": f"203.0.113.{number}", "reason": line[:200]}))
    token = {"name": line[:100], "scopes": [], "expires_at": in_days(30).isoformat()}
    assert ana.call("POST", "/tokens", token)[0] in {201, 422}
    guest = {"email": f"{uuid4().hex}@example.org", "name": line[:200], "role": "guest"}
    done(ana.call("POST", "/people", guest))
    meeting = {
        "title": line,
        "description": prose,
        "location": prose,
        "conference_url": "https://meet.example.org/<script>alert(1)</script>?\"'><b>",
        "guests": [{"person_id": ana.id}],
        "rooms": [room_id],
        **moments(number),
    }
    path = f"/meetings/{done(ben.call('POST', '/meetings', meeting))['id']}"
    answer = {"status": "declined", "comment": prose, "proposal": moments(number, month=6)}
    done(ana.call("PUT", f"{path}/response", answer, **anything))
    refusal = {"approved": False, "reason": prose}
    done(ana.call("PUT", f"{path}/rooms/{room_id}/approval", refusal, **anything))
    if number % 4 == 3:
        done(ben.call("POST", f"{path}/cancellation", {"reason": prose}, **anything))
    ana.call("POST", "/auth/login", {"email": line, "password": prose}, **{"User-Agent": "<b>Mozilla"})
    return path


def fill_lists(town: Town, number: int, line: str, prose: str) -> None:
    """What Ben finds in his own lists: a token, and a meeting that asks for his answer, none of the next."""
    connect_again(town)
    token = {"name": line[:100], "scopes": ["meetings:read"], "expires_at": f"{in_days(30):%FT%TZ}"}
    assert town.ben.call("POST", "/tokens", token)[0] in {201, 422}
    start = in_days(8) + timedelta(minutes=20 * number)
    times = {"start": start, "end": start + timedelta(minutes=15)}
    soon = {name: {"date_time": f"{at:%FT%T}", "time_zone": "UTC"} for name, at in times.items()}
    guests = [{"person_id": town.ben.id}]
    meeting = {"title": line, "description": prose, "location": prose[:500], "guests": guests, **soon}
    done(town.ana.call("POST", "/meetings", meeting))


def give_passkeys(town: Town, names: Sequence[str]) -> None:
    """To Ben, in place of those he has; they are made in software."""
    connect_again(town)
    ben, here = town.ben, f"http://localhost:{town.server.port}"
    done(ben.call("POST", "/auth/proof", {"password": PASSWORD}))
    for each in done(ben.call("GET", "/auth/second-factors"))["passkeys"]:
        done(ben.call("DELETE", f"/auth/passkeys/{each['id']}"))
    for name in names:
        options = done(ben.call("POST", "/auth/passkeys/options"))["public_key"]
        device = Authenticator(origin=here, relying_party=options["rp"]["id"])
        status, answer = ben.call(
            "POST", "/auth/passkeys", {"name": name, "credential": device.make(options)}
        )
        assert status in {201, 422}, answer


def connect_again(town: Town) -> None:
    """The browser takes its time, and the server hangs up on who is silent."""
    for person in (town.ana, town.ben):
        person.connection.close()


def in_days(days: int) -> datetime:
    return (datetime.now(UTC) + timedelta(days=days)).replace(microsecond=0)


def census(page: Page) -> Counter[str]:
    """How many elements of each name there are. None listens, none leads to a script, and none has run."""
    found = page.evaluate(CENSUS)
    assert [name for name, acts in found if acts] == []
    assert page.evaluate("window.ran") is None
    return Counter(name for name, _ in found)


def sign_in(page: Page, town: Town) -> None:
    page.goto(f"http://127.0.0.1:{town.server.port}/login/")
    page.get_by_label("E-mail").fill("ben@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/calendar/**")


def seen(page: Page, town: Town, path: str) -> Counter[str]:
    page.goto(f"http://127.0.0.1:{town.server.port}{path}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    return settled(page)


def settled(page: Page) -> Counter[str]:
    """Once all is there: some parts of a page come after it."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
    return census(page)


def lists_seen(
    page: Page, town: Town, waiting: int, *, showing: str, lists: Sequence[str] = LISTS
) -> dict[str, Counter[str]]:
    """Each list to its end, once so many invitations wait for Ben."""
    deadline = time.monotonic() + LONG_ENOUGH
    while done(town.ben.call("GET", "/notifications?limit=1"))["needs_you"] < waiting:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    found = {}
    for path in lists:
        page.goto(f"http://127.0.0.1:{town.server.port}{path}")
        main = page.get_by_role("main")
        expect(main).to_contain_text(showing, timeout=PATIENCE)
        expect(main.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        rows = main.get_by_role("listitem")
        older = page.get_by_role("button", name=re.compile("^Show (older|more)$"))
        while older.count():
            before = rows.count()
            older.click()
            expect(rows).not_to_have_count(before, timeout=PATIENCE)
        found[path] = settled(page)
    return found


def assert_no_more_than(usual: Counter[str], found: Counter[str], where: object) -> None:
    """Nothing but what pages are made of, and no more of what acts. How much of the rest there is says who is
    looking and what has happened: faces, lines of a history.
    """
    assert set(found) - SHAPES <= set(usual), (where, set(found) - set(usual))
    assert {name: found[name] for name in NEVER_MORE} == {name: usual[name] for name in NEVER_MORE}, where


LETTER = {"html", "head", "meta", "title", "style", "body", "main", "div", "h1", "h2", "p", "br", "a"}
LETTER |= {"table", "tbody", "tr", "td"}


def test_text_stays_text(town: Town, playwright: Playwright) -> None:
    places = dict(enumerate(zip(TEXTS, cycle(PROSE[::-1]), strict=False), start=4))
    plain = [fill_every_field(town, number, "Plain", "Plain, too") for number in range(4)]
    with browser_page(playwright, "Europe/Paris", fetches_ahead=False) as page:
        faults, asked, dialogs = complaints(page), set[str](), list[str]()
        page.on("request", lambda request: asked.add(request.url))

        def refuse(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        sign_in(page, town)
        fill_lists(town, 0, "Plain", "Plain, too")
        give_passkeys(town, ["Plain"])
        lists_as_usual = lists_seen(page, town, 1, showing="Plain")
        person_as_usual = seen(page, town, f"/people/{town.ana.id}")
        page.goto("about:blank")
        hostile = {
            number: fill_every_field(town, number, line, prose) for number, (line, prose) in places.items()
        }
        as_usual = [seen(page, town, path) for path in plain]
        assert_no_more_than(person_as_usual, seen(page, town, f"/people/{town.ana.id}"), "a person")
        for number, path in hostile.items():
            found = seen(page, town, path)
            assert_no_more_than(as_usual[number % 4], found, places[number])
            shown = page.get_by_role("heading", level=1).text_content() or ""
            assert places[number][0].split() == shown.split()
        page.goto(f"http://127.0.0.1:{town.server.port}/calendar/?v=week&d=2030-05-06")
        expect(page.get_by_text("Plain").first).to_be_visible()
        assert census(page)["script"] == as_usual[0]["script"]
        for number, (line, prose) in places.items():
            fill_lists(town, number, line, prose)
        for names, lists in ((TEXTS[:20], LISTS), (TEXTS[20:], LISTS[:1])):
            give_passkeys(town, [name[:100] for name in names])
            seen_now = lists_seen(page, town, 1 + len(places), showing="<script>", lists=lists)
            for path, found in seen_now.items():
                assert_no_more_than(lists_as_usual[path], found, path)
        page.goto("about:blank")  # where no policy of ours helps
        for letter in letters(town, len(places)):
            page.set_content(letter)
            assert set(census(page)) <= LETTER
    assert (dialogs, faults) == ([], [])
    assert [url for url in asked if not url.startswith(f"http://127.0.0.1:{town.server.port}/")] == []


def letters(town: Town, number: int) -> list[str]:
    """The HTML of all letters, once there are so many."""
    deadline = time.monotonic() + LONG_ENOUGH
    while len(files := list(town.folder.rglob("*.eml"))) < number:
        assert time.monotonic() < deadline, f"{len(files)} letters of {number}"
        time.sleep(0.1)
    bodies = []
    for file in files:
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert "Bcc" not in message
        part = message.get_body(("html",))
        assert part is not None
        bodies.append(str(part.get_content()))
    return bodies


def test_calendar_files_hold_one_event_each(town: Town) -> None:
    for number, text in enumerate(PROSE):
        line = " ".join("".join(each if each >= " " and each != "\x7f" else " " for each in text).split())
        path = fill_every_field(town, number + 60, line, text)
        town.ben.connection.request(
            "GET",
            f"/api/v1{path}",
            headers={"Authorization": f"Bearer {town.ben.token}", "Accept": "text/calendar"},
        )
        raw = town.ben.connection.getresponse().read()
        read = icalendar.Calendar.from_ical(raw)
        (event,) = read.walk("VEVENT")
        assert str(event["SUMMARY"]).split() == line.split()
        assert "ATTACH" not in event


def test_each_line_of_the_log_is_one_object(town: Town) -> None:
    """Runs last: all that the others wrote went past the log."""
    for text in PROSE:
        quoted = "".join(f"%{byte:02X}" for byte in text.encode())
        town.ana.call("GET", f"/{quoted}?q={quoted}")
        town.ana.call("POST", "/auth/login", {"email": text, "password": text})
    with socket.create_connection(("127.0.0.1", town.server.port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nBad\x1b[2J\rHeader: x\r\n\r\n")
        assert b" 400 " in connection.recv(4096)
    raw = town.server.log.read_bytes()
    assert raw.isascii()
    lines = raw.decode().splitlines()
    assert len(lines) > len(PROSE)
    for line in lines:
        read = json.loads(line)
        assert {"at", "stream", "level", "message"} <= read.keys()
        assert read["message"] != "forged"
        assert PASSWORD not in line
        assert town.ana.token not in line
