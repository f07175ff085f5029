"""Agendas and minutes, as programs and the web app see them."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.proceedings.line import MOST_LINES
from tests.entrypoints.http.conftest import Caller, House, problem, scheduled

WEEKLY = ["RRULE:FREQ=WEEKLY;COUNT=4"]


@pytest.fixture
def meeting(ana: Caller, ben: Caller) -> dict[str, Any]:
    return scheduled(ana, ben)


def add(
    caller: Caller, meeting: dict[str, Any], sheet: str = "agenda-items", **members: Any
) -> dict[str, Any]:
    answer = caller.post(f"/meetings/{meeting['id']}/{sheet}", members)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def change(caller: Caller, path: str, version: int | None, **members: Any) -> Any:
    return caller.call("PATCH", path, members, If_Match="*" if version is None else f'"{version}"')


def dates(caller: Caller, meeting: dict[str, Any]) -> list[str]:
    window = "from=2026-01-01T00:00:00Z&to=2027-01-31T00:00:00Z"
    found = caller.get(f"/meetings/{meeting['id']}/occurrences?{window}").json["data"]
    return [each["original_start"] for each in found]


def told(house: House) -> list[Any]:
    events = house.container.event_log().after(0, limit=10_000)
    return [event for event in events if event.subject_type == "proceedings"]


def test_an_item_is_put_on_the_agenda_read_and_told(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    body = {"title": "Budget", "notes": "See the sheet", "owner_id": str(ana.person_id), "minutes": 15}
    answer = ben.post(f"/meetings/{meeting['id']}/agenda-items", body)
    item = answer.json
    assert (answer.status_code, answer.headers["Location"], answer.headers["ETag"]) == (
        201,
        f"/api/v1/agenda-items/{item['id']}",
        '"1"',
    )
    assert {name: item[name] for name in body} == body
    assert (item["state"], item["author_id"], item["position"]) == ("open", str(ben.person_id), 1)
    shown = ana.get(f"/meetings/{meeting['id']}/agenda-items").json
    assert (shown["data"], shown["planned_minutes"], shown["next_cursor"]) == ([item], 15, None)
    assert {each["name"] for each in shown["people"]} == {"Ana", "Ben"}
    assert ana.get(f"/agenda-items/{item['id']}").json == item
    (event,) = told(house)
    assert (event.kind, event.subject_id, event.version) == ("agenda_item.added", UUID(meeting["id"]), 1)
    assert (event.audience, event.to_organisation) == ({ana.person_id, ben.person_id}, False)
    # Enough to draw it without asking, and the same as whoever asks is answered.
    assert event.data == {"meeting_id": meeting["id"], "line": item, "changed": []}


def test_an_agenda_is_worked_through(ana: Caller, ben: Caller, meeting: dict[str, Any]) -> None:
    first, second = (add(ana, meeting, title=title) for title in ("First", "Second"))
    answer = change(ben, f"/agenda-items/{first['id']}", 1, state="running")
    assert (answer.json["state"], answer.headers["ETag"]) == ("running", '"2"')
    assert answer.json["running_since"] is not None
    change(ana, f"/agenda-items/{second['id']}", 1, state="running")
    shown = ana.get(f"/meetings/{meeting['id']}/agenda-items").json["data"]
    assert [(each["state"], each["running_since"] is None) for each in shown] == [
        ("done", True),
        ("running", False),
    ]
    stale = problem(change(ben, f"/agenda-items/{first['id']}", 2, title="Late"), 412, "stale_line")
    assert stale["current"]["version"] == 3
    moved = ana.post(f"/agenda-items/{second['id']}/place", {"before": first["id"]})
    assert (moved.status_code, moved.json["position"]) == (200, 1)
    gone = ana.call("DELETE", f"/agenda-items/{second['id']}", If_Match=moved.headers["ETag"])
    assert gone.status_code == 204
    shown = ana.get(f"/meetings/{meeting['id']}/agenda-items").json["data"]
    assert [each["title"] for each in shown] == ["First"]
    assert ana.post(f"/agenda-items/{second['id']}/restoration").json["removed_at"] is None
    shown = ana.get(f"/meetings/{meeting['id']}/agenda-items").json["data"]
    assert [each["title"] for each in shown] == ["Second", "First"]


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({}, "missing", "/title"),
        ({"title": " "}, None, "/title"),
        ({"title": "x" * 201}, None, "/title"),
        ({"title": "Two\nlines"}, None, "/title"),
        ({"title": "x", "notes": "x" * 10_001}, None, "/notes"),
        ({"title": "x", "minutes": 0}, None, "/minutes"),
        ({"title": "x", "minutes": 1_441}, None, "/minutes"),
        ({"title": "x", "minutes": "5"}, None, "/minutes"),
        ({"title": "x", "owner_id": str(uuid4())}, "owner_not_in_meeting", "/owner_id"),
        ({"title": "x", "before": str(uuid4())}, "not_on_this_date", "/before"),
        ({"title": "x", "state": "done"}, None, "/state"),
    ],
)
def test_what_no_agenda_takes(
    ana: Caller, meeting: dict[str, Any], body: dict[str, Any], code: str | None, pointer: str
) -> None:
    answer = ana.post(f"/meetings/{meeting['id']}/agenda-items", body)
    found = problem(answer, 422, code if code not in (None, "missing") else "invalid_body")
    assert [each["pointer"] for each in found["errors"]] == [pointer]
    assert ana.get(f"/meetings/{meeting['id']}/agenda-items").json["data"] == []


def test_each_date_of_a_series_has_an_agenda(ana: Caller, ben: Caller) -> None:
    series = scheduled(ana, ben, recurrence=WEEKLY)
    first, second, *_ = dates(ana, series)
    problem(
        ana.post(f"/meetings/{series['id']}/agenda-items", {"title": "When?"}),
        422,
        "date_missing",
        "/original_start",
    )
    problem(ana.get(f"/meetings/{series['id']}/minutes"), 422, "date_missing", "/original_start")
    body = {"title": "Never", "original_start": "20260101T000000Z"}
    problem(ana.post(f"/meetings/{series['id']}/agenda-items", body), 404, "occurrence_not_found")
    item = add(ana, series, title="Budget", original_start=first)
    carried = ben.post(f"/meetings/{series['id']}/agenda-items/carry-over", {"original_start": first}).json
    assert (carried["meeting_id"], carried["original_start"]) == (series["id"], second)
    (onward,) = carried["data"]
    assert (onward["title"], onward["carried_from"]) == ("Budget", item["id"])
    there = ana.get(f"/meetings/{series['id']}/agenda-items?original_start={second}").json["data"]
    assert there == [onward]
    problem(change(ana, f"/agenda-items/{item['id']}", None, title="Here"), 409, "item_carried_over")
    last = dates(ana, series)[-1]
    answer = ana.post(f"/meetings/{series['id']}/agenda-items/carry-over", {"original_start": last})
    problem(answer, 409, "no_later_date")


def test_dates_that_went_to_another_meeting_lead_there(ana: Caller, ben: Caller) -> None:
    series = scheduled(ana, ben, recurrence=WEEKLY)
    _, second, third, _ = dates(ana, series)
    add(ana, series, title="Goes along", original_start=third)
    answer = ana.call(
        "PATCH",
        f"/meetings/{series['id']}/occurrences/{second}?scope=following",
        {"title": "Anew"},
        If_Match="*",
    )
    assert answer.json["agendas_and_minutes"] == {"kept": 1, "lost": []}
    found = problem(
        ana.get(f"/meetings/{series['id']}/agenda-items?original_start={third}"), 404, "occurrence_moved_on"
    )
    moved_to = found["moved_to"]
    there = ana.get(f"/meetings/{moved_to['meeting_id']}/agenda-items?original_start={third}").json["data"]
    assert [each["title"] for each in there] == ["Goes along"]


def test_minutes_are_written_and_read(ana: Caller, ben: Caller, meeting: dict[str, Any]) -> None:
    item = add(ana, meeting, title="Budget")
    note = add(ana, meeting, "minutes", kind="note", text="We talked", agenda_item_id=item["id"])
    decision = add(ben, meeting, "decisions", text="We buy it")
    action = add(
        ana,
        meeting,
        "action-items",
        text="Buy it",
        owner_id=str(ben.person_id),
        due="2026-12-24",
        before=note["id"],
    )
    assert [each["kind"] for each in (note, decision, action)] == ["note", "decision", "action"]
    shown = ben.get(f"/meetings/{meeting['id']}/minutes").json
    assert [each["text"] for each in shown["data"]] == ["Buy it", "We talked", "We buy it"]
    assert {each["name"] for each in shown["people"]} == {"Ana", "Ben"}
    decided = ben.get(f"/meetings/{meeting['id']}/decisions").json["data"]
    assert [each["id"] for each in decided] == [decision["id"]]
    own = ben.get("/action-items").json["data"]
    assert [(each["id"], each["meeting_title"], each["due"]) for each in own] == [
        (action["id"], meeting["title"], "2026-12-24")
    ]
    done = change(ben, f"/minutes/{action['id']}", 1, done=True).json
    assert (done["done_by"], done["done_at"] is None) == (str(ben.person_id), False)
    assert ben.get("/action-items").json["data"] == []
    seen = ana.get(f"/meetings/{meeting['id']}/action-items").json
    assert ([each["id"] for each in seen["data"]], seen["carried_over"]) == ([action["id"]], [])
    turned = change(ana, f"/minutes/{action['id']}", 2, kind="note").json
    assert (turned["kind"], turned["owner_id"], turned["due"], turned["done_at"]) == (
        "note",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("sheet", ["agenda-items", "minutes"])
def test_whoever_comes_second_is_told(ana: Caller, ben: Caller, meeting: dict[str, Any], sheet: str) -> None:
    body = {"agenda-items": {"title": "Budget"}, "minutes": {"kind": "note", "text": "Budget"}}[sheet]
    member = {"agenda-items": "title", "minutes": "text"}[sheet]
    line = f"/{sheet}/{add(ana, meeting, sheet, **body)['id']}"
    assert change(ben, line, 1, **{member: "Ben's"}).status_code == 200
    for late in (change(ana, line, 1, **{member: "Ana's"}), ana.call("DELETE", line, If_Match='"1"')):
        assert problem(late, 412, "stale_line")["current"][member] == "Ben's"
    problem(ana.call("DELETE", line), 428, "precondition_required")


def test_what_is_changed_is_looked_at_as_what_is_new(ana: Caller, meeting: dict[str, Any]) -> None:
    gone = add(ana, meeting, title="Gone")
    ana.call("DELETE", f"/agenda-items/{gone['id']}", If_Match="*")
    item, entry = add(ana, meeting, title="Budget"), add(ana, meeting, "action-items", text="Yes")
    for line in (f"/agenda-items/{item['id']}", f"/minutes/{entry['id']}"):
        answer = change(ana, line, None, owner_id=str(uuid4()))
        problem(answer, 422, "owner_not_in_meeting", "/owner_id")
    answer = change(ana, f"/minutes/{entry['id']}", None, agenda_item_id=gone["id"])
    problem(answer, 422, "not_on_this_date", "/agenda_item_id")
    answer = ana.post(f"/agenda-items/{item['id']}/place", {"before": gone["id"]})
    problem(answer, 422, "not_on_this_date", "/before")
    problem(change(ana, f"/minutes/{entry['id']}", None, kind="note", done=True), 422, "only_for_actions")


def test_what_an_entry_said_before(ana: Caller, ben: Caller, meeting: dict[str, Any]) -> None:
    entry = add(ana, meeting, "minutes", kind="note", text="One")
    change(ben, f"/minutes/{entry['id']}", 1, text="Two")
    found = ana.get(f"/minutes/{entry['id']}/revisions").json["data"]
    assert [(each["number"], each["text"], each["author"]["name"]) for each in found] == [
        (1, "One", "Ana"),
        (2, "Two", "Ben"),
    ]
    gone = ana.call("DELETE", f"/minutes/{entry['id']}", If_Match='"2"')
    assert gone.status_code == 204
    assert ana.get(f"/meetings/{meeting['id']}/minutes").json["data"] == []
    problem(change(ana, f"/minutes/{entry['id']}", 3, text="Three"), 404, "line_not_found")
    assert ana.post(f"/minutes/{entry['id']}/restoration").json["text"] == "Two"


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"kind": "note"}, None, "/text"),
        ({"kind": "poem", "text": "x"}, None, "/kind"),
        ({"kind": "note", "text": "x" * 10_001}, None, "/text"),
        ({"kind": "note", "text": "a\x00b"}, "invalid_text", "/text"),
        ({"kind": "note", "text": "x", "due": "2026-12-01"}, "only_for_actions", "/due"),
        ({"kind": "action", "text": "x", "due": "soon"}, None, "/due"),
        ({"kind": "action", "text": "x", "due": "2026-02-30"}, None, "/due"),
        ({"kind": "action", "text": "x", "owner_id": str(uuid4())}, "owner_not_in_meeting", "/owner_id"),
        (
            {"kind": "note", "text": "x", "agenda_item_id": str(uuid4())},
            "not_on_this_date",
            "/agenda_item_id",
        ),
    ],
)
def test_what_no_minutes_take(
    ana: Caller, meeting: dict[str, Any], body: dict[str, Any], code: str | None, pointer: str
) -> None:
    answer = ana.post(f"/meetings/{meeting['id']}/minutes", body)
    found = problem(answer, 422, code or "invalid_body")
    assert [each["pointer"] for each in found["errors"]] == [pointer]


def test_an_entry_belongs_to_an_item_of_the_same_date(ana: Caller, meeting: dict[str, Any]) -> None:
    item = add(ana, meeting, title="Budget")
    ana.call("DELETE", f"/agenda-items/{item['id']}", If_Match="*")
    body = {"text": "Yes", "agenda_item_id": item["id"]}
    answer = ana.post(f"/meetings/{meeting['id']}/decisions", body)
    problem(answer, 422, "not_on_this_date", "/agenda_item_id")


def test_nobody_is_named_where_guests_are_hidden(ana: Caller, ben: Caller, house: House) -> None:
    cloe = house.person("Cloé")
    hidden = scheduled(ana, ben, cloe, guests_can={"see_guests": False})
    answer = ben.post(
        f"/meetings/{hidden['id']}/action-items", {"text": "Yours", "owner_id": str(cloe.person_id)}
    )
    problem(answer, 422, "owner_not_in_meeting", "/owner_id")
    add(ben, hidden, "action-items", text="Mine", owner_id=str(ben.person_id))
    add(ben, hidden, "action-items", text="The host's", owner_id=str(ana.person_id))


def test_an_onlooker_reads_and_does_not_write(ana: Caller, ben: Caller, house: House) -> None:
    looking = house.person("Looking")
    shown = scheduled(ana, ben, visibility="organisation")
    item, entry = add(ana, shown, title="Budget"), add(ana, shown, "decisions", text="Yes")
    assert all(event.to_organisation for event in told(house))
    assert looking.get(f"/meetings/{shown['id']}/agenda-items").json["data"] == [item]
    problem(
        looking.post(f"/meetings/{shown['id']}/agenda-items", {"title": "Mine"}), 403, "not_a_participant"
    )
    problem(change(looking, f"/agenda-items/{item['id']}", 1, title="Mine"), 403, "not_a_participant")
    problem(change(looking, f"/minutes/{entry['id']}", 1, text="Mine"), 403, "not_a_participant")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/agenda-items/{}"),
        ("PATCH", "/agenda-items/{}"),
        ("DELETE", "/agenda-items/{}"),
        ("POST", "/agenda-items/{}/place"),
        ("POST", "/agenda-items/{}/restoration"),
    ],
)
def test_a_line_of_a_strangers_meeting_is_one_that_does_not_exist(
    ana: Caller, house: House, meeting: dict[str, Any], method: str, path: str
) -> None:
    stranger = house.person("Mallory")
    item, entry = add(ana, meeting, title="Budget"), add(ana, meeting, "decisions", text="Yes")
    headers = {"If_Match": "*"} if method in {"PATCH", "DELETE"} else {}
    body = {"PATCH": {}, "POST": {"before": None}}.get(method)
    body = None if path.endswith("restoration") else body
    for kind, real in (("agenda-items", item["id"]), ("minutes", entry["id"])):
        where = path.replace("agenda-items", kind)
        answers = [stranger.call(method, where.format(each), body, **headers) for each in (real, uuid4())]
        first, second = (problem(each, 404, "line_not_found") for each in answers)
        for each in (first, second):
            del each["instance"], each["request_id"]
        assert first == second


def test_one_date_takes_so_many_lines(
    ana: Caller, meeting: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.proceedings.line.MOST_LINES", 2)
    assert MOST_LINES == 500
    for title in ("One", "Two"):
        add(ana, meeting, title=title)
    answer = ana.post(f"/meetings/{meeting['id']}/agenda-items", {"title": "Three"})
    problem(answer, 409, "too_many_lines")
