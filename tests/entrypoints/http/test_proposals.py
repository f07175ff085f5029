"""Proposing another time, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.entrypoints.http.conftest import Caller, House, moment, problem, scheduled

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
