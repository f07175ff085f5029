"""Meetings in rooms over HTTP: booked once, refused with ways out, approved, handed over from holds."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import (
    PASSWORD,
    Caller,
    House,
    etag,
    moment,
    new_meeting,
    problem,
    scheduled,
)

WEEKLY = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


@pytest.fixture
def blue(admin: Caller) -> str:
    return a_room(admin, "Blue", equipment=["screen"])


def a_room(admin: Caller, name: str, **members: Any) -> str:
    answer = admin.post("/rooms", {"name": name, "capacity": 6, **members})
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def refused(answer: Any) -> dict[str, Any]:
    """The clash, its offers by their kinds."""
    body = problem(answer, 409, "slot_taken")
    return body | {"offers": {offer["kind"]: offer for offer in body.get("offers", [])}}


def test_a_room_is_booked_shown_and_taken(ana: Caller, ben: Caller, blue: str) -> None:
    meeting = scheduled(ana, rooms=[blue])
    assert meeting["rooms"] == [
        {"id": blue, "name": "Blue", "capacity": 6, "location": "", "status": "confirmed", "reason": ""}
    ]
    clash = refused(ben.post("/meetings", new_meeting(rooms=[blue])))
    assert clash["conflicts"] == [
        {
            "resource": {"kind": "room", "id": blue, "name": "Blue"},
            "original_start": "20261202T083000Z",
            "start": "2026-12-02T08:30:00Z",
            "end": "2026-12-02T09:15:00Z",
            "kind": "meeting",
        }
    ]
    assert "Design review" not in str(clash)
    path = f"/meetings/{meeting['id']}"
    freed = ana.call("PATCH", path, {"rooms": []}, If_Match=etag(meeting)).json
    assert freed["rooms"] == []
    scheduled(ben, rooms=[blue])
    refused(ana.call("PATCH", path, {"rooms": [blue]}, If_Match=etag(freed)))


def test_every_way_back_to_a_taken_time_is_closed(ana: Caller, ben: Caller, blue: str) -> None:
    meeting = scheduled(ana, rooms=[blue])
    path = f"/meetings/{meeting['id']}"
    ana.post(f"{path}/cancellation")
    other = scheduled(ben, rooms=[blue])
    refused(ana.post(f"{path}/restoration"))
    later = {"start": moment("2026-12-02T11:00:00"), "end": moment("2026-12-02T12:00:00")}
    third = scheduled(ana, rooms=[blue], **later)
    moved = ben.call("PATCH", f"/meetings/{other['id']}", later, If_Match=etag(other))
    assert set(refused(moved)["offers"]) == {"move"}
    draft = scheduled(ben, rooms=[blue], state="draft", **later)
    refused(ben.call("PATCH", f"/meetings/{draft['id']}", {"state": "scheduled"}, If_Match=etag(draft)))
    assert ana.get(f"/meetings/{third['id']}").json == third


def test_what_is_offered_can_be_sent_back(ana: Caller, ben: Caller, admin: Caller, blue: str) -> None:
    green = a_room(admin, "Green", equipment=["screen", "phone"], capacity=8)
    a_room(admin, "Bare")
    taken = {"start": moment("2026-12-09T09:00:00"), "end": moment("2026-12-09T10:00:00")}
    scheduled(ana, rooms=[blue], **taken)
    wanted = new_meeting(rooms=[blue], **WEEKLY)
    clash = refused(ben.post("/meetings", wanted))
    assert [each["original_start"] for each in clash["conflicts"]] == ["20261209T083000Z"]
    offers = clash["offers"]
    assert offers["skip"]["exceptions"] == [{"original_start": "20261209T083000Z", "cancelled": True}]
    assert offers["another_room"]["rooms"] == [green]
    [moved] = offers["move"]["exceptions"]
    assert moved["start"]["date_time"] == "2026-12-09T10:00:00"
    assert moved["end"]["date_time"] == "2026-12-09T10:45:00"
    for kind, offer in offers.items():
        members = {name: value for name, value in offer.items() if name != "kind"}
        answer = ben.post("/meetings", wanted | members)
        assert answer.status_code == 201, (kind, answer.text)
        ben.post(f"/meetings/{answer.json['id']}/cancellation")


def test_a_single_meeting_is_offered_another_time(ana: Caller, ben: Caller, blue: str) -> None:
    scheduled(ana, rooms=[blue])
    wanted = new_meeting(rooms=[blue])
    offer = refused(ben.post("/meetings", wanted))["offers"]["move"]
    assert offer["start"]["date_time"] == "2026-12-02T08:45:00"
    assert ben.post("/meetings", wanted | {"start": offer["start"], "end": offer["end"]}).status_code == 201


def test_any_room_is_the_smallest_that_is_free(ana: Caller, admin: Caller) -> None:
    large, small = a_room(admin, "Large", capacity=20), a_room(admin, "Small", capacity=4)
    a_room(admin, "Asked for", capacity=4, approval=True)
    a_room(admin, "Shut", capacity=5, hours={"sunday": [{"start": "08:00", "end": "09:00"}]})
    any_room = {"capacity": 4}
    assert [room["id"] for room in scheduled(ana, any_room=any_room)["rooms"]] == [small]
    second = scheduled(ana, any_room=any_room)
    assert [room["id"] for room in second["rooms"]] == [large]
    conflicts = refused(ana.post("/meetings", new_meeting(any_room=any_room)))["conflicts"]
    assert [each["resource"]["name"] for each in conflicts] == ["Large", "Small"]
    problem(ana.post("/meetings", new_meeting(any_room={"capacity": 21})), 422, "no_such_room", "/any_room")
    later = scheduled(ana, start=moment("2026-12-03T09:30:00"), end=moment("2026-12-03T10:00:00"))
    changed = ana.call("PATCH", f"/meetings/{later['id']}", {"any_room": {}}, If_Match=etag(later)).json
    assert [room["id"] for room in changed["rooms"]] == [small]


def test_a_room_that_needs_a_yes(ana: Caller, ben: Caller, admin: Caller, house: House) -> None:
    hall = a_room(admin, "Hall", approval=True)
    first, second = scheduled(ana, rooms=[hall]), scheduled(ben, rooms=[hall])
    assert first["rooms"][0]["status"] == "pending"
    waiting = admin.get("/room-requests").json["data"]
    assert {each["meeting_id"]: each["host"]["name"] for each in waiting} == {
        first["id"]: "Ana",
        second["id"]: "Ben",
    }
    assert "Design review" not in str(waiting)

    def answer(meeting: dict[str, Any], approved: bool, **headers: str) -> Any:
        path = f"/meetings/{meeting['id']}/rooms/{hall}/approval"
        return admin.call("PUT", path, {"approved": approved, "reason": "so"}, **headers)

    problem(answer(first, True), 428, "precondition_required")
    problem(answer(first, True, If_Match='"7"'), 412, "stale")
    said = answer(first, True, If_Match=etag(first))
    assert (said.status_code, said.json["room"]["status"], said.headers["ETag"]) == (200, "confirmed", '"2"')
    refused(answer(second, True, If_Match="*"))
    assert answer(second, False, If_Match="*").json["room"]["status"] == "declined"
    assert ben.get(f"/meetings/{second['id']}").json["rooms"][0]["reason"] == "so"
    assert admin.get("/room-requests").json["data"] == []
    assert answer(first, False, If_Match="*").status_code == 200
    assert answer(second, True, If_Match="*").status_code == 200
    later = {"start": moment("2026-12-02T11:00:00"), "end": moment("2026-12-02T12:00:00")}
    moved = ben.call("PATCH", f"/meetings/{second['id']}", later, If_Match="*").json
    assert moved["rooms"][0]["status"] == "pending"
    path = f"/meetings/{second['id']}/rooms/{uuid4()}/approval"
    problem(admin.call("PUT", path, {"approved": True}, If_Match="*"), 404, "meeting_not_found")
    problem(ana.get("/room-requests"), 403, "permission_missing")
    assert "meeting.room_answered" in house.kinds()


def test_a_hold_becomes_a_meeting(ana: Caller, ben: Caller, blue: str, house: House) -> None:
    slot = {"start": moment("2026-12-02T09:30:00"), "end": moment("2026-12-02T10:15:00")}
    held = {**slot, "rooms": [blue], "people": [str(ben.person_id), str(ana.person_id)]}
    hold = ana.post("/holds", held).json
    refused(ben.post("/meetings", new_meeting(rooms=[blue])))
    problem(ben.post("/meetings", new_meeting(hold_id=hold["id"])), 404, "hold_not_found", "/hold_id")
    outside = new_meeting(hold_id=hold["id"], end=moment("2026-12-02T10:30:00"))
    problem(ana.post("/meetings", outside), 422, "invalid_hold", "/start")
    meeting = ana.post("/meetings", new_meeting(hold_id=hold["id"], exclusive=True)).json
    assert [room["id"] for room in meeting["rooms"]] == [blue]
    assert [guest["name"] for guest in meeting["guests"]] == ["Ben"]
    problem(ana.get(f"/holds/{hold['id']}"), 404, "hold_not_found")
    problem(ana.post("/meetings", new_meeting(hold_id=hold["id"])), 404, "hold_not_found")
    names = [
        each["resource"]["name"]
        for each in refused(ben.post("/meetings", new_meeting(exclusive=True)))["conflicts"]
    ]
    assert names == ["Ben"]
    late = ana.post(
        "/holds",
        {**held, **slot, "rooms": [], "people": [], "ttl": "PT1M"}
        | {
            "people": [str(ana.person_id)],
            "start": moment("2026-12-03T09:30:00"),
            "end": moment("2026-12-03T10:15:00"),
        },
    ).json
    house.clock.advance(timedelta(minutes=1))
    problem(ana.post("/meetings", new_meeting(hold_id=late["id"])), 409, "hold_expired", "/hold_id")


def test_a_guest_who_accepts_must_be_free(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben, exclusive=True)
    path = f"/meetings/{meeting['id']}/response"
    ben.call("PUT", path, {"status": "declined"}, If_Match="*")
    scheduled(ben, exclusive=True)
    refused(ben.call("PUT", path, {"status": "accepted"}, If_Match="*"))


DATE = "20261209T083000Z"


@pytest.mark.parametrize(
    ("members", "code", "pointer"),
    [
        ({"rooms": [str(uuid4())]}, "unknown_room", "/rooms/0"),
        ({"rooms": ["blue"]}, "invalid_body", "/rooms/0"),
        ({"any_room": {"capacity": 0}}, "invalid_body", "/any_room/capacity"),
        ({"any_room": {"equipment": ["piano"]}}, "no_such_room", "/any_room"),
        ({"hold_id": "x"}, "invalid_body", "/hold_id"),
        (
            {"exclusive": True, "start": {"date": "2026-12-02"}, "end": {"date": "2026-12-03"}},
            "exclusive_all_day",
            "/exclusive",
        ),
        (
            {"exceptions": [{"original_start": DATE, "cancelled": True}]},
            "unknown_date",
            "/exceptions/0/original_start",
        ),
        (
            WEEKLY | {"exceptions": [{"original_start": "20261210T083000Z"}]},
            "unknown_date",
            "/exceptions/0/original_start",
        ),
        (
            WEEKLY | {"exceptions": [{"original_start": DATE}] * 2},
            "invalid_timing",
            "/exceptions/1/original_start",
        ),
        (
            WEEKLY | {"exceptions": [{"original_start": DATE, "start": moment("2026-12-09T11:00:00")}]},
            "invalid_time_slot",
            "/exceptions/0/end",
        ),
        (
            WEEKLY
            | {
                "exceptions": [
                    {"original_start": DATE, "start": {"date": "2026-12-09"}, "end": {"date": "2026-12-10"}}
                ]
            },
            "invalid_timing",
            "/exceptions/0/start",
        ),
    ],
)
def test_what_cannot_be_is_named(ana: Caller, members: dict[str, Any], code: str, pointer: str) -> None:
    problem(ana.post("/meetings", new_meeting(**members)), 422, code, pointer)


def test_there_is_a_limit_to_rooms(ana: Caller, admin: Caller) -> None:
    rooms = [a_room(admin, f"Room {number}") for number in range(21)]
    problem(ana.post("/meetings", new_meeting(rooms=rooms)), 422, "too_many_rooms", "/rooms")
    assert len(scheduled(ana, rooms=[*rooms[:20], *rooms[:3]])["rooms"]) == 20


def test_a_date_that_went_along_in_a_split_says_where_to_answer(ana: Caller, admin: Caller) -> None:
    hall = a_room(admin, "Hall", approval=True)
    series = scheduled(ana, rooms=[hall], **WEEKLY)
    path = f"/meetings/{series['id']}"
    split = ana.call("PATCH", f"{path}/occurrences/{DATE}?scope=following", {"title": "Sync"}, If_Match="*")
    onward = split.json["meeting"]["id"]
    for member, pointer in (("dates", "/dates/1"), ("declined_on", "/declined_on/1")):
        named = {"approved": True, member: ["20261202T083000Z", DATE]}
        answer = admin.call("PUT", f"{path}/rooms/{hall}/approval", named, If_Match="*")
        told = problem(answer, 422, "date_moved_on", pointer)
        assert told["moved_to"] == {"meeting_id": onward, "original_start": DATE}
    there = admin.call(
        "PUT", f"/meetings/{onward}/rooms/{hall}/approval", {"approved": True, "dates": [DATE]}, If_Match="*"
    )
    assert there.status_code == 200
    # Who looks after rooms hears of meetings that ask for this one, and of no others.
    for change in (path.replace(series["id"], onward), f"/meetings/{onward}/occurrences/{DATE}"):
        assert ana.call("PATCH", change, {"rooms": []}, If_Match="*").status_code == 200
    answer = admin.call("PUT", f"{path}/rooms/{hall}/approval", named, If_Match="*")
    problem(answer, 422, "unknown_date", "/declined_on/1")


def test_a_date_that_waits_alone_is_listed_and_answered_alone(ana: Caller, admin: Caller, blue: str) -> None:
    hall = a_room(admin, "Hall", approval=True)
    series = scheduled(ana, rooms=[blue], **WEEKLY)
    path = f"/meetings/{series['id']}"
    ana.call("PATCH", f"{path}/occurrences/{DATE}", {"rooms": [hall]}, If_Match="*")
    [waiting] = admin.get("/room-requests").json["data"]
    assert (waiting["room"]["name"], waiting["room"]["status"]) == ("Hall", "pending")
    assert [each["original_start"] for each in waiting["dates"]] == [DATE]
    approval = f"{path}/rooms/{hall}/approval"
    named = {"approved": True, "dates": [DATE, "20261202T083000Z"]}
    problem(admin.call("PUT", approval, named, If_Match="*"), 422, "unknown_date", "/dates/1")
    said = admin.call("PUT", approval, {"approved": True}, If_Match="*").json
    assert (said["room"]["status"], said["dates"]) == ("confirmed", None)
    assert admin.get("/room-requests").json["data"] == []
    assert [room["name"] for room in ana.get(path).json["rooms"]] == ["Blue"]


def test_a_date_that_moved_asks_again_and_a_no_is_for_it_alone(ana: Caller, admin: Caller) -> None:
    hall = a_room(admin, "Hall", approval=True)
    path = f"/meetings/{scheduled(ana, rooms=[hall], **WEEKLY)['id']}"
    approval = f"{path}/rooms/{hall}/approval"
    admin.call("PUT", approval, {"approved": True}, If_Match="*")
    later = {"start": moment("2026-12-09T14:00:00"), "end": moment("2026-12-09T15:00:00")}
    ana.call("PATCH", f"{path}/occurrences/{DATE}", later, If_Match="*")
    [waiting] = admin.get("/room-requests").json["data"]
    assert [each["start"]["date_time"] for each in waiting["dates"]] == ["2026-12-09T14:00:00"]
    admin.call("PUT", approval, {"approved": False, "reason": "Concert"}, If_Match="*")
    assert ana.get(path).json["rooms"][0]["status"] == "confirmed"
    assert admin.get("/room-requests").json["data"] == []


def test_what_a_date_lost_on_its_way_into_reach_is_shown(
    ana: Caller, ben: Caller, blue: str, house: House
) -> None:
    series = scheduled(ana, ben, rooms=[blue], exclusive=True, recurrence=["RRULE:FREQ=WEEKLY"])
    path, far = f"/meetings/{series['id']}", "20281206T083000Z"
    then = {"start": moment("2028-12-06T09:30:00"), "end": moment("2028-12-06T10:15:00")}
    scheduled(ben, rooms=[blue], exclusive=True, **then)
    house.clock.advance(timedelta(days=60))
    for caller in (ana, ben):
        signed_in = caller.post("/auth/login", {"email": caller.email, "password": PASSWORD})
        caller.token = signed_in.json["access_token"]
    renamed = ana.call("PATCH", path, {"title": "Weekly"}, If_Match="*").json
    lost = [("room", "Blue"), ("person", "Ben")]
    [exception] = renamed["exceptions"]
    assert (exception["original_start"], exception["rooms"]) == (far, None)
    assert [(each["kind"], each["name"]) for each in exception["lacks"]] == lost
    [date] = ana.get(f"{path}/occurrences?from=2028-12-06T00:00:00Z&limit=1").json["data"]
    assert [(room["name"], room["status"]) for room in date["rooms"]] == [("Blue", "taken")]
    assert [(each["kind"], each["name"]) for each in date["lacks"]] == lost
    [as_guest] = ben.get(path).json["exceptions"]
    assert [each["kind"] for each in as_guest["lacks"]] == ["room"]
    told = [each for each in house.container.event_log().after(0, limit=99) if each.kind.endswith("_taken")]
    assert [(each.kind, each.data["original_start"], len(each.audience)) for each in told] == [
        ("meeting.room_taken", far, 2),
        ("meeting.person_taken", far, 1),
    ]
    one = f"{path}/occurrences/{far}"
    refused(ana.call("PATCH", one, {"rooms": [blue]}, If_Match="*"))
    moved = {"start": moment("2028-12-06T11:00:00"), "end": moment("2028-12-06T12:00:00")}
    [exception] = ana.call("PATCH", one, moved, If_Match="*").json["meeting"]["exceptions"]
    assert exception["lacks"] == []
