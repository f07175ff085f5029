"""Holds over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, moment, problem


@pytest.fixture
def blue(house: House) -> str:
    return a_room(house, "Blue")


def a_room(house: House, name: str, **members: Any) -> str:
    admin = house.person(f"Admin of {name}".replace(" ", "-"), Role.ADMIN)
    answer = admin.post("/rooms", {"name": name, "capacity": 6, **members})
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def a_hold(**members: Any) -> dict[str, Any]:
    return {"start": moment("2026-12-02T09:00:00"), "end": moment("2026-12-02T10:00:00"), **members}


def test_a_hold_is_placed_seen_by_its_owner_and_given_back(ana: Caller, ben: Caller, blue: str) -> None:
    answer = ana.post("/holds", a_hold(rooms=[blue], people=[str(ben.person_id)], ttl="PT15M"))
    assert answer.status_code == 201, answer.text
    hold = answer.json
    assert answer.headers["Location"] == f"/api/v1/holds/{hold['id']}"
    assert (hold["rooms"], hold["people"]) == ([blue], [str(ben.person_id)])
    assert hold["start"]["utc"] == "2026-12-02T08:00:00Z"
    assert ana.get(f"/holds/{hold['id']}").json == hold
    assert ana.get("/holds").json == {"data": [hold], "next_cursor": None}
    for stranger in (
        ben.get(f"/holds/{hold['id']}"),
        ben.call("DELETE", f"/holds/{hold['id']}", If_Match="*"),
    ):
        problem(stranger, 404, "hold_not_found")
    assert ben.get("/holds").json["data"] == []
    clash = problem(ben.post("/holds", a_hold(rooms=[blue])), 409, "slot_taken")
    assert clash["conflicts"] == [
        {
            "resource": {"kind": "room", "id": blue, "name": "Blue"},
            "original_start": None,
            "start": "2026-12-02T08:00:00Z",
            "end": "2026-12-02T09:00:00Z",
            "kind": "hold",
        }
    ]
    problem(ana.call("DELETE", f"/holds/{hold['id']}"), 428, "precondition_required")
    problem(ana.call("DELETE", f"/holds/{hold['id']}", If_Match='"2"'), 412, "stale")
    assert ana.call("DELETE", f"/holds/{hold['id']}", If_Match=answer.headers["ETag"]).status_code == 204
    problem(ana.call("DELETE", f"/holds/{hold['id']}", If_Match="*"), 404, "hold_not_found")
    assert ben.post("/holds", a_hold(rooms=[blue])).status_code == 201


def test_it_runs_out(ana: Caller, ben: Caller, blue: str, house: House) -> None:
    hold = ana.post("/holds", a_hold(rooms=[blue], ttl="PT1M")).json
    house.clock.advance(timedelta(minutes=1))
    problem(ana.get(f"/holds/{hold['id']}"), 404, "hold_not_found")
    assert ana.get("/holds").json["data"] == []
    assert ben.post("/holds", a_hold(rooms=[blue])).status_code == 201


def test_its_owner_learns_once_that_it_ran_out(ana: Caller, ben: Caller, blue: str, house: House) -> None:
    hold = ana.post("/holds", a_hold(rooms=[blue], ttl="PT1M")).json
    run_out = house.container.availability.let_holds_run_out()
    assert run_out() is False
    since = ana.get("/changes").json["next_cursor"]
    house.clock.advance(timedelta(minutes=1))
    for _ in range(2):
        run_out()
    (event,) = ana.get(f"/changes?since={since}").json["events"]
    assert (event["kind"], event["subject"]["id"]) == ("hold.expired", hold["id"])
    assert event["data"]["expires_at"] == hold["expires_at"]
    assert ben.get(f"/changes?since={since}").json["events"] == []


def test_only_its_owner_learns_of_it(ana: Caller, ben: Caller, blue: str) -> None:
    since = ana.get("/changes").json["next_cursor"]
    hold = ana.post("/holds", a_hold(rooms=[blue], people=[str(ben.person_id)])).json
    ana.call("DELETE", f"/holds/{hold['id']}", If_Match="*")
    events = ana.get(f"/changes?since={since}").json["events"]
    assert [(event["kind"], event["subject"]["id"]) for event in events] == [
        ("hold.placed", hold["id"]),
        ("hold.released", hold["id"]),
    ]
    assert events[0]["data"]["expires_at"] == hold["expires_at"]
    assert ben.get(f"/changes?since={since}").json["events"] == []


def test_rooms_that_need_a_yes_cannot_be_held(ana: Caller, house: House) -> None:
    hall = a_room(house, "Hall", approval=True)
    problem(ana.post("/holds", a_hold(rooms=[hall])), 409, "room_needs_approval")


def test_a_closed_room_cannot_be_held(ana: Caller, house: House) -> None:
    office = a_room(house, "Office", hours={"monday": [{"start": "08:00", "end": "18:00"}]})
    problem(ana.post("/holds", a_hold(rooms=[office])), 409, "room_closed")


@pytest.mark.parametrize(
    ("members", "code", "pointer"),
    [
        ({}, "invalid_hold", "/rooms"),
        ({"rooms": [str(uuid4())]}, "unknown_room", "/rooms/0"),
        ({"people": [str(uuid4())]}, "unknown_person", "/people/0"),
        ({"ttl": "PT31M"}, "invalid_hold", "/ttl"),
        ({"ttl": "PT0M"}, "invalid_hold", "/ttl"),
        ({"ttl": "half an hour"}, "invalid_body", "/ttl"),
        ({"rooms": [str(uuid4())] * 101}, "invalid_body", "/rooms"),
        ({"end": moment("2026-12-02T09:00:00")}, "invalid_time_slot", "/end"),
        ({"end": moment("2026-12-02T08:00:00")}, "invalid_time_slot", "/end"),
        ({"end": moment("2028-12-02T08:00:00")}, "invalid_timing", "/end"),
        ({"start": {"date": "2026-12-02"}, "end": {"date": "2026-12-03"}}, "invalid_hold", "/start"),
        (
            {"start": moment("2020-12-02T09:00:00"), "end": moment("2020-12-02T10:00:00")},
            "invalid_hold",
            "/end",
        ),
    ],
)
def test_what_cannot_be_is_named(ana: Caller, members: dict[str, Any], code: str, pointer: str) -> None:
    usual = {} if members.keys() & {"rooms", "people"} or not members else {"people": [str(ana.person_id)]}
    problem(ana.post("/holds", a_hold(**usual | members)), 422, code, pointer)


def test_a_page_that_closes_lets_go_without_an_etag(ana: Caller, ben: Caller, blue: str) -> None:
    hold = ana.post("/holds", a_hold(rooms=[blue])).json
    problem(ana.call("DELETE", f"/holds/{hold['id']}"), 428, "precondition_required")
    problem(ben.post(f"/holds/{hold['id']}/release"), 404, "hold_not_found")
    assert ana.post(f"/holds/{hold['id']}/release").status_code == 204
    problem(ana.post(f"/holds/{hold['id']}/release"), 404, "hold_not_found")
    assert ben.post("/holds", a_hold(rooms=[blue])).status_code == 201
