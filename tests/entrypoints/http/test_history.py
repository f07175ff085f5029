"""What became of a meeting, as programs and the web app read it."""

from typing import Any
from uuid import uuid4

import pytest

from tests.entrypoints.http.conftest import Caller, House, moment, problem, scheduled


@pytest.fixture
def meeting(ana: Caller, ben: Caller) -> dict[str, Any]:
    return scheduled(ana, ben)


def history(caller: Caller, meeting: dict[str, Any], query: str = "") -> Any:
    return caller.get(f"/meetings/{meeting['id']}/history{query}")


def test_it_tells_who_did_what_and_what_it_was_before(
    ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    change = {"start": moment("2026-12-02T15:00:00"), "end": moment("2026-12-02T16:00:00")}
    ana.call("PATCH", f"/meetings/{meeting['id']}", change, If_Match='"1"')
    ben.call("PUT", f"/meetings/{meeting['id']}/response", {"status": "accepted"}, If_Match="*")
    shown = history(ben, meeting).json
    answered, moved, scheduled_ = shown["data"]
    assert [each["kind"] for each in shown["data"]] == [
        "guest.responded",
        "meeting.moved",
        "meeting.scheduled",
    ]
    assert answered["actor"] == {"id": str(ben.person_id), "name": "Ben"}
    assert answered["facts"]["status"] == "accepted"
    assert moved["facts"]["before"]["start"] != moved["facts"]["start"]
    assert (scheduled_["meeting_id"], scheduled_["on_behalf_of"], shown["next_cursor"]) == (
        meeting["id"],
        None,
        None,
    )


def test_it_is_paged(ana: Caller, meeting: dict[str, Any]) -> None:
    for title in ("One", "Two"):
        ana.post(f"/meetings/{meeting['id']}/agenda-items", {"title": title})
    first = history(ana, meeting, "?limit=2").json
    second = history(ana, meeting, f"?limit=2&cursor={first['next_cursor']}").json
    assert [each["facts"]["line"]["title"] for each in first["data"]] == ["Two", "One"]
    assert ([each["kind"] for each in second["data"]], second["next_cursor"]) == (["meeting.scheduled"], None)


def test_who_may_not_see_the_meeting_reads_nothing_of_it(house: House, meeting: dict[str, Any]) -> None:
    problem(history(house.person("Cara"), meeting), 404, "meeting_not_found")
    problem(history(house.person("Dan"), {"id": uuid4()}), 404, "meeting_not_found")


def test_a_cursor_is_one_that_was_handed_out(ana: Caller, meeting: dict[str, Any]) -> None:
    problem(history(ana, meeting, "?cursor=x"), 400, "invalid_cursor")


@pytest.mark.parametrize("query", ["?limit=0", "?original_start=soon", "?since=1"])
def test_nonsense_is_named(ana: Caller, meeting: dict[str, Any], query: str) -> None:
    answer = history(ana, meeting, query)
    assert answer.status_code == 400
    assert query[1:].split("=")[0] in answer.json["errors"][0]["pointer"]
