"""A meeting's life over HTTP."""

from uuid import uuid4

import pytest

from tests.entrypoints.http.conftest import (
    Caller,
    House,
    etag,
    moment,
    new_meeting,
    problem,
    scheduled,
)


def test_a_meeting_is_scheduled_and_read_by_those_invited(ana: Caller, ben: Caller) -> None:
    answer = ana.post(
        "/meetings",
        new_meeting(
            description="Bring sketches",
            location="Room 3",
            conference_url="https://meet.example.org/x",
            guests=[{"person_id": str(ben.person_id), "role": "optional"}, {"email": "Zoe@Example.org"}],
        ),
    )
    assert answer.status_code == 201
    meeting = answer.json
    assert answer.headers["Location"] == f"/api/v1/meetings/{meeting['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert meeting["start"] == moment("2026-12-02T09:30:00") | {"utc": "2026-12-02T08:30:00Z"}
    assert meeting["host"]["name"] == "Ana"
    assert [
        (guest["email"], guest["role"], guest["person"] and guest["person"]["name"])
        for guest in meeting["guests"]
    ] == [
        ("ben@example.org", "optional", "Ben"),
        ("zoe@example.org", "required", None),
    ]
    assert meeting["guests"][0]["response"] == {"status": "needs_action", "comment": "", "at": None}
    assert (meeting["recurrence"], meeting["rooms"], meeting["exclusive"]) == (None, [], False)
    seen = ben.get(f"/meetings/{meeting['id']}")
    assert seen.json == meeting
    assert seen.headers["ETag"] == '"1"'
    assert seen.headers["Cache-Control"] == "no-store"


def test_whole_days_are_dates(ana: Caller) -> None:
    meeting = scheduled(ana, start={"date": "2026-12-24"}, end={"date": "2026-12-27"})
    assert (meeting["start"], meeting["end"]) == ({"date": "2026-12-24"}, {"date": "2026-12-27"})


def test_strangers_are_told_that_there_is_nothing(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana)
    hidden = problem(ben.get(f"/meetings/{meeting['id']}"), 404, "meeting_not_found")
    absent = problem(ben.get(f"/meetings/{uuid4()}"), 404, "meeting_not_found")
    assert {**hidden, "instance": "", "request_id": ""} == {**absent, "instance": "", "request_id": ""}


def test_a_change_names_the_version_it_was_made_on(ana: Caller, house: House) -> None:
    meeting = scheduled(ana)
    path = f"/meetings/{meeting['id']}"
    problem(ana.call("PATCH", path, {"title": "New"}), 428, "precondition_required")
    changed = ana.call("PATCH", path, {"title": "New"}, If_Match='"1"')
    assert (changed.status_code, changed.json["title"], changed.headers["ETag"]) == (200, "New", '"2"')
    stale = problem(ana.call("PATCH", path, {"title": "Other"}, If_Match='"1"'), 412, "stale")
    assert stale["current"] == changed.json
    assert house.kinds() == ["meeting.scheduled", "meeting.changed"]


def test_what_was_read_can_be_sent_back(ana: Caller) -> None:
    meeting = scheduled(ana, recurrence=None, exclusive=False, rooms=[], description="Text")
    writable = "title start end description location conference_url visibility state"
    echo = {name: meeting[name] for name in [*writable.split(), "recurrence", "exclusive", "rooms"]}
    answer = ana.call("PATCH", f"/meetings/{meeting['id']}", echo, If_Match='"1"')
    assert answer.json == meeting


def test_members_are_emptied_with_null_and_kept_when_absent(ana: Caller) -> None:
    meeting = scheduled(ana, description="Text", location="Room", conference_url="https://meet.example.org/x")
    body = {"description": None, "conference_url": None}
    changed = ana.call("PATCH", f"/meetings/{meeting['id']}", body, If_Match="*").json
    assert (changed["description"], changed["location"], changed["conference_url"]) == ("", "Room", None)


def test_moving_one_end_keeps_the_other(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    ben.call("PUT", f"/meetings/{meeting['id']}/response", {"status": "accepted"}, If_Match='"1"')
    body = {"end": moment("2026-12-02T11:00:00")}
    moved = ana.call("PATCH", f"/meetings/{meeting['id']}", body, If_Match='"2"').json
    assert (moved["start"], moved["end"]["utc"]) == (meeting["start"], "2026-12-02T10:00:00Z")
    assert moved["guests"][0]["response"]["status"] == "needs_action"


def test_a_draft_is_its_hosts_alone_until_it_is_announced(ana: Caller, ben: Caller) -> None:
    draft = scheduled(ana, ben, state="draft")
    path = f"/meetings/{draft['id']}"
    problem(ben.get(path), 404, "meeting_not_found")
    announced = ana.call("PATCH", path, {"state": "scheduled"}, If_Match=etag(draft)).json
    assert announced["state"] == "scheduled"
    assert ben.get(path).status_code == 200
    problem(ana.call("DELETE", path, If_Match=etag(announced)), 409, "meeting_not_a_draft")


def test_a_draft_can_be_deleted(ana: Caller) -> None:
    draft = scheduled(ana, state="draft")
    path = f"/meetings/{draft['id']}"
    problem(ana.call("DELETE", path), 428, "precondition_required")
    problem(ana.call("DELETE", path, If_Match='"7"'), 412, "stale")
    gone = ana.call("DELETE", path, If_Match=etag(draft))
    assert (gone.status_code, gone.data, gone.headers.get("Content-Type")) == (204, b"", None)
    problem(ana.get(path), 404, "meeting_not_found")
    problem(ana.call("DELETE", path), 404, "meeting_not_found")


def test_a_meeting_is_cancelled_and_restored(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    path = f"/meetings/{meeting['id']}"
    problem(ben.post(f"{path}/cancellation"), 403, "only_the_host")
    cancelled = ana.post(f"{path}/cancellation", {"reason": "Snow"}, If_Match='"1"')
    assert (cancelled.status_code, cancelled.json["state"], cancelled.json["cancellation_reason"]) == (
        200,
        "cancelled",
        "Snow",
    )
    problem(ana.post(f"{path}/cancellation"), 409, "meeting_cancelled")
    problem(ana.call("PATCH", path, {"title": "x"}, If_Match="*"), 409, "meeting_cancelled")
    stale = problem(ana.post(f"{path}/restoration", If_Match='"1"'), 412, "stale")
    assert stale["current"]["state"] == "cancelled"
    restored = ana.post(f"{path}/restoration")
    assert (restored.status_code, restored.json["state"]) == (200, "scheduled")
    problem(ana.post(f"{path}/restoration"), 409, "meeting_not_cancelled")


def test_only_the_host_changes_it(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    problem(
        ben.call("PATCH", f"/meetings/{meeting['id']}", {"title": "Mine"}, If_Match='"1"'),
        403,
        "only_the_host",
    )


def test_guests_are_invited_all_or_none(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana)
    path = f"/meetings/{meeting['id']}/guests"
    problem(
        ana.post(path, [{"email": "zoe@example.org"}, {"person_id": str(uuid4())}]),
        422,
        "unknown_person",
        "/1/person_id",
    )
    assert ana.get(f"/meetings/{meeting['id']}").json["guests"] == []
    answer = ana.post(path, [{"email": ben.email}, {"email": "zoe@example.org"}])
    assert answer.status_code == 201
    assert [guest["name"] for guest in answer.json["guests"]] == ["Ben", ""]
    problem(ana.post(path, [{"email": ben.email}]), 409, "already_invited")
    problem(ben.post(path, [{"email": "yan@example.org"}]), 403, "only_the_host")


def test_a_guest_is_removed(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    path = f"/meetings/{meeting['id']}/guests/{meeting['guests'][0]['id']}"
    problem(ana.call("DELETE", path), 428, "precondition_required")
    stale = problem(ana.call("DELETE", path, If_Match='"9"'), 412, "stale")
    assert stale["current"]["version"] == 1
    assert ana.call("DELETE", path, If_Match='"1"').status_code == 204
    problem(ana.call("DELETE", path, If_Match="*"), 404, "guest_not_found")
    problem(ben.get(f"/meetings/{meeting['id']}"), 404, "meeting_not_found")


@pytest.mark.parametrize("status", ["accepted", "tentative", "declined"])
def test_a_guest_answers(ana: Caller, ben: Caller, status: str) -> None:
    meeting = scheduled(ana, ben)
    path = f"/meetings/{meeting['id']}/response"
    problem(ben.call("PUT", path, {"status": status}), 428, "precondition_required")
    answer = ben.call("PUT", path, {"status": status, "comment": "Late"}, If_Match='"1"')
    given = answer.json["guests"][0]["response"]
    assert (answer.status_code, given["status"], given["comment"]) == (200, status, "Late")
    assert given["at"] == "2026-12-01T08:00:00Z"
    problem(ana.call("PUT", path, {"status": status}, If_Match="*"), 403, "not_invited")


def test_an_answer_holds_for_the_time_that_was_seen(ana: Caller, ben: Caller, house: House) -> None:
    zoe = house.person("Zoe")
    meeting = scheduled(ana, ben, zoe)
    path = f"/meetings/{meeting['id']}"
    assert ben.call("PUT", f"{path}/response", {"status": "accepted"}, If_Match='"1"').status_code == 200
    assert zoe.call("PUT", f"{path}/response", {"status": "accepted"}, If_Match='"1"').status_code == 200
    ana.call("PATCH", path, {"start": moment("2026-12-02T09:00:00")}, If_Match='"3"')
    late = problem(ben.call("PUT", f"{path}/response", {"status": "accepted"}, If_Match='"2"'), 412, "stale")
    assert late["current"]["version"] == 4


def test_nobody_is_invited_once_it_is_over(ana: Caller) -> None:
    meeting = scheduled(ana, start=moment("2026-11-30T09:30:00"), end=moment("2026-11-30T10:30:00"))
    answer = ana.post(f"/meetings/{meeting['id']}/guests", [{"email": "zoe@example.org"}])
    problem(answer, 409, "meeting_over")


def test_meetings_are_listed_a_page_at_a_time(ana: Caller, ben: Caller) -> None:
    meetings = [scheduled(ana, ben, title=title) for title in ("Plan", "Review")]
    page = ben.get("/meetings?limit=1&from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z")
    [first], cursor = page.json["data"], page.json["next_cursor"]
    assert page.headers["Link"] == f'</api/v1/meetings?limit=1&cursor={cursor}>; rel="next"'
    rest = ben.get(f"/meetings?limit=1&cursor={cursor}").json
    assert {first["id"], rest["data"][0]["id"]} == {each["id"] for each in meetings}
    assert (rest["next_cursor"], first["response"]) == (None, "needs_action")
    assert [each["title"] for each in ben.get("/meetings?q=REVIEW").json["data"]] == ["Review"]
    problem(ben.get("/meetings?words=Review"), 400, "invalid_query")
    problem(ben.get("/meetings?from=2026-12-01T00:00:00Z&to=2128-12-01T00:00:00Z"), 422, "invalid_window")
