"""Proposing another time, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.entrypoints.http.conftest import Caller, House, moment, new_meeting, problem, scheduled

LATER = {"start": moment("2026-12-03T14:00:00"), "end": moment("2026-12-03T15:00:00")}
WEEKLY = ["RRULE:FREQ=WEEKLY;BYDAY=WE"]


def propose(guest: Caller, meeting: dict[str, Any], **members: Any) -> dict[str, Any]:
    """The proposal, as its maker sees it."""
    body = {"status": "tentative", "comment": "Rather so", "proposal": LATER, **members}
    answer = guest.call("PUT", f"/meetings/{meeting['id']}/response", body, If_Match="*")
    assert answer.status_code == 200, answer.text
    found = guest.get(f"/meetings/{meeting['id']}/proposals").json["data"]
    return next(dict(each) for each in found if each["state"] == "open")


def states(who: Caller, meeting: dict[str, Any]) -> list[str]:
    return sorted(each["state"] for each in who.get(f"/meetings/{meeting['id']}/proposals").json["data"])


def test_the_host_takes_it_and_the_meeting_moves(ana: Caller, ben: Caller, house: House) -> None:
    cara = house.person("Cara")
    meeting = scheduled(ana, ben, cara)
    proposal = propose(ben, meeting)
    propose(cara, meeting, proposal={**LATER, "end": moment("2026-12-03T16:00:00")})
    assert (proposal["person"]["name"], proposal["comment"]) == ("Ben", "Rather so")
    assert proposal["start"] == LATER["start"] | {"utc": "2026-12-03T13:00:00Z"}
    assert states(ana, meeting) == ["open", "open"]
    assert states(ben, meeting) == ["open"]
    moved = ana.post(f"/proposals/{proposal['id']}/acceptance")
    assert (moved.status_code, moved.json["start"]) == (200, proposal["start"])
    assert moved.headers["ETag"] == f'"{moved.json["version"]}"'
    assert [guest["response"]["status"] for guest in moved.json["guests"]] == ["accepted", "needs_action"]
    assert states(ana, meeting) == ["accepted", "lapsed"]
    problem(ana.post(f"/proposals/{proposal['id']}/acceptance"), 409, "proposal_closed")
    assert house.kinds() == [
        "meeting.scheduled",
        *["guest.responded", "proposal.made"] * 2,
        "meeting.moved",
        "proposal.accepted",
    ]


def test_one_date_of_a_series_moves_alone(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben, recurrence=WEEKLY)
    proposal = propose(ben, meeting, original_start="20261209T083000Z")
    assert ana.post(f"/proposals/{proposal['id']}/acceptance").status_code == 200
    window = "from=2026-12-01T00:00:00Z&to=2026-12-20T00:00:00Z"
    entries = ben.get(f"/calendar?{window}").json["data"]
    assert [(each["start"]["utc"], each["response"]) for each in entries] == [
        ("2026-12-02T08:30:00Z", "needs_action"),
        ("2026-12-03T13:00:00Z", "accepted"),
        ("2026-12-16T08:30:00Z", "needs_action"),
    ]


def test_the_next_answer_withdraws_it(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    propose(ben, meeting)
    propose(ben, meeting, proposal={**LATER, "end": moment("2026-12-03T16:00:00")})
    assert states(ana, meeting) == ["open", "withdrawn"]
    path = f"/meetings/{meeting['id']}/response"
    assert ben.call("PUT", path, {"status": "accepted"}, If_Match="*").status_code == 200
    assert states(ana, meeting) == ["withdrawn", "withdrawn"]


def test_declined_the_meeting_stays(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    proposal = propose(ben, meeting)
    kept = ana.post(f"/proposals/{proposal['id']}/decline")
    assert (kept.status_code, kept.json["start"]) == (200, meeting["start"])
    assert states(ben, meeting) == ["declined"]


def test_only_the_host_decides_and_others_know_of_none(ana: Caller, ben: Caller, house: House) -> None:
    cara, eve = house.person("Cara"), house.person("Eve")
    meeting = scheduled(ana, ben, cara)
    proposal = propose(ben, meeting)
    for deed in ("acceptance", "decline"):
        path = f"/proposals/{proposal['id']}/{deed}"
        problem(ben.post(path), 403, "only_the_host")
        for stranger in (cara, eve):
            hidden = problem(stranger.post(path), 404, "proposal_not_found")
            absent = problem(stranger.post(f"/proposals/{uuid4()}/{deed}"), 404, "proposal_not_found")
            assert hidden["detail"] == absent["detail"]
    assert states(cara, meeting) == []


def test_a_clash_is_told_and_moves_nothing(ana: Caller, ben: Caller) -> None:
    scheduled(ana, start=LATER["start"], end=LATER["end"], exclusive=True)
    meeting = scheduled(ana, ben, exclusive=True)
    proposal = propose(ben, meeting)
    clash = problem(ana.post(f"/proposals/{proposal['id']}/acceptance"), 409, "slot_taken")
    assert clash["conflicts"]
    assert states(ana, meeting) == ["open"]
    assert ana.get(f"/meetings/{meeting['id']}").json["start"] == meeting["start"]


@pytest.mark.parametrize(
    ("proposal", "pointer"),
    [
        ({**LATER, "end": LATER["start"]}, "/proposal/end"),
        ({**LATER, "end": {"date": "2026-12-04"}}, "/proposal/end"),
        ({"start": moment("2026-01-01T09:00:00"), "end": moment("2026-01-01T10:00:00")}, "/proposal/start"),
        ({"start": moment("2026-12-02T09:30:00"), "end": moment("2026-12-02T10:15:00")}, "/proposal/start"),
        ({"start": moment("2026-12-02T09:30:00")}, "/proposal/end"),
        ({**LATER, "room": "Blue"}, "/proposal/room"),
        ({**LATER, "start": moment("2026-12-02T09:30:00", "Mars/Base")}, "/proposal/start/time_zone"),
    ],
)
def test_bad_proposals_name_the_member(ana: Caller, ben: Caller, proposal: Any, pointer: str) -> None:
    meeting = scheduled(ana, ben)
    body = {"status": "declined", "proposal": proposal}
    answer = ben.call("PUT", f"/meetings/{meeting['id']}/response", body, If_Match="*")
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer), answer.text
    assert ben.get(f"/meetings/{meeting['id']}").json == meeting


def suggested(who: Caller, meeting: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    answer = who.get(f"/meetings/{meeting['id']}/suggested-times{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json["data"])


def starts(times: list[dict[str, Any]]) -> list[str]:
    return [each["start"]["date_time"] for each in times]


def test_only_times_that_suit_those_who_have_to_be_there_are_suggested(
    ana: Caller, ben: Caller, house: House
) -> None:
    cara = house.person("Cara")
    people = [
        {"person_id": str(ben.person_id), "role": "optional"},
        {"person_id": str(cara.person_id)},
        {"email": "zoe@elsewhere.org"},
    ]
    meeting = ana.post("/meetings", new_meeting(guests=people)).json
    day = {"start": moment("2026-12-01T09:00:00"), "end": moment("2026-12-01T11:30:00")}
    scheduled(cara, **day)
    noon = [f"2026-12-01T{time}:00" for time in ("11:30", "11:45", "12:00")]
    assert starts(suggested(ana, meeting, "?limit=3")) == noon
    # Ben need not be there, yet it is he who asks.
    scheduled(ben, start=moment("2026-12-01T11:30:00"), end=moment("2026-12-01T17:30:00"))
    first = suggested(ben, meeting)[0]
    assert (first["start"]["date_time"], first["in_working_hours"]) == ("2026-12-02T10:15:00", True)
    proposal = {name: moment(first[name]["date_time"]) for name in ("start", "end")}
    made = propose(ben, meeting, proposal=proposal)
    assert ana.post(f"/proposals/{made['id']}/acceptance").status_code == 200


def test_times_outside_hours_come_last(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben, start=moment("2026-12-02T09:00:00"), end=moment("2026-12-02T21:00:00"))
    times = suggested(ben, meeting)
    assert {each["in_working_hours"] for each in times} == {False}
    assert len(times) == 5


def test_suggestions_are_for_those_who_take_part(ana: Caller, ben: Caller, house: House) -> None:
    eve = house.person("Eve")
    meeting = scheduled(ana, ben, visibility="organisation", recurrence=WEEKLY)
    path = f"/meetings/{meeting['id']}/suggested-times"
    problem(eve.get(path), 403, "not_invited")
    assert suggested(ben, meeting, "?original_start=20261209T083000Z")[0]["start"]["date_time"] < "2026-12-09"
    problem(ben.get(f"{path}?original_start=20261210T083000Z"), 404, "occurrence_not_found")
    problem(ben.get(f"{path}?limit=21"), 400, "invalid_query")
    problem(ben.get(f"{path}?limit=0"), 400, "invalid_query")
    holiday = scheduled(ana, ben, start={"date": "2026-12-24"}, end={"date": "2026-12-25"})
    problem(ben.get(f"/meetings/{holiday['id']}/suggested-times"), 422, "invalid_timing", "/original_start")
    past = scheduled(ana, ben, start=moment("2025-12-02T09:00:00"), end=moment("2025-12-02T10:00:00"))
    problem(ben.get(f"/meetings/{past['id']}/suggested-times"), 409, "meeting_over")
