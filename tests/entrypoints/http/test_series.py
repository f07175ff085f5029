"""Series over HTTP: their dates, edits of some or all, rehearsals, and what others see."""

from typing import Any

import pytest

from tests.entrypoints.http.conftest import Caller, House, etag, moment, problem, scheduled

FIRST, SECOND, THIRD = "20261202T083000Z", "20261209T083000Z", "20261216T083000Z"
WINDOW = "from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z"


def a_series(host: Caller, *guests: Caller, **members: Any) -> dict[str, Any]:
    return scheduled(host, *guests, **{"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"], **members})


def path(meeting: dict[str, Any], name: str = SECOND, query: str = "") -> str:
    return f"/meetings/{meeting['id']}/occurrences/{name}{query}"


def dates(caller: Caller, meeting: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = caller.get(f"/meetings/{meeting['id']}/occurrences").json["data"]
    return [(each["start"]["utc"][5:16], each["title"], each["state"]) for each in found]


def test_the_dates_of_a_series_are_listed(ana: Caller, ben: Caller) -> None:
    series = a_series(ana, ben)
    ben.call("PUT", f"/meetings/{series['id']}/response", {"status": "accepted"}, If_Match="*")
    answer = {"status": "declined", "original_start": SECOND}
    shown = ben.call("PUT", f"/meetings/{series['id']}/response", answer, If_Match="*").json
    assert shown["guests"][0]["response"]["status"] == "accepted"
    assert shown["guests"][0]["responses"][SECOND]["status"] == "declined"
    found = ben.get(f"/meetings/{series['id']}/occurrences?limit=3").json
    assert [each["original_start"] for each in found["data"]] == [FIRST, SECOND, THIRD]
    assert [each["response"] for each in found["data"]] == ["accepted", "declined", "accepted"]
    later = ben.get(f"/meetings/{series['id']}/occurrences?from=2026-12-16T00:00:00Z&to=2027-12-16T00:00:00Z")
    assert [each["original_start"] for each in later.json["data"]] == [THIRD, "20261223T083000Z"]
    instead = {"status": "tentative", "instead_of_all": True}
    again = ben.call("PUT", f"/meetings/{series['id']}/response", instead, If_Match="*").json
    assert again["guests"][0]["responses"] == {}


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("from=2026-12-01T00:00:00Z&to=2126-12-01T00:00:00Z", 422, "invalid_window"),
        ("to=2025-12-01T00:00:00Z", 422, "invalid_window"),
        ("limit=0", 400, "invalid_query"),
        ("from=tomorrow", 400, "invalid_query"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(ana: Caller, query: str, status: int, code: str) -> None:
    series = a_series(ana)
    problem(ana.get(f"/meetings/{series['id']}/occurrences?{query}"), status, code)


def test_one_date_is_changed_after_a_rehearsal(ana: Caller, ben: Caller, house: House) -> None:
    series = a_series(ana, ben)
    ben.call("PUT", f"/meetings/{series['id']}/response", {"status": "accepted"}, If_Match="*")
    body = {"title": "Demo", "start": moment("2026-12-09T14:00:00"), "end": moment("2026-12-09T15:00:00")}
    problem(ana.call("PATCH", path(series), body), 428, "precondition_required")
    stale = problem(ana.call("PATCH", path(series), body, If_Match='"1"'), 412, "stale")
    assert stale["current"]["version"] == 2
    before, events = ana.get(f"/meetings/{series['id']}").json, house.kinds()
    rehearsed = ana.call("PATCH", path(series, query="?dry_run=true"), body, If_Match='"2"')
    assert (ana.get(f"/meetings/{series['id']}").json, house.kinds()) == (before, events)
    done = ana.call("PATCH", path(series), body, If_Match='"2"')
    assert (done.status_code, done.headers["ETag"]) == (200, '"3"')
    assert rehearsed.json | {"dry_run": False} == done.json
    assert [(each["original_start"], each["change"]) for each in done.json["affected"]] == [(SECOND, "moved")]
    affected = done.json["affected"][0]
    assert (affected["before"]["title"], affected["after"]["title"]) == ("Design review", "Demo")
    asked = done.json["answers"]["asked_again"]
    assert (done.json["answers"]["kept"], asked[0]["name"], asked[0]["dates"]) == (3, "Ben", 1)
    assert [(told["name"], told["why"]) for told in done.json["told"]] == [("Ben", "moved")]
    assert dates(ana, series)[1] == ("12-09T13:00", "Demo", "scheduled")
    assert done.json["meeting"]["exceptions"][0]["title"] == "Demo"


def test_all_follow_a_date_that_was_moved_before(ana: Caller) -> None:
    series = a_series(ana)
    later = {"start": moment("2026-12-09T14:00:00"), "end": moment("2026-12-09T15:00:00")}
    alone = ana.call("PATCH", path(series), later, If_Match="*")
    body, version = later | {"from_series": True}, etag(alone.json["meeting"])
    followed = ana.call("PATCH", path(series, query="?scope=all"), body, If_Match=version)
    assert followed.status_code == 200
    assert [start for start, _, _ in dates(ana, series)][:2] == ["12-02T13:00", "12-09T13:00"]
    assert followed.json["meeting"]["exceptions"] == []


def test_what_follows_becomes_a_meeting_of_its_own(ana: Caller, ben: Caller) -> None:
    series = a_series(ana, ben)
    body = {"title": "Sync", "time_zone": {"name": "America/New_York", "keep": "moment"}}
    answer = ana.call("PATCH", path(series, THIRD, "?scope=following"), body, If_Match=etag(series))
    onward = answer.json["meeting"]
    assert answer.headers["Location"] == f"/api/v1/meetings/{onward['id']}"
    assert onward["split_from"] == {"meeting_id": series["id"], "original_start": THIRD}
    before = ben.get(f"/meetings/{series['id']}").json
    assert before["continued_by"] == [{"meeting_id": onward["id"], "original_start": THIRD}]
    assert (onward["start"]["date_time"], onward["recurrence"]) == (
        "2026-12-16T03:30:00",
        ["RRULE:FREQ=WEEKLY;COUNT=2"],
    )
    assert len(dates(ana, series)) == 2
    assert dates(ben, onward) == [(f"12-{day}T08:30", "Sync", "scheduled") for day in (16, 23)]
    entries = ben.get(f"/calendar?{WINDOW}").json["data"]
    assert [entry["title"] for entry in entries] == ["Design review"] * 2 + ["Sync"] * 2
    assert [entry["original_start"] for entry in entries][:3] == [FIRST, SECOND, THIRD]


def test_the_old_name_of_a_date_says_where_it_is_now(ana: Caller, ben: Caller, house: House) -> None:
    zoe = house.person("Zoe")
    series = a_series(ana, ben, visibility="organisation")
    one = ben.get(path(series, THIRD))
    assert (one.status_code, one.headers["ETag"], one.json["original_start"]) == (200, etag(series), THIRD)
    body = {"title": "Sync", "visibility": "private"}
    onward = ana.call("PATCH", path(series, THIRD, "?scope=following"), body, If_Match="*").json["meeting"]
    answer = {"status": "accepted", "original_start": THIRD}
    old = path(series, THIRD)
    calls: tuple[tuple[Caller, str, str, Any], ...] = (
        (ben, "GET", old, None),
        (ana, "PATCH", old, {"title": "Demo"}),
        (ana, "PATCH", f"{old}?scope=all", {"title": "Demo"}),
        (ana, "POST", f"{old}/cancellation", None),
        (ana, "POST", f"{old}/restoration", None),
        (ben, "PUT", f"/meetings/{series['id']}/response", answer),
        (ben, "GET", f"/meetings/{series['id']}/suggested-times?original_start={THIRD}", None),
    )
    for caller, method, where, sent in calls:
        moved = caller.call(method, where, sent, If_Match=etag(series))
        told = problem(moved, 404, "occurrence_moved_on")
        assert told["moved_to"] == {"meeting_id": onward["id"], "original_start": THIRD}
        assert moved.headers["Link"] == f'</api/v1{path(onward, THIRD)}>; rel="canonical"'
    exceptions = {"exceptions": [{"original_start": THIRD, "title": "Demo"}]}
    within = ana.call("PATCH", f"/meetings/{series['id']}", exceptions, If_Match="*")
    told = problem(within, 422, "date_moved_on", "/exceptions/0/original_start")
    assert told["moved_to"]["meeting_id"] == onward["id"]
    some = {"status": "accepted", "declined_on": [SECOND, THIRD]}
    refused = ben.call("PUT", f"/meetings/{series['id']}/response", some, If_Match="*")
    problem(refused, 422, "date_moved_on", "/declined_on/1")
    assert ben.get(path(onward, THIRD)).json["title"] == "Sync"
    # Whoever may not see the other meeting does not hear of it.
    assert zoe.get(f"/meetings/{series['id']}").json["continued_by"] == []
    assert "moved_to" not in problem(zoe.get(old), 404, "occurrence_not_found")
    problem(ana.get(path(series, "20270601T083000Z")), 404, "occurrence_not_found")


def test_a_whole_series_is_changed_by_its_meeting(ana: Caller) -> None:
    series = a_series(ana)
    where = f"/meetings/{series['id']}"
    moved = ana.call(
        "PATCH",
        where,
        {"start": moment("2026-12-03T09:30:00"), "end": moment("2026-12-03T10:00:00")},
        If_Match="*",
    )
    assert [day for day, *_ in dates(ana, moved.json)] == [f"12-{day:02}T08:30" for day in (3, 10, 17, 24)]
    zoned = ana.call(
        "PATCH", where, {"time_zone": {"name": "Asia/Tokyo", "keep": "clock"}}, If_Match="*"
    ).json
    assert zoned["start"]["utc"] == "2026-12-03T00:30:00Z"
    other = ana.call("PATCH", where, {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}, If_Match="*").json
    assert len(dates(ana, other)) == 2
    single = ana.call("PATCH", where, {"recurrence": None}, If_Match="*").json
    assert (single["recurrence"], len(dates(ana, single))) == (None, 1)
    both = {"time_zone": {"name": "UTC", "keep": "clock"}, "start": moment("2026-12-03T09:30:00")}
    problem(ana.call("PATCH", where, both, If_Match="*"), 422, "invalid_timing", "/time_zone")


def test_dates_are_cancelled_and_restored(ana: Caller, ben: Caller) -> None:
    series = a_series(ana, ben)
    problem(ben.post(f"{path(series)}/cancellation"), 403, "only_the_host")
    rehearsed = ana.post(f"{path(series)}/cancellation?dry_run=true", {"reason": "Snow"})
    done = ana.post(f"{path(series)}/cancellation", {"reason": "Snow"}, If_Match='"1"')
    assert rehearsed.json | {"dry_run": False} == done.json
    assert dates(ben, series)[1] == ("12-09T08:30", "Design review", "cancelled")
    problem(ana.post(f"{path(series)}/cancellation"), 409, "meeting_cancelled")
    assert ana.post(f"{path(series)}/restoration").json["affected"][0]["change"] == "restored"
    problem(ana.post(f"{path(series)}/restoration"), 409, "meeting_not_cancelled")
    onward = ana.post(f"{path(series, THIRD)}/cancellation?scope=following").json["meeting"]
    assert (onward["state"], len(dates(ana, series))) == ("cancelled", 2)
    assert ana.post(f"/meetings/{onward['id']}/restoration").json["state"] == "scheduled"
    whole = ana.post(f"{path(series)}/cancellation?scope=all").json["meeting"]
    assert (whole["id"], whole["state"]) == (series["id"], "cancelled")


def test_guests_come_for_one_date(ana: Caller, ben: Caller, house: House) -> None:
    zoe = house.person("Zoe")
    series = a_series(ana, ben)
    body = {"guests": {"invite": [{"email": zoe.email}], "remove": [series["guests"][0]["id"]]}}
    answer = ana.call("PATCH", path(series), body, If_Match="*").json
    assert [(each["name"], each["why"]) for each in answer["told"]] == [
        ("Ben", "uninvited"),
        ("Zoe", "invited"),
    ]
    guests = answer["meeting"]["guests"]
    assert [(each["name"], each["only_on"], each["not_on"]) for each in guests] == [
        ("Ben", None, [SECOND]),
        ("Zoe", [SECOND], []),
    ]
    assert [entry["original_start"] for entry in zoe.get(f"/calendar?{WINDOW}").json["data"]] == [SECOND]
    assert len(ben.get(f"/calendar?{WINDOW}").json["data"]) == 3
    twice = {"guests": {"invite": [{"email": zoe.email}]}}
    problem(ana.call("PATCH", path(series), twice, If_Match="*"), 409, "already_invited")


@pytest.mark.parametrize(
    ("query", "body", "status", "code", "pointers"),
    [
        ("", {"recurrence": ["RRULE:FREQ=DAILY"]}, 422, "not_for_one_date", ["/recurrence"]),
        ("", {"visibility": "organisation"}, 422, "not_for_one_date", ["/visibility"]),
        ("", {"start": moment("2026-12-09T14:00:00")}, 422, "invalid_time_slot", ["/end"]),
        ("", {"nonsense": 1}, 422, "invalid_body", ["/nonsense"]),
        ("", {"time_zone": {"name": "Mars/Base", "keep": "clock"}}, 422, "invalid_body", ["/time_zone/name"]),
        ("?scope=some", {"title": "x"}, 400, "invalid_query", ["/scope"]),
        ("?dry_run=1", {"title": "x"}, 400, "invalid_query", ["/dry_run"]),
        ("?scope=all", {"recurrence": ["RRULE:FREQ=HOURLY"]}, 422, "invalid_recurrence", None),
        (
            "?scope=following",
            {"recurrence": ["RRULE:FREQ=DAILY", "x"]},
            422,
            "invalid_recurrence",
            ["/recurrence/1"],
        ),
    ],
)
def test_bad_edits_are_refused_by_name(
    ana: Caller, query: str, body: dict[str, Any], status: int, code: str, pointers: list[str] | None
) -> None:
    series = a_series(ana)
    answer = ana.call("PATCH", path(series, query=query), body, If_Match="*")
    problem(answer, status, code, *(pointers or ()))


@pytest.mark.parametrize("name", ["20261203T083000Z", "20261203", "tomorrow", "%00", "x" * 500])
def test_a_date_that_the_series_does_not_have_is_404(ana: Caller, name: str) -> None:
    series = a_series(ana)
    problem(ana.call("PATCH", path(series, name), {"title": "x"}, If_Match="*"), 404, "occurrence_not_found")
    problem(ana.post(f"{path(series, name)}/cancellation"), 404, "occurrence_not_found")
    problem(ana.post(f"{path(series, name)}/restoration"), 404, "occurrence_not_found")


def test_a_rule_that_does_not_fit_says_which_member_to_send(ana: Caller) -> None:
    series = a_series(ana, recurrence=["RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=3"])
    body = {"start": moment("2026-12-03T09:30:00"), "end": moment("2026-12-03T10:30:00")}
    answer = ana.call("PATCH", f"/meetings/{series['id']}", body, If_Match="*")
    detail = problem(answer, 422, "invalid_recurrence", "/recurrence")["detail"]
    assert "send the new recurrence along" in detail


def test_an_override_of_a_private_series_leaks_nothing(ana: Caller, ben: Caller, house: House) -> None:
    """As a title once did elsewhere: nextcloud/server #45041."""
    eve = house.person("Eve")
    cursor = eve.get("/changes").json["next_cursor"]
    series = a_series(ana, ben)
    secret = {"title": "Layoffs", "location": "Cellar", "description": "Names", "exclusive": True}
    ana.call("PATCH", path(series), secret, If_Match="*")
    ana.call("PATCH", path(series, THIRD, "?scope=following"), {"title": "Layoffs 2"}, If_Match="*")
    ana.post(f"{path(series)}/cancellation", {"reason": "Layoffs are off"})
    entries = eve.get(f"/calendar?{WINDOW}&people={ben.person_id}").json["data"]
    assert [entry["title"] for entry in entries] == [None] * 3
    assert "Layoffs" not in str(entries)
    assert eve.get(f"/changes?since={cursor}").json["events"] == []
    problem(eve.get(f"/meetings/{series['id']}/occurrences"), 404, "meeting_not_found")
    problem(eve.call("PATCH", path(series), secret, If_Match="*"), 404, "meeting_not_found")
    told = ben.get(f"/changes?since={cursor}").json["events"]
    assert [(event["kind"], event["data"].get("scope")) for event in told] == [
        ("meeting.scheduled", None),
        ("meeting.changed", "this"),
        ("meeting.changed", "following"),
        ("meeting.scheduled", "following"),
        ("meeting.changed", None),
        ("meeting.cancelled", "this"),
    ]
