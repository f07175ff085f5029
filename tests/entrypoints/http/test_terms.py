"""Places, and what guests may do, over HTTP."""

from typing import Any

import pytest

from tests.entrypoints.http.conftest import Caller, House, etag, moment, new_meeting, problem, scheduled

DAY = "from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z"


def answer(guest: Caller, meeting: dict[str, Any], status: str) -> dict[str, Any]:
    """The guest's own entry then."""
    path = f"/meetings/{meeting['id']}/response"
    shown = guest.call("PUT", path, {"status": status}, If_Match="*")
    assert shown.status_code == 200, shown.text
    own = [each for each in shown.json["guests"] if each["person"]["id"] == str(guest.person_id)]
    return dict(own[0])


def test_who_comes_late_waits_and_moves_up(ana: Caller, ben: Caller, house: House) -> None:
    cara, dan = house.person("Cara"), house.person("Dan")
    meeting = scheduled(ana, ben, cara, dan, capacity=1)
    assert (meeting["capacity"], meeting["guests"][0]["waiting_place"]) == (1, None)
    told = [answer(each, meeting, "accepted") for each in (ben, cara, dan)]
    assert [(each["response"]["status"], each["waiting_place"]) for each in told][:2] == [
        ("accepted", None),
        ("waiting", 1),
    ]
    path = f"/meetings/{meeting['id']}"
    assert sorted(each["waiting_place"] or 0 for each in ana.get(path).json["guests"]) == [0, 1, 2]
    assert [each["waiting_place"] for each in ben.get(path).json["guests"]] == [None] * 3
    seen = ana.get(f"/calendar?{DAY}&people={cara.person_id}").json["data"]
    assert [each["response"] for each in seen] == ["waiting"]
    eve = house.person("Eve")
    assert eve.get(f"/calendar?{DAY}&people={cara.person_id}").json["data"] == []
    answer(ben, meeting, "declined")
    promoted = [each for each in ana.get(path).json["guests"] if each["response"]["status"] == "accepted"]
    assert len(promoted) == 1
    assert house.kinds()[-1] == "guest.promoted"


def test_terms_are_changed_in_part_and_shown_whole(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    path = f"/meetings/{meeting['id']}"
    assert meeting["guests_can"] == {"invite": False, "modify": False, "see_guests": True}
    body = {"guests_can": {"modify": True}, "capacity": 3}
    changed = ana.call("PATCH", path, body, If_Match=etag(meeting)).json
    assert (changed["guests_can"], changed["capacity"]) == (
        {"invite": False, "modify": True, "see_guests": True},
        3,
    )
    assert ana.call("PATCH", path, {"capacity": None}, If_Match="*").json["capacity"] is None
    assert ben.call("PATCH", path, {"title": "By Ben"}, If_Match="*").json["title"] == "By Ben"
    problem(ben.call("PATCH", path, {"guests_can": {"invite": True}}, If_Match="*"), 403, "only_the_host")
    problem(ben.call("PATCH", path, {"visibility": "organisation"}, If_Match="*"), 403, "only_the_host")


@pytest.mark.parametrize("capacity", [0, -1, 501, 10**30, 1.5, "3", True])
def test_places_that_cannot_be_are_refused(ana: Caller, capacity: object) -> None:
    refused = ana.post("/meetings", new_meeting(capacity=capacity))
    problem(refused, 422, "invalid_body", "/capacity")


@pytest.mark.parametrize("rights", [{"fly": True}, {"invite": "yes"}, {"invite": None}, [], "all"])
def test_rights_that_cannot_be_are_refused(ana: Caller, rights: object) -> None:
    refused = ana.post("/meetings", new_meeting(guests_can=rights))
    assert refused.json["errors"][0]["pointer"].startswith("/guests_can"), refused.text


def test_hidden_guests_are_hidden_everywhere(ana: Caller, ben: Caller, house: House) -> None:
    cara = house.person("Cara")
    since = ben.get("/changes").json["next_cursor"]
    rights = {"invite": True, "see_guests": False}
    meeting = scheduled(ana, ben, cara, guests_can=rights, visibility="organisation")
    path = f"/meetings/{meeting['id']}"
    answer(cara, meeting, "accepted")
    for asking, seen in ((ana, 2), (ben, 1), (cara, 1), (house.person("Eve"), 0)):
        assert len(asking.get(path).json["guests"]) == seen
        (entry,) = asking.get(f"/calendar?{DAY}&people={ana.person_id}").json["data"]
        assert entry["guest_count"] == (2 if asking is ana else None)
    twice = ben.post(f"{path}/guests", [{"person_id": str(cara.person_id)}])
    assert (twice.status_code, len(twice.json["guests"])) == (201, 1)
    theirs = ben.get(f"/calendar?{DAY}&people={cara.person_id}").json["data"]
    assert [(each["busy_only"], each["title"]) for each in theirs] == [(True, None)]
    events = ben.get(f"/changes?since={since}").json["events"]
    assert "Cara" not in str([event for event in events if event["subject"]["type"] == "meeting"])


def test_who_may_modify_does_not_count_the_answers_of_hidden_guests(
    ana: Caller, ben: Caller, house: House
) -> None:
    cara, dan = house.person("Cara"), house.person("Dan")
    rights = {"modify": True, "see_guests": False}
    meeting = scheduled(ana, ben, cara, guests_can=rights, recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    last = f"/meetings/{meeting['id']}/occurrences/20261205T083000Z"
    ana.call("PATCH", last, {"guests": {"invite": [{"person_id": str(dan.person_id)}]}}, If_Match="*")
    answer(cara, meeting, "accepted")
    shorter = {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}
    path = f"/meetings/{meeting['id']}/occurrences/20261202T083000Z?scope=all&dry_run=true"
    seen = ben.call("PATCH", path, shorter, If_Match="*")
    assert seen.json["answers"] == {"kept": 0, "asked_again": [], "lost": 0}
    assert [told["name"] for told in seen.json["told"]] == ["Ben"]
    host = ana.call("PATCH", path, shorter, If_Match="*").json
    assert host["answers"] == {"kept": 2, "asked_again": [], "lost": 2}
    assert [told["name"] for told in host["told"]] == ["Ben", "Cara", "Dan"]


def test_a_clash_does_not_name_hidden_guests(ana: Caller, ben: Caller, house: House) -> None:
    cara, dan = house.person("Cara"), house.person("Dan")
    rights = {"modify": True, "see_guests": False}
    daily = ["RRULE:FREQ=DAILY;COUNT=2"]
    meeting = scheduled(ana, ben, cara, guests_can=rights, exclusive=True, recurrence=daily)
    afternoon = {"start": moment("2026-12-02T14:00:00"), "end": moment("2026-12-02T15:00:00")}
    scheduled(dan, cara, exclusive=True, **afternoon)
    path = f"/meetings/{meeting['id']}"
    one_date = f"{path}/occurrences/20261202T083000Z"
    for asked in (path, one_date, f"{one_date}?dry_run=true"):
        refused = ben.call("PATCH", asked, afternoon, If_Match="*")
        assert "Cara" not in refused.text
        assert str(cara.person_id) not in refused.text
        (conflict,) = refused.json["conflicts"]
        assert conflict["resource"] == {"kind": "person", "id": None, "name": ""}
        assert refused.json["offers"]
        (told,) = ana.call("PATCH", asked, afternoon, If_Match="*").json["conflicts"]
        assert told["resource"]["name"] == "Cara"
