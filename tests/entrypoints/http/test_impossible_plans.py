"""Rules, zones, windows, durations and numbers that cannot be: a 4xx that names the member, at once."""

from typing import Any
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.effort import effort
from tests.entrypoints.http.conftest import Caller, House, moment, new_meeting, scheduled

ENOUGH = 1.0
"""Seconds of processor time. On a quiet machine each takes a few hundredths of one."""
FIRST = "20261202T083000Z"
MANY = [str(uuid4()) for _ in range(10_000)]
CENTURY = {"from": "2026-12-01T00:00:00Z", "to": "2126-12-01T00:00:00Z"}
MONTH = {"from": "2026-12-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"}
NOWHERE = moment("2026-12-02T09:30:00", "Mars/Olympus")
NINE_TO_TEN = {"start": moment("2026-12-02T09:00:00"), "end": moment("2026-12-02T10:00:00")}
DAILY = {**NINE_TO_TEN, "recurrence": ["RRULE:FREQ=DAILY"]}
NEVER = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
DENSE = f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,15,30,45"
RULES = [
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=MINUTELY",
    "RRULE:FREQ=HOURLY;COUNT=3",
    "RRULE:FREQ=DAILY;INTERVAL=0",
    "RRULE:FREQ=DAILY;COUNT=0",
    "RRULE:FREQ=DAILY;COUNT=3;UNTIL=20270101",
    "RRULE:FREQ=YEARLY;BYMONTH=13",
    "RRULE:FREQ=WEEKLY;BYDAY=XX",
    "RRULE:FREQ=MONTHLY;BYDAY=6FR;BYSETPOS=0",
    "RRULE:COUNT=3",
    "RRULE:" + "FREQ=DAILY;" * 1_000,
    "nonsense",
]
Case = tuple[str, str, Any, str]
"""Method, path, body, and the pointer to the member at fault."""


def search(**members: Any) -> dict[str, Any]:
    return {"duration": "PT45M", "window": MONTH, "time_zone": "UTC", "required": ["{me}"], **members}


def hold(**members: Any) -> dict[str, Any]:
    return {"people": ["{me}"], **NINE_TO_TEN, **members}


def rules_everywhere() -> list[Case]:
    places = [
        ("POST", "/meetings", new_meeting()),
        ("PATCH", "/meetings/{series}", {}),
        ("PATCH", "/meetings/{series}/occurrences/{name}?scope=following", {}),
        ("PATCH", "/meetings/{series}/occurrences/{name}?scope=all&dry_run=true", {}),
        ("POST", "/recurrence/preview", NINE_TO_TEN),
    ]
    return [
        (method, path, {**body, "recurrence": [rule]}, "/recurrence/0")
        for method, path, body in places
        for rule in RULES
    ]


CASES: list[Case] = [
    *rules_everywhere(),
    ("POST", "/meetings", new_meeting(recurrence=[NEVER]), "/recurrence"),
    ("PATCH", "/meetings/{series}", {"recurrence": [NEVER]}, "/recurrence"),
    (
        "PATCH",
        "/meetings/{series}/occurrences/{name}?scope=following",
        {"recurrence": [NEVER]},
        "/recurrence",
    ),
    ("POST", "/meetings", new_meeting(recurrence=["RRULE:FREQ=DAILY;BYHOUR=0,6,12,18"] * 3), "/recurrence"),
    ("POST", "/meetings", new_meeting(recurrence=[DENSE]), "/recurrence"),
    ("PATCH", "/meetings/{series}", {"recurrence": [DENSE]}, "/recurrence"),
    ("POST", "/meetings", new_meeting(recurrence=["RRULE:FREQ=DAILY"] * 101), "/recurrence"),
    ("POST", "/meetings", new_meeting(start=NOWHERE), "/start/time_zone"),
    ("POST", "/meetings", new_meeting(end=moment("2126-12-02T09:30:00")), "/end"),
    ("POST", "/meetings", new_meeting(capacity=0), "/capacity"),
    ("POST", "/meetings", new_meeting(any_room={"capacity": 10**9}), "/any_room/capacity"),
    ("POST", "/meetings", new_meeting(rooms=MANY), "/rooms"),
    ("POST", "/meetings", new_meeting(guests=[{"person_id": each} for each in MANY]), "/guests"),
    ("POST", "/meetings", new_meeting(exceptions=[{"original_start": FIRST}] * 1_001), "/exceptions"),
    (
        "POST",
        "/meetings",
        new_meeting(
            recurrence=["RRULE:FREQ=DAILY"],
            exceptions=[{"original_start": f"{year}1202T083000Z"} for year in range(2026, 2100)]
            + [{"original_start": "20261202T083001Z"}],
        ),
        "/exceptions/74/original_start",
    ),
    (
        "POST",
        "/meetings",
        new_meeting(
            recurrence=["RRULE:FREQ=DAILY"], exceptions=[{"original_start": FIRST, "start": NOWHERE}]
        ),
        "/exceptions/0/start/time_zone",
    ),
    ("PATCH", "/meetings/{series}", {"start": NOWHERE}, "/start/time_zone"),
    ("PATCH", "/meetings/{series}", {"end": moment("2126-12-02T09:30:00")}, "/end"),
    (
        "PATCH",
        "/meetings/{series}",
        {"time_zone": {"name": "Mars/Olympus", "keep": "clock"}},
        "/time_zone/name",
    ),
    ("PATCH", "/meetings/{series}/occurrences/{name}", {"start": NOWHERE}, "/start/time_zone"),
    ("PATCH", "/meetings/{series}/occurrences/{name}", {"end": moment("2126-12-02T09:30:00")}, "/end"),
    ("PATCH", "/meetings/{series}/occurrences/{name}", {"rooms": MANY}, "/rooms"),
    ("PATCH", "/meetings/{series}/occurrences/{name}", {"recurrence": ["RRULE:FREQ=DAILY"]}, "/recurrence"),
    ("GET", "/meetings/{series}/occurrences?from=2026-12-01T00:00:00Z&to=2126-12-01T00:00:00Z", None, "/to"),
    ("POST", "/meetings/{series}/occurrences/{name}/restoration", {"start": NOWHERE}, "/start/time_zone"),
    ("POST", "/meetings/{series}/restoration", {"rooms": MANY}, "/rooms"),
    ("PUT", "/meetings/{series}/response", {"status": "maybe"}, "/status"),
    (
        "PUT",
        "/meetings/{series}/response",
        {"status": "declined", "proposal": {**NINE_TO_TEN, "start": NOWHERE}},
        "/proposal/start/time_zone",
    ),
    (
        "POST",
        "/recurrence/preview",
        {**NINE_TO_TEN, "recurrence": ["RRULE:FREQ=DAILY"], "limit": 10**6},
        "/limit",
    ),
    (
        "POST",
        "/recurrence/preview",
        {**NINE_TO_TEN, "recurrence": ["RRULE:FREQ=DAILY"], "start": NOWHERE},
        "/start/time_zone",
    ),
    ("GET", "/calendar?from=2026-12-01T00:00:00Z&to=2126-12-01T00:00:00Z", None, "/to"),
    ("POST", "/free-busy", {**CENTURY, "people": ["{me}"]}, "/to"),
    ("POST", "/free-busy", {**MONTH, "people": MANY}, "/people"),
    ("POST", "/free-busy", {**MONTH, "rooms": MANY}, "/rooms"),
    ("POST", "/free-busy", {"from": MONTH["to"], "to": MONTH["from"], "people": ["{me}"]}, "/to"),
    ("POST", "/availability/search", search(window=CENTURY), "/window/to"),
    ("POST", "/availability/search", search(required=MANY), "/required"),
    ("POST", "/availability/search", search(optional=MANY), "/optional"),
    ("POST", "/availability/search", search(duration="PT0S"), "/duration"),
    ("POST", "/availability/search", search(duration="P1000Y"), "/duration"),
    ("POST", "/availability/search", search(duration="soon"), "/duration"),
    ("POST", "/availability/search", search(granularity="PT0.001S"), "/granularity"),
    ("POST", "/availability/search", search(time_zone="Mars/Olympus"), "/time_zone"),
    ("POST", "/availability/search", search(buffers={"before": "P100Y"}), "/buffers/before"),
    ("POST", "/availability/search", search(limit=10**9), "/limit"),
    ("POST", "/availability/search", search(rooms={"capacity": 10**9}), "/rooms/capacity"),
    ("POST", "/availability/search", search(rooms={"any_of": MANY}), "/rooms/any_of"),
    (
        "POST",
        "/availability/search",
        search(quorums=[{"name": "two", "at_least": 2, "of": ["{me}"]}]),
        "/quorums/0/at_least",
    ),
    (
        "POST",
        "/availability/search",
        search(quorums=[{"name": "all", "at_least": 1, "of": MANY}]),
        "/quorums/0/of",
    ),
    ("POST", "/holds", hold(ttl="PT31M"), "/ttl"),
    ("POST", "/holds", hold(ttl="-PT5M"), "/ttl"),
    ("POST", "/holds", hold(people=MANY), "/people"),
    ("POST", "/holds", hold(rooms=MANY), "/rooms"),
    ("POST", "/holds", hold(start=NOWHERE), "/start/time_zone"),
    ("POST", "/holds", hold(end=moment("2126-12-02T09:30:00")), "/end"),
    ("POST", "/rooms", {"name": "Hall", "capacity": 10**9}, "/capacity"),
    ("POST", "/rooms", {"name": "Hall", "capacity": 4, "time_zone": "Mars/Olympus"}, "/time_zone"),
    ("POST", "/rooms", {"name": "Hall", "capacity": 4, "equipment": ["x"] * 10_000}, "/equipment"),
    (
        "POST",
        "/rooms",
        {"name": "Hall", "capacity": 4, "hours": {"monday": [{"start": "18:00", "end": "08:00"}]}},
        "/hours/monday/0",
    ),
    ("PUT", "/people/{me}/working-hours", {"time_zone": "Mars/Olympus", "weekly": {}}, "/time_zone"),
    (
        "PUT",
        "/people/{me}/working-hours",
        {"time_zone": "UTC", "weekly": {"monday": [{"start": "09:00", "end": "10:00"}] * 10_000}},
        "/weekly/monday",
    ),
]


@pytest.mark.parametrize(
    ("method", "path", "body", "pointer"),
    [pytest.param(*case, id=f"{case[0]} {case[1]} {case[3]} {number}") for number, case in enumerate(CASES)],
)
def test_what_cannot_be_is_named_at_once(
    house: House, method: str, path: str, body: Any, pointer: str
) -> None:
    ada = house.person("Ada", Role.ADMIN)
    series = scheduled(ada, recurrence=["RRULE:FREQ=DAILY"])
    known = {"{series}": series["id"], "{name}": "20261203T083000Z", "{me}": str(ada.person_id)}
    with effort() as spent:
        answer = ada.call(method, filled(path, known), filled(body, known), If_Match="*")
    assert 400 <= answer.status_code < 500, answer.text
    assert [pointer in f"{error['pointer']}/" for error in answer.json["errors"]] == [True], answer.json
    assert spent.seconds < ENOUGH


def filled(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    if isinstance(value, str) and len(value) < 200:
        for name, meant in known.items():
            value = value.replace(name, meant)
    return value


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_an_import_of_an_impossible_rule_is_reported_at_once(ana: Caller, rule: str) -> None:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20261123T080000Z",
        "DTSTART:20261202T093000Z",
        "DTEND:20261202T101500Z",
        "SUMMARY:Never",
        f"RRULE:{rule}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    with effort() as spent:
        answer = ana.call("POST", "/imports", "\r\n".join(lines).encode(), Content_Type="text/calendar")
    assert spent.seconds < ENOUGH
    assert answer.json["imported"] == 0, answer.json
