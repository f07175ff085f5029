"""Working hours, free/busy and the search for a time, over HTTP."""

import time
from typing import Any
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, etag, moment, problem, scheduled

WEEK = {"monday": [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "17:00"}]}
OFF = {day: [] for day in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
# A Monday.
DAY = {"from": "2026-12-07T00:00:00Z", "to": "2026-12-08T00:00:00Z"}


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def hours_of(caller: Caller) -> str:
    return f"/people/{caller.person_id}/working-hours"


def keep(caller: Caller, **members: Any) -> dict[str, Any]:
    answer = caller.call("PUT", hours_of(caller), {"weekly": WEEK, **members}, If_Match="*")
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def a_search(*required: Caller, **members: Any) -> dict[str, Any]:
    people = [str(each.person_id) for each in required]
    body = {"duration": "PT45M", "window": DAY, "time_zone": "Europe/Paris", "required": people}
    return {**body, **members}


def found(caller: Caller, body: dict[str, Any]) -> dict[str, Any]:
    answer = caller.post("/availability/search", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def starts(answer: dict[str, Any]) -> list[str]:
    return [slot["start"]["date_time"][11:16] for slot in answer["slots"]]


def test_everybody_keeps_office_hours_until_they_say_otherwise(ana: Caller, ben: Caller) -> None:
    answer = ben.get(hours_of(ana))
    nine_to_five = [{"start": "09:00", "end": "17:00"}]
    assert answer.json["weekly"]["friday"] == nine_to_five
    assert answer.json["weekly"]["saturday"] == []
    assert (answer.json["time_zone"], answer.json["version"]) == ("Europe/Paris", 1)
    assert answer.headers["ETag"] == '"1"'


def test_what_is_said_comes_back(ana: Caller) -> None:
    body = {
        "time_zone": "Asia/Kathmandu",
        "weekly": {
            **WEEK,
            "friday": [{"start": "22:00", "end": "06:00"}],
            "sunday": [{"start": "00:00", "end": "24:00"}],
        },
        "exceptions": [
            {"date": "2026-12-24", "windows": []},
            {"date": "2026-12-26", "windows": WEEK["monday"]},
        ],
        "out_of_office": [{"start": "2026-12-28T00:00:00Z", "end": "2026-12-31T00:00:00Z"}],
        "moves": [{"from": "2027-01-04", "time_zone": "America/New_York"}],
    }
    answer = ana.call("PUT", hours_of(ana), body, If_Match='"1"')
    assert answer.status_code == 200, answer.text
    assert answer.json == body | {
        "person_id": str(ana.person_id),
        "version": 2,
        "weekly": OFF | body["weekly"],
    }  # type: ignore[operator]
    assert ana.get(hours_of(ana)).json == answer.json
    stale = problem(ana.call("PUT", hours_of(ana), body, If_Match='"1"'), 412, "stale")
    assert stale["current"] == answer.json
    problem(ana.call("PUT", hours_of(ana), body), 428, "precondition_required")
    again = ana.call("PUT", hours_of(ana), body, If_Match=etag(answer.json))
    assert again.json == answer.json  # the same again is no change


def test_hours_are_ones_own_and_an_admins_business(
    ana: Caller, ben: Caller, admin: Caller, guest: Caller
) -> None:
    body = {"weekly": WEEK}
    problem(ben.call("PUT", hours_of(ana), body, If_Match="*"), 403, "permission_missing")
    assert admin.call("PUT", hours_of(ana), body, If_Match="*").status_code == 200
    assert guest.call("PUT", hours_of(guest), body, If_Match="*").status_code == 200
    problem(guest.get(hours_of(ana)), 404, "person_not_found")
    problem(
        admin.call("PUT", f"/people/{uuid4()}/working-hours", body, If_Match="*"), 404, "person_not_found"
    )


def test_everybody_learns_of_new_hours(ana: Caller, ben: Caller, guest: Caller) -> None:
    since = ben.get("/changes").json["next_cursor"]
    keep(ana)
    [event] = ben.get(f"/changes?since={since}").json["events"]
    assert (event["kind"], event["subject"]["id"]) == ("working_hours.changed", str(ana.person_id))
    assert guest.get(f"/changes?since={since}").json["events"] == []


TWICE = [{"date": "2026-12-24"}, {"date": "2026-12-24"}]
NINE = {"start": "09:00", "end": "10:00"}


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"weekly": {"funday": []}}, "/weekly/funday"),
        ({"weekly": {"monday": [{"start": "24:00", "end": "06:00"}]}}, "/weekly/monday/0/start"),
        ({"weekly": {"monday": [{"start": "9", "end": "10:00"}]}}, "/weekly/monday/0/start"),
        ({"weekly": {"monday": [NINE, NINE]}}, "/weekly/monday"),
        ({"weekly": {"monday": [NINE] * 11}}, "/weekly/monday"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"exceptions": TWICE}, "/exceptions/1/date"),
        ({"exceptions": [{"date": "2026-02-30"}]}, "/exceptions/0/date"),
        ({"exceptions": [{"date": "2026-12-24", "windows": [NINE, NINE]}]}, "/exceptions/0/windows"),
        ({"moves": [{"from": "2026-12-24", "time_zone": "Nowhere"}]}, "/moves/0/time_zone"),
        (
            {
                "moves": [
                    {"from": "2026-12-24", "time_zone": "UTC"},
                    {"from": "2026-12-24", "time_zone": "UTC"},
                ]
            },
            "/moves",
        ),
        (
            {"out_of_office": [{"start": "2026-12-24T00:00:00Z", "end": "2026-12-24T00:00:00Z"}]},
            "/out_of_office/0/end",
        ),
    ],
)
def test_hours_that_cannot_be_are_named(ana: Caller, members: dict[str, Any], pointer: str) -> None:
    answer = ana.call("PUT", hours_of(ana), {"weekly": WEEK, **members}, If_Match="*")
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_free_busy_says_when_and_never_what(ana: Caller, ben: Caller, house: House) -> None:
    eve = house.person("Eve")
    scheduled(
        ana, ben, title="Secret", start=moment("2026-12-07T10:00:00"), end=moment("2026-12-07T11:00:00")
    )
    scheduled(ana, start=moment("2026-12-07T11:00:00"), end=moment("2026-12-07T12:00:00"))
    stranger = str(uuid4())
    answer = eve.post("/free-busy", {**DAY, "people": [str(ana.person_id), str(ben.person_id), stranger]})
    assert answer.status_code == 200, answer.text
    assert "Secret" not in answer.text
    subjects = answer.json["subjects"]
    assert subjects[str(ana.person_id)] == {
        "busy": [{"start": "2026-12-07T09:00:00Z", "end": "2026-12-07T11:00:00Z", "kind": "busy"}],
        "working_hours": [{"start": "2026-12-07T08:00:00Z", "end": "2026-12-07T16:00:00Z"}],
        "errors": [],
    }
    [tentative] = subjects[str(ben.person_id)]["busy"]
    assert tentative == {"start": "2026-12-07T09:00:00Z", "end": "2026-12-07T10:00:00Z", "kind": "tentative"}
    assert [error["code"] for error in subjects[stranger]["errors"]] == ["not_found"]


def test_whole_days_absences_and_clocks_count_where_one_is(ana: Caller) -> None:
    scheduled(ana, start={"date": "2026-12-07"}, end={"date": "2026-12-08"})
    keep(
        ana,
        time_zone="America/New_York",
        out_of_office=[{"start": "2026-12-07T04:00:00Z", "end": "2026-12-07T06:00:00Z"}],
    )
    answer = ana.post("/free-busy", {**DAY, "people": [str(ana.person_id)]})
    assert answer.json["subjects"][str(ana.person_id)]["busy"] == [
        {"start": "2026-12-07T04:00:00Z", "end": "2026-12-07T06:00:00Z", "kind": "out_of_office"},
        {"start": "2026-12-07T06:00:00Z", "end": "2026-12-08T00:00:00Z", "kind": "busy"},
    ]


def test_rooms_and_holds_are_busy_too(ana: Caller, ben: Caller, admin: Caller) -> None:
    room = admin.post("/rooms", {"name": "Blue", "capacity": 4, "buffers": {"after": "PT15M"}}).json["id"]
    hold = {
        "rooms": [room],
        "people": [str(ben.person_id)],
        "start": moment("2026-12-07T10:00:00"),
        "end": moment("2026-12-07T11:00:00"),
    }
    assert ana.post("/holds", hold).status_code == 201
    answer = ana.post("/free-busy", {**DAY, "people": [str(ben.person_id)], "rooms": [room]})
    held = {"start": "2026-12-07T09:00:00Z", "kind": "held"}
    assert answer.json["subjects"][room] == {
        "busy": [held | {"end": "2026-12-07T10:15:00Z"}],
        "working_hours": [{"start": DAY["from"], "end": DAY["to"]}],
        "errors": [],
    }
    assert answer.json["subjects"][str(ben.person_id)]["busy"] == [held | {"end": "2026-12-07T10:00:00Z"}]


def test_a_search_ranks_and_tells_local_times(ana: Caller, ben: Caller) -> None:
    keep(ben, time_zone="Europe/London")
    scheduled(ana, start=moment("2026-12-07T09:00:00"), end=moment("2026-12-07T10:00:00"))
    answer = found(ana, a_search(ana, optional=[str(ben.person_id)], limit=3, granularity="PT30M"))
    assert starts(answer) == ["10:00", "10:30", "11:00"]
    assert answer["explain"] is None
    slot = answer["slots"][0]
    assert slot["start"] == moment("2026-12-07T10:00:00") | {"utc": "2026-12-07T09:00:00Z"}
    assert slot["free"] == {
        "required": [str(ana.person_id)],
        "optional": [str(ben.person_id)],
        "quorums": {},
    }
    assert (slot["reasons"], slot["score"], slot["rooms"]) == (["everyone", "in_hours"], 1.0, [])
    there = {"person_id": str(ben.person_id), "outside_hours": False}
    there["start"] = moment("2026-12-07T09:00:00", "Europe/London") | {"utc": "2026-12-07T09:00:00Z"}  # type: ignore[assignment]
    assert there in slot["local_times"]


def test_outside_hours_the_fewest_are_troubled_first(ana: Caller, ben: Caller) -> None:
    window = {"from": "2026-12-07T06:00:00Z", "to": "2026-12-07T09:00:00Z"}
    body = a_search(ana, ben, window=window, granularity="PT1H", within_working_hours=False)
    keep(ben, time_zone="Europe/London")
    assert starts(found(ana, body)) == ["09:00", "07:00", "08:00"]
    body["within_working_hours"] = True
    assert starts(found(ana, body)) == []


def test_a_found_slot_can_be_booked_and_is_gone_then(ana: Caller, ben: Caller, admin: Caller) -> None:
    for name, capacity in (("Small", 2), ("Large", 8)):
        admin.post("/rooms", {"name": name, "capacity": capacity, "equipment": ["screen"]})
    body = a_search(ana, ben, rooms={"capacity": 4, "equipment": ["screen"]}, granularity="PT1H")
    slot = found(ana, body)["slots"][0]
    times = {name: {key: slot[name][key] for key in ("date_time", "time_zone")} for name in ("start", "end")}
    scheduled(ana, ben, **times)
    assert slot["start"] not in [each["start"] for each in found(ana, body)["slots"]]


def test_why_there_is_nothing_and_what_would_help(ana: Caller, ben: Caller, house: House) -> None:
    eve = house.person("Eve")
    scheduled(ben, title="Secret", start=moment("2026-12-07T08:00:00"), end=moment("2026-12-07T18:00:00"))
    answer = eve.post("/availability/search", a_search(ana, ben))
    assert "Secret" not in answer.text
    assert answer.json["slots"] == []
    explained = answer.json["explain"]
    assert {(each["kind"], each["id"]) for each in explained["blocking"]} == {
        ("person", str(ben.person_id)),
        ("hours", None),
        ("window", None),
    }
    assert {(each["change"]["kind"], each["sentence"]) for each in explained["relaxations"]} == {
        ("make_optional", "Make Ben optional."),
        ("wider_window", "Look until Tuesday, 8 December 2026, 09:45."),
        ("wider_window", "Look from Friday, 4 December 2026, 16:15 on."),
        ("outside_hours", "Allow times outside working hours."),
    }
    for relaxation in explained["relaxations"]:
        change = {
            key: value for key, value in relaxation["change"].items() if key not in {"kind", "person_id"}
        }
        again = found(eve, {**a_search(ana, ben), **change, "limit": 200})
        assert again["slots"][0] == relaxation["first_slot"]
        assert len(again["slots"]) == relaxation["slots"]


def test_quorums_and_buffers(ana: Caller, ben: Caller, house: House) -> None:
    eve = house.person("Eve")
    scheduled(ben, start=moment("2026-12-07T09:00:00"), end=moment("2026-12-07T16:00:00"))
    group = [str(each.person_id) for each in (ana, ben, eve)]
    quorum = {"name": "board", "at_least": 2, "of": group}
    first = found(ana, a_search(quorums=[quorum]))["slots"][0]
    assert first["free"]["quorums"] == {"board": [group[0], group[2]]}
    assert "quorum" in first["reasons"]
    everybody = found(ana, a_search(quorums=[quorum | {"at_least": 3}], buffers={"before": "PT15M"}))
    assert starts(everybody) == ["16:15"]
    [lower] = [e for e in everybody["explain"]["relaxations"] if e["change"]["kind"] == "lower_quorum"]
    assert lower["sentence"] == "Meet with 2 of “board”."
    assert lower["change"]["quorums"] == [quorum]


def test_guests_learn_nothing(guest: Caller, ana: Caller) -> None:
    problem(guest.post("/free-busy", {**DAY, "people": [str(ana.person_id)]}), 403, "permission_missing")
    problem(guest.post("/availability/search", a_search(ana)), 403, "permission_missing")


MANY = [str(uuid4()) for _ in range(10_000)]
SOME = str(uuid4())


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"quorums": [{"name": "all", "at_least": 2, "of": [SOME]}]}, "/quorums/0/at_least"),
        ({"quorums": [{"name": "all", "at_least": 1, "of": [SOME, SOME]}]}, "/quorums/0/of"),
        ({"quorums": [{"name": "all", "at_least": 1, "of": []}]}, "/quorums/0/of"),
        ({"quorums": [{"name": "a", "at_least": 1, "of": [SOME]}] * 2}, "/quorums/1/name"),
        ({"required": MANY}, "/required"),
        ({"optional": MANY[:500]}, "/required"),
        ({"window": {"from": "2026-01-01T00:00:00Z", "to": "2126-01-01T00:00:00Z"}}, "/window/to"),
        ({"window": {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}}, "/window/to"),
        ({"window": {"from": "yesterday", "to": "2026-01-01T00:00:00Z"}}, "/window/from"),
        ({"window": {"from": "1026-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}}, "/window/from"),
        ({"duration": "PT0M"}, "/duration"),
        ({"duration": "-PT45M"}, "/duration"),
        ({"duration": "PT25H"}, "/duration"),
        ({"duration": "PT90S"}, "/duration"),
        ({"duration": "45"}, "/duration"),
        ({"granularity": "PT0M"}, "/granularity"),
        ({"granularity": "PT1441M"}, "/granularity"),
        ({"granularity": "PT30S"}, "/granularity"),
        (
            {"granularity": "PT1M", "window": {"from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"}},
            "/granularity",
        ),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"buffers": {"before": "PT9H"}}, "/buffers/before"),
        ({"required": [SOME], "optional": [SOME]}, "/optional/0"),
        ({"required": [SOME, SOME]}, "/required/1"),
        ({"required": []}, "/required"),
        ({"required": [SOME]}, "/required/0"),
        ({"optional": [SOME]}, "/optional/0"),
        ({"quorums": [{"name": "all", "at_least": 1, "of": [SOME]}]}, "/quorums/0/of/0"),
        ({"rooms": {"any_of": [SOME]}}, "/rooms/any_of/0"),
        ({"rooms": {"any_of": []}}, "/rooms/any_of"),
        ({"rooms": {"any_of": MANY[:65]}}, "/rooms/any_of"),
        ({"rooms": {"capacity": 0}}, "/rooms/capacity"),
        ({"limit": 0}, "/limit"),
        ({"limit": 201}, "/limit"),
        ({"owner": "me"}, "/owner"),
    ],
)
def test_a_search_that_cannot_be_is_named_at_once(ana: Caller, members: dict[str, Any], pointer: str) -> None:
    body = a_search(ana, **members)
    began = time.thread_time()
    answer = ana.post("/availability/search", body)
    took = time.thread_time() - began  # the machine may be busy with other things
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert took < 2, took


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"people": MANY}, "/people"),
        ({"rooms": MANY[:65]}, "/rooms"),
        ({"people": []}, "/people"),
        ({"people": ["Ben"]}, "/people/0"),
        ({"to": "2126-01-01T00:00:00Z"}, "/to"),
        ({"to": DAY["from"]}, "/to"),
    ],
)
def test_free_busy_that_cannot_be_is_named(ana: Caller, members: dict[str, Any], pointer: str) -> None:
    answer = ana.post("/free-busy", {**DAY, "people": [SOME], **members})
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_windows_may_be_clock_readings(ana: Caller) -> None:
    window = {"from": moment("2026-12-07T10:00:00"), "to": moment("2026-12-07T10:45:00")}
    assert starts(found(ana, a_search(ana, window=window))) == ["10:00"]
