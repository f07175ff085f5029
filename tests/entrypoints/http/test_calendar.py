"""Calendars, changes, people, and tickets for the live stream."""

from datetime import timedelta

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, moment, problem, scheduled

WEEK = "from=2026-11-30T00:00:00Z&to=2026-12-07T00:00:00Z"


def test_a_week_holds_ones_own_meetings_in_order(ana: Caller, ben: Caller) -> None:
    later = scheduled(ana, ben, title="Later")
    draft = scheduled(
        ana,
        title="Draft",
        state="draft",
        start=moment("2026-12-02T08:00:00"),
        end=moment("2026-12-02T09:00:00"),
    )
    whole = scheduled(ana, title="Away", start={"date": "2026-12-02"}, end={"date": "2026-12-03"})
    page = ana.get(f"/calendar?{WEEK}").json
    assert page["next_cursor"] is None
    assert [entry["meeting_id"] for entry in page["data"]] == [whole["id"], draft["id"], later["id"]]
    entry = page["data"][2]
    assert entry == {
        "meeting_id": later["id"],
        "original_start": "20261202T083000Z",
        "person_id": str(ana.person_id),
        "room_id": None,
        "start": later["start"],
        "end": later["end"],
        "title": "Later",
        "location": "",
        "conference_url": None,
        "state": "scheduled",
        "visibility": "private",
        "busy_only": False,
        "response": "accepted",
        "host_id": str(ana.person_id),
        "guest_count": 1,
        "repeats": False,
        "version": 1,
    }
    assert [e["response"] for e in ben.get(f"/calendar?{WEEK}").json["data"]] == ["needs_action"]


def test_a_room_shows_who_has_it_and_strangers_only_that_it_is_taken(ana: Caller, house: House) -> None:
    ada = house.person("Ada", Role.ADMIN)
    room = ada.post("/rooms", {"name": "Blue", "capacity": 6}).json
    kept = scheduled(ana, title="Secret", rooms=[room["id"]])
    (own,) = ana.get(f"/calendar?{WEEK}&rooms={room['id']}").json["data"]
    assert (own["title"], own["room_id"], own["person_id"]) == ("Secret", room["id"], None)
    answer = ada.get(f"/calendar?{WEEK}&rooms={room['id']}")
    (taken,) = answer.json["data"]
    assert (taken["busy_only"], taken["start"], taken["room_id"]) == (True, kept["start"], room["id"])
    assert "Secret" not in answer.text
    assert kept["id"] not in answer.text
    both = ana.get(f"/calendar?{WEEK}&rooms={room['id']}&people={ana.person_id}").json["data"]
    assert [entry["title"] for entry in both] == ["Secret", "Secret"]
    many = ",".join([room["id"]] * 51)
    problem(ana.get(f"/calendar?{WEEK}&rooms={many}"), 422, "invalid_window", "/rooms")
    problem(
        house.person("Gil", Role.GUEST).get(f"/calendar?{WEEK}&rooms={room['id']}"), 403, "permission_missing"
    )


def test_of_others_one_sees_what_one_may(ana: Caller, ben: Caller, house: House) -> None:
    zoe = house.person("Zoe")
    scheduled(ana, zoe, title="Secret", location="Vault", conference_url="https://meet.example.org/s")
    scheduled(ana, title="Open", visibility="organisation")
    scheduled(ana, title="Draft", state="draft")
    answer = ben.get(f"/calendar?{WEEK}&people={ana.person_id},{zoe.person_id}")
    assert "Secret" not in answer.text
    assert "Draft" not in answer.text
    entries = answer.json["data"]
    assert sorted((entry["title"] or "", entry["busy_only"]) for entry in entries) == [
        ("", True),
        ("", True),
        ("Open", False),
    ]
    hidden = {
        name for entry in entries if entry["busy_only"] for name, value in entry.items() if value is None
    }
    assert hidden == {
        "meeting_id",
        "original_start",
        "room_id",
        "title",
        "location",
        "conference_url",
        "host_id",
        "guest_count",
        "repeats",
        "version",
    }


@pytest.mark.parametrize(
    ("window", "pointer"),
    [
        ("from=2026-12-02T00:00:00Z&to=2026-12-02T00:00:00Z", "/to"),
        ("from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z", "/to"),
        ("from=2026-12-01T00:00:00Z&to=2028-02-01T00:00:00Z", "/to"),
    ],
)
def test_a_window_has_its_limits(ana: Caller, window: str, pointer: str) -> None:
    problem(ana.get(f"/calendar?{window}"), 422, "invalid_window", pointer)


def test_at_most_fifty_people_at_once(ana: Caller) -> None:
    people = ",".join(f"0193a000-0000-7000-8000-0000000000{n:02}" for n in range(51))
    problem(ana.get(f"/calendar?{WEEK}&people={people}"), 422, "invalid_window", "/people")


def test_changes_are_read_from_a_cursor_page_by_page(ana: Caller, ben: Caller) -> None:
    start = ben.get("/changes").json
    assert (start["events"], start["more"]) == ([], False)
    meeting = scheduled(ana, ben)
    scheduled(ana, title="Not for Ben")
    ana.post(f"/meetings/{meeting['id']}/cancellation")
    first = ben.get(f"/changes?since={start['next_cursor']}&limit=1").json
    assert first["more"] is True
    event = first["events"][0]
    assert event["kind"] == "meeting.scheduled"
    assert event["subject"] == {"type": "meeting", "id": meeting["id"]}
    assert event["actor"] == {"id": str(ana.person_id), "name": "Ana"}
    assert (event["version"], event["at"]) == (1, "2026-12-01T08:00:00Z")
    assert event["cursor"] == first["next_cursor"]
    assert event["mutation_id"] is None
    assert event["data"] == {
        "title": "Design review",
        "start": meeting["start"],
        "end": meeting["end"],
        "changed": [],
    }
    second = ben.get(f"/changes?since={first['next_cursor']}").json
    assert [event["kind"] for event in second["events"]] == ["meeting.cancelled"]
    assert second["more"] is False
    assert ben.get(f"/changes?since={second['next_cursor']}").json["events"] == []


def test_a_cursor_that_is_too_old_says_so(ana: Caller, house: House) -> None:
    start = ana.get("/changes").json["next_cursor"]
    scheduled(ana)
    house.container.event_log().forget_before(house.clock.now() + timedelta(seconds=1))
    problem(ana.get(f"/changes?since={start}"), 410, "resync_required")


def test_people_are_found_by_name_and_address(ana: Caller, house: House) -> None:
    for name in ("Chloé", "Charles", "Dana"):
        house.person(name)
    answer = ana.get("/people?q=CH&limit=1")
    page = answer.json
    following = f"/api/v1/people?q=CH&limit=1&cursor={page['next_cursor']}"
    assert answer.headers["Link"] == f'<{following}>; rel="next"'
    assert [person["name"] for person in page["data"]] == ["Charles"]
    assert set(page["data"][0]) == {"id", "name", "email", "time_zone", "role", "active", "version"}
    last = ana.get(following.removeprefix("/api/v1"))
    rest = last.json
    assert "Link" not in last.headers
    assert ([person["name"] for person in rest["data"]], rest["next_cursor"]) == (["Chloé"], None)
    assert len(ana.get("/people?limit=100000").json["data"]) == 4


def test_one_person_can_be_read(ana: Caller, ben: Caller, guest: Caller) -> None:
    assert ana.get(f"/people/{ben.person_id}").json == {
        "id": str(ben.person_id),
        "name": "Ben",
        "email": "ben@example.org",
        "time_zone": "Europe/Paris",
        "role": "member",
        "active": True,
        "version": 1,
    }
    problem(ana.get("/people/0193a000-0000-7000-8000-000000000001"), 404, "person_not_found")
    problem(guest.get(f"/people/{ben.person_id}"), 403, "permission_missing")
    assert guest.get("/me").json["role"] == "guest"


def test_me_is_whoever_asks(house: House) -> None:
    root = house.person("Root", Role.ADMIN)
    assert root.get("/me").json == {
        "id": str(root.person_id),
        "email": "root@example.org",
        "name": "Root",
        "role": "admin",
        "time_zone": "Europe/Paris",
        "language": "automatic",
        "version": 1,
    }


def test_a_ticket_opens_one_live_connection(ana: Caller, house: House) -> None:
    answer = ana.post("/live/tickets")
    assert (answer.status_code, answer.json["expires_in"]) == (200, 30)
    redeemed = house.container.accounts.redeem_live_ticket()(answer.json["ticket"])
    assert redeemed.person_id == ana.person_id
