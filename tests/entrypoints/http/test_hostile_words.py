"""What people write stays words: in logs, in the exported audit trail, in letters and in calendar files.

What a browser makes of it is a journey of its own.
"""

import csv
import json
from email.headerregistry import Address
from html.parser import HTMLParser
from typing import Any

import pytest

from adapters.mail.message import message_of
from domain.identity.role import Role
from domain.notification.notification import HOLD
from entrypoints.log_lines import JsonLine
from tests.entrypoints.http.conftest import Caller, House, scheduled
from tests.entrypoints.http.test_second_factors import with_a_passkey
from tests.journeys.hostile_text import ONLY_IN_PROSE, TEXTS

SEPARATED = ("x;=1+1", "x\u2028;@SUM(1)", ";-2+3|cmd", "\uff1d1+1", "+1", "a,=1", "x;\uff0b1")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MARKUP = {"html", "head", "meta", "title", "style", "body", "main", "div", "h1", "h2", "p", "br", "a"}
MARKUP |= {"table", "tr", "td"}
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
    "References",
}
OF_AN_EVENT = {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND"}
OF_AN_EVENT |= {"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP", "CLASS", "RRULE"}
OF_AN_EVENT |= {"RECURRENCE-ID", "BEGIN", "END", "X-CONVENE-ROOM", "RESOURCES", "URL", "CONFERENCE"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.links += [value or "" for name, value in attributes if name in {"href", "src", "action"}]
        assert not any(name.startswith("on") for name, _ in attributes)


@pytest.fixture(params=[*TEXTS, *SEPARATED, *ONLY_IN_PROSE], ids=lambda text: repr(text[:24]))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ada(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def write_everywhere(text: str, house: House, ada: Caller, ana: Caller, ben: Caller) -> dict[str, Any]:
    """Into every field that takes it; what is refused is a 422 that says so. Returns a series of Ana's."""
    until = house.clock.now().replace(month=12, day=30).isoformat()
    room = {"name": text, "capacity": 4, "location": text, "time_zone": "UTC"}
    answers = [
        ana.call("PATCH", "/me", {"name": text}, If_Match="*"),
        ana.post("/tokens", {"name": text, "scopes": ["people:read"], "expires_at": until}),
        ada.post("/teams", {"name": text}),
        ada.post("/rooms", room),
        ada.post("/ip-blocks", {"network": "203.0.113.0/24", "reason": text}),
        ada.call("PATCH", "/settings", {"organisation_name": text}, If_Match="*"),
        ada.post("/people", {"email": "zoe@example.org", "name": text}),
        house.nobody().post("/auth/login", {"email": text[:300], "password": "wrong " + text[:100]}),
        house.nobody().get("/me", User_Agent=text.encode("ascii", "replace").decode().replace("\n", " ")[:99])
        if text.isprintable()
        else ana.get("/me"),
    ]
    with_a_passkey(ana)
    meeting = scheduled(ana, ben, recurrence=["RRULE:FREQ=DAILY;COUNT=3"], description=text, location=text)
    series = f"/meetings/{meeting['id']}"
    date = f"{series}/occurrences/20261203T083000Z?scope=this"
    answers += [
        ana.call("PATCH", series, {"title": text}, If_Match="*"),
        ana.call("PATCH", date, {"title": text}, If_Match="*"),
        ana.call("PATCH", date, {"description": text, "location": text}, If_Match="*"),
        ana.post(f"{series}/messages", {"client_id": "0193a000-0000-7000-8000-00000000c1d0", "text": text}),
        ana.post(f"{series}/cancellation", {"reason": text}, If_Match="*"),
        ana.post(f"{series}/restoration", None, If_Match="*"),
    ]
    assert all(answer.status_code < 500 for answer in answers), [each.text for each in answers]
    if text in TEXTS:
        assert answers[0].status_code in {200, 422}, answers[0].text
    return meeting


def cells_of(exported: str, separator: str) -> list[str]:
    rows = csv.reader(exported.splitlines(keepends=True), delimiter=separator)
    return [cell for row in rows for cell in row]


def test_they_stay_words(
    text: str,
    house: House,
    ada: Caller,
    ana: Caller,
    ben: Caller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    meeting = write_everywhere(text, house, ada, ana, ben)

    for record in caplog.records:
        written = JsonLine().format(record)
        assert written.isprintable()
        assert written.isascii()
        json.loads(written)

    exported = ada.get("/audit-events?format=csv").text
    for separator in ",;\t":
        assert not [cell for cell in cells_of(exported, separator) if cell.startswith(FORMULA)]

    file = ana.get(f"/meetings/{meeting['id']}.ics").text
    lines = file.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") in {1, 2}
    events = "\r\n".join(lines).partition("BEGIN:VEVENT")[2].split("\r\n")[1:-1]
    names = {line.partition(":")[0].partition(";")[0] for line in events}
    assert names - OF_AN_EVENT - {name for name in names if name.startswith("X-")} == set()
    assert not any(name.startswith("ATTACH") for name in names)

    for letter in letters_after(house):
        message = message_of(letter, Address("Convene", "convene", "example.org"))
        assert set(message.keys()) <= HEADERS
        assert len(message["To"].addresses) == 1
        (html,) = [part.get_content() for part in message.walk() if part.get_content_type() == "text/html"]
        tags = Tags()
        tags.feed(html)
        assert tags.found <= MARKUP
        assert all(link.startswith("http://127.0.0.1:8000/") for link in tags.links)


def letters_after(house: House) -> list[Any]:
    container = house.container
    while container.notification.tell_people()():
        pass
    house.clock.advance(HOLD)
    while container.notification.write_mail()():
        pass
    while container.send_letters()():
        pass
    sent = list(container.mailer().sent)
    assert sent
    return sent
