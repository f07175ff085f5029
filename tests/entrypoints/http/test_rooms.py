"""Rooms over HTTP."""

from typing import Any

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, etag, problem

BLUE = {
    "name": "Blue",
    "capacity": 6,
    "equipment": ["screen", "phone"],
    "location": "Second floor",
    "time_zone": "Asia/Kathmandu",
    "hours": {"monday": [{"start": "08:00", "end": "12:30"}, {"start": "13:00", "end": "24:00"}]},
    "approval": True,
    "buffers": {"before": "PT10M", "after": "PT1H30M"},
}


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def a_room(admin: Caller, **members: Any) -> dict[str, Any]:
    answer = admin.post("/rooms", {"name": "Blue", "capacity": 6, **members})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def test_a_room_is_added_read_and_listed(admin: Caller, ana: Caller) -> None:
    answer = admin.post("/rooms", BLUE)
    assert answer.status_code == 201
    room = answer.json
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Location"] == f"/api/v1/rooms/{room['id']}"
    closed = {day: [] for day in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
    assert {name: room[name] for name in BLUE} == BLUE | {
        "equipment": ["phone", "screen"],
        "hours": BLUE["hours"] | closed,  # type: ignore[operator]
    }
    assert (room["version"], room["active"]) == (1, True)
    again = ana.get(f"/rooms/{room['id']}")
    assert (again.json, again.headers["ETag"]) == (room, '"1"')
    assert ana.get("/rooms").json == {"data": [room], "next_cursor": None}


def test_what_is_not_said_is_plain(admin: Caller) -> None:
    room = a_room(admin)
    assert room["time_zone"] == "Europe/Paris"  # the admin's own
    assert (room["equipment"], room["location"], room["hours"], room["approval"]) == ([], "", None, False)
    assert room["buffers"] == {"before": "PT0M", "after": "PT0M"}


def test_only_what_is_sent_changes(admin: Caller) -> None:
    room = a_room(admin, **{name: BLUE[name] for name in ("equipment", "hours", "buffers")})
    path = f"/rooms/{room['id']}"
    changed = admin.call("PATCH", path, {"capacity": 8, "hours": None}, If_Match=etag(room)).json
    assert changed == room | {
        "capacity": 8,
        "hours": None,
        "version": 2,
        "updated_at": changed["updated_at"],
    }
    stale = problem(admin.call("PATCH", path, {"capacity": 9}, If_Match='"1"'), 412, "stale")
    assert stale["current"] == changed
    problem(admin.call("PATCH", path, {"capacity": 9}), 428, "precondition_required")


def test_a_deleted_room_leaves_the_list_and_can_come_back(admin: Caller, ana: Caller) -> None:
    room = a_room(admin)
    path = f"/rooms/{room['id']}"
    problem(admin.call("DELETE", path), 428, "precondition_required")
    assert admin.call("DELETE", path, If_Match=etag(room)).status_code == 204
    assert ana.get("/rooms").json["data"] == []
    assert [each["id"] for each in ana.get("/rooms?active=false").json["data"]] == [room["id"]]
    assert ana.get(path).json["active"] is False
    assert admin.call("DELETE", path, If_Match="*").status_code == 204
    assert admin.call("PATCH", path, {"active": True}, If_Match='"2"').json["active"] is True
    assert [each["id"] for each in ana.get("/rooms").json["data"]] == [room["id"]]


def test_it_lists_page_by_page(admin: Caller, ana: Caller) -> None:
    for name in ("Green", "amber", "Blue"):
        a_room(admin, name=name, equipment=["screen"])
    first = ana.get("/rooms?limit=2&equipment=screen&capacity=2")
    assert [each["name"] for each in first.json["data"]] == ["amber", "Blue"]
    assert 'rel="next"' in first.headers["Link"]
    following = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
    second = ana.get(following)
    assert [each["name"] for each in second.json["data"]] == ["Green"]
    assert second.json["next_cursor"] is None
    assert ana.get("/rooms?capacity=7").json["data"] == []
    assert ana.get("/rooms?q=AMB").json["data"][0]["name"] == "amber"


def test_a_name_is_given_once(admin: Caller) -> None:
    a_room(admin)
    problem(admin.post("/rooms", {"name": "BLUE", "capacity": 2}), 409, "room_name_taken", "/name")


def test_only_admins_look_after_rooms(admin: Caller, ana: Caller, guest: Caller) -> None:
    room = a_room(admin)
    problem(ana.post("/rooms", BLUE), 403, "permission_missing")
    problem(ana.call("PATCH", f"/rooms/{room['id']}", {}, If_Match="*"), 403, "permission_missing")
    problem(guest.get("/rooms"), 403, "permission_missing")


def test_everybody_learns_of_it(admin: Caller, ana: Caller, guest: Caller) -> None:
    since = ana.get("/changes").json["next_cursor"]
    room = a_room(admin)
    [event] = ana.get(f"/changes?since={since}").json["events"]
    assert (event["kind"], event["subject"]) == ("room.added", {"type": "room", "id": room["id"]})
    assert event["data"] == {"name": "Blue", "changed": []}
    assert guest.get(f"/changes?since={since}").json["events"] == []


WINDOW = {"start": "08:00", "end": "09:00"}


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"capacity": 0}, "/capacity"),
        ({"capacity": 100_001}, "/capacity"),
        ({"capacity": "6"}, "/capacity"),
        ({"name": ""}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"equipment": ["Screen"]}, "/equipment/0"),
        ({"equipment": ["x"] * 51}, "/equipment"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"hours": {}}, "/hours"),
        ({"hours": {"funday": []}}, "/hours/funday"),
        ({"hours": {"monday": [{"start": "8", "end": "09:00"}]}}, "/hours/monday/0/start"),
        ({"hours": {"monday": [WINDOW, {"start": "09:00", "end": "09:00"}]}}, "/hours/monday/1/end"),
        ({"hours": {"monday": [WINDOW, WINDOW]}}, "/hours/monday"),
        ({"buffers": {"before": "10M"}}, "/buffers/before"),
        ({"buffers": {"after": "PT5H"}}, "/buffers/after"),
        ({"buffers": {"after": "PT99999999S"}}, "/buffers/after"),
        ({"owner": "me"}, "/owner"),
    ],
)
def test_what_cannot_be_is_named(admin: Caller, members: dict[str, Any], pointer: str) -> None:
    answer = admin.post("/rooms", {"name": "Blue", "capacity": 6, **members})
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("query", ["capacity=0", "capacity=x", "active=maybe", "equipment=A", "x=1"])
def test_a_search_that_cannot_be_is_named(ana: Caller, query: str) -> None:
    body = problem(ana.get(f"/rooms?{query}"), 400, "invalid_query")
    assert body["errors"][0]["pointer"].startswith(f"/{query.partition('=')[0]}")
