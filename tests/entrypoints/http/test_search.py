"""One search for all, over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, problem
from tests.entrypoints.http.test_api_tokens import program

MEETING = {
    "title": "Café planning",
    "start": {"date_time": "2026-12-01T09:00:00", "time_zone": "Europe/Paris"},
    "end": {"date_time": "2026-12-01T10:00:00", "time_zone": "Europe/Paris"},
}


def scheduled(host: Caller, **members: Any) -> str:
    answer = host.post("/meetings", {**MEETING, **members})
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def test_people_rooms_and_meetings_are_found_together(house: House, ana: Caller) -> None:
    admin = house.person("Cafer", Role.ADMIN)
    admin.post("/rooms", {"name": "Café corner", "capacity": 4})
    scheduled(ana)
    found = ana.get("/search?q=CAFE").json
    assert [each["name"] for each in found["people"]] == ["Cafer"]
    assert [each["name"] for each in found["rooms"]] == ["Café corner"]
    assert [each["title"] for each in found["meetings"]] == ["Café planning"]
    assert found["next_cursor"] is None


def test_nobody_finds_what_is_private_to_others(house: House, ana: Caller) -> None:
    eve, outsider = house.person("Eve"), house.person("Gus", Role.GUEST)
    scheduled(ana)
    scheduled(ana, title="Open planning", visibility="organisation")
    titles = {
        who: {each["title"] for each in caller.get("/search?q=planning").json["meetings"]}
        for who, caller in (("ana", ana), ("eve", eve), ("outsider", outsider))
    }
    assert titles == {"ana": {"Café planning", "Open planning"}, "eve": {"Open planning"}, "outsider": set()}
    assert eve.get("/search?q=cafe").json["meetings"] == []


def test_what_was_written_is_found_with_where_it_stands(house: House, ana: Caller) -> None:
    meeting, eve = scheduled(ana), house.person("Eve")
    about = f"/meetings/{meeting}"
    written = (
        (f"{about}/agenda-items", {"title": "Budget of spring"}),
        (f"{about}/minutes", {"kind": "decision", "text": "We double the budget"}),
        (f"{about}/messages", {"client_id": str(uuid4()), "text": "Which budget?"}),
    )
    for path, body in written:
        assert ana.post(path, body).status_code == 201
        house.clock.advance(timedelta(seconds=1))
    found = ana.get("/search?q=budget").json["passages"]
    assert [(each["place"], each["excerpt"]) for each in found] == [
        ("chat", "Which budget?"),
        ("decision", "We double the budget"),
        ("agenda", "Budget of spring"),
    ]
    assert {(each["meeting_id"], each["title"], each["repeats"]) for each in found} == {
        (meeting, "Café planning", False)
    }
    assert found[1]["original_start"] == "20261201T080000Z"
    assert found[1]["start"]["utc"] == "2026-12-01T08:00:00Z"
    assert eve.get("/search?q=budget").json["passages"] == []
    assert len(ana.get("/search?q=budget&limit=1").json["passages"]) == 1


def test_a_token_that_may_not_read_messages_finds_none(house: House, ana: Caller) -> None:
    meeting = scheduled(ana)
    ana.post(f"/meetings/{meeting}/messages", {"client_id": str(uuid4()), "text": "Which budget?"})
    ana.post(f"/meetings/{meeting}/agenda-items", {"title": "The budget"})
    reader = program(house, ana, "meetings:read")
    assert [each["place"] for each in reader.get("/search?q=budget").json["passages"]] == ["agenda"]


def test_a_cursor_goes_on_with_meetings_alone(ana: Caller) -> None:
    names = [scheduled(ana, title=f"Planning {number}") for number in range(3)]
    seen, address = list[str](), "/search?q=planning&limit=2"
    first = ana.get(address)
    assert f"cursor={first.json['next_cursor']}" in first.headers["Link"]
    seen += [each["id"] for each in first.json["meetings"]]
    second = ana.get(f"{address}&cursor={first.json['next_cursor']}").json
    assert (second["people"], second["rooms"], second["next_cursor"]) == ([], [], None)
    assert sorted(seen + [each["id"] for each in second["meetings"]]) == sorted(names)


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%20", f"?q={'a' * 201}", "?q=a%00", "?q=a&limit=0", "?q=a&kind=x"]
)
def test_what_cannot_be_looked_for_is_refused_with_its_name(ana: Caller, query: str) -> None:
    assert ana.get(f"/search{query}").status_code == 400


def test_a_cursor_of_somewhere_else_is_refused(ana: Caller) -> None:
    problem(ana.get("/search?q=a&cursor=bm9uc2Vuc2U"), 400, "invalid_cursor")
