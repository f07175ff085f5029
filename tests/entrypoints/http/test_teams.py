"""Teams, and meetings to which they are invited as one."""

from typing import Any

import pytest

from domain.identity.role import Role
from domain.identity.team import MOST_MEMBERS
from tests.entrypoints.http.conftest import Caller, House, etag, new_meeting, problem, scheduled


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def team_of(admin: Caller, name: str, *people: Caller) -> dict[str, Any]:
    created = admin.post("/teams", {"name": name})
    assert created.status_code == 201, created.text
    for person in people:
        added = admin.call("PUT", f"/teams/{created.json['id']}/members/{person.person_id}")
        assert added.status_code == 200, added.text
    return dict(admin.get(f"/teams/{created.json['id']}").json)


def names(meeting: dict[str, Any]) -> list[str]:
    return [guest["name"] for guest in meeting["guests"]]


def test_a_team_is_made_changed_and_deleted(house: House, admin: Caller, ana: Caller, ben: Caller) -> None:
    created = admin.post("/teams", {"name": " Design ", "description": "Who draws"})
    path = created.headers["Location"].removeprefix("/api/v1")
    assert (created.json["name"], created.json["members"], created.headers["ETag"]) == ("Design", [], '"1"')
    for person in (ben, ana, ben):
        shown = admin.call("PUT", f"{path}/members/{person.person_id}")
    assert [member["name"] for member in shown.json["data"]] == ["Ben", "Ana"]
    assert ana.get(f"{path}/members").json == shown.json
    stale = admin.call("PATCH", path, {"name": "Drawing"}, If_Match='"1"')
    assert problem(stale, 412, "stale")["current"]["version"] == 3
    changed = admin.call("PATCH", path, {"name": "Drawing"}, If_Match='"3"')
    assert (changed.json["name"], changed.json["description"]) == ("Drawing", "Who draws")
    assert admin.call("PATCH", path, {}, If_Match="*").json == changed.json
    for _ in range(2):
        assert admin.call("DELETE", f"{path}/members/{ben.person_id}").status_code == 204
    assert [each["name"] for each in ana.get("/teams?q=DRAW").json["data"]] == ["Drawing"]
    assert [each["name"] for each in ana.get(path).json["members"]] == ["Ana"]
    assert admin.call("DELETE", path, If_Match=ana.get(path).headers["ETag"]).status_code == 204
    problem(ana.get(path), 404, "team_not_found")
    problem(admin.call("DELETE", path, If_Match="*"), 404, "team_not_found")
    told = [e.kind for e in house.container.event_log().after(0, limit=100) if e.subject_type == "team"]
    assert told == [
        "team.created",
        "team.member_added",
        "team.member_added",
        "team.changed",
        "team.member_removed",
        "team.deleted",
    ]


def test_names_are_unique(admin: Caller) -> None:
    team_of(admin, "Design")
    other = team_of(admin, "Sales")
    problem(admin.post("/teams", {"name": "DESIGN"}), 409, "team_name_taken", "/name")
    taken = admin.call("PATCH", f"/teams/{other['id']}", {"name": "design"}, If_Match="*")
    problem(taken, 409, "team_name_taken", "/name")


def test_lists_of_teams_have_pages(admin: Caller, ana: Caller) -> None:
    for name in "dbca":
        team_of(admin, name)
    first = ana.get("/teams?limit=3")
    rest = ana.get(f"/teams?limit=3&cursor={first.json['next_cursor']}").json
    assert [team["name"] for team in [*first.json["data"], *rest["data"]]] == ["a", "b", "c", "d"]
    assert ('rel="next"' in first.headers["Link"], rest["next_cursor"]) == (True, None)


def test_admins_say_who_is_in_a_team(house: House, admin: Caller, ana: Caller, guest: Caller) -> None:
    team = team_of(admin, "Design")
    mine = f"/teams/{team['id']}/members/{ana.person_id}"
    problem(ana.call("PUT", mine), 403, "permission_missing")
    problem(ana.call("DELETE", mine), 403, "permission_missing")
    problem(ana.post("/teams", {"name": "Mine"}), 403, "permission_missing")
    problem(guest.get("/teams"), 403, "permission_missing")
    nobody = f"/teams/{team['id']}/members/{team['id']}"
    problem(admin.call("PUT", nobody), 404, "person_not_found")
    problem(admin.call("DELETE", nobody), 404, "person_not_found")


def test_a_team_has_its_limit(house: House, admin: Caller, ana: Caller) -> None:
    team = team_of(admin, "Everybody")
    with house.container.transactions().begin() as work:
        full = work.teams.search("", after=None, limit=1)[0]
        full.member_ids = (admin.person_id,) * MOST_MEMBERS
        work.teams.save(full)
    answer = admin.call("PUT", f"/teams/{team['id']}/members/{ana.person_id}")
    problem(answer, 422, "too_many_members")


def test_a_team_is_invited_as_one(house: House, admin: Caller, ana: Caller, ben: Caller) -> None:
    """The host and whoever is named otherwise are no second guest; whoever has left is none at all."""
    eve, gone = house.person("Eve"), house.person("Gone")
    team = team_of(admin, "Design", eve, ana, ben, gone)
    admin.call("PATCH", f"/people/{gone.person_id}", {"active": False}, If_Match="*")
    guests = [{"team_id": team["id"], "role": "optional"}, {"person_id": str(ben.person_id), "role": "chair"}]
    answer = ana.post("/meetings", new_meeting(guests=guests))
    assert answer.status_code == 201, answer.text
    roles = {guest["name"]: guest["role"] for guest in answer.json["guests"]}
    assert roles == {"Ben": "chair", "Eve": "optional"}
    (told,) = [e for e in house.container.event_log().after(0, limit=100) if e.kind.endswith("team_invited")]
    assert told.data["team"] == {"id": team["id"], "name": "Design"}
    assert {ana.person_id, ben.person_id, eve.person_id} <= told.audience


def test_a_team_adds_who_is_missing(house: House, admin: Caller, ana: Caller, ben: Caller) -> None:
    eve = house.person("Eve")
    team = team_of(admin, "Design", ben, eve)
    meeting = scheduled(ana, ben)
    answer = ana.post(f"/meetings/{meeting['id']}/guests", [{"team_id": team["id"]}])
    assert (answer.status_code, names(answer.json)) == (201, ["Ben", "Eve"])
    assert house.kinds()[-2:] == ["guest.invited", "meeting.team_invited"]
    # Membership counts at that moment: whoever joins the team afterwards is not in the meeting.
    late = house.person("Late")
    admin.call("PUT", f"/teams/{team['id']}/members/{late.person_id}")
    assert names(ana.get(f"/meetings/{meeting['id']}").json) == ["Ben", "Eve"]


def test_where_guests_do_not_see_each_other_a_team_is_not_told_of(
    house: House, admin: Caller, ana: Caller, ben: Caller
) -> None:
    team = team_of(admin, "Design", ben)
    ana.post("/meetings", new_meeting(guests=[{"team_id": team["id"]}], guests_can={"see_guests": False}))
    told = [e for e in house.container.event_log().after(0, limit=100) if e.kind.endswith("team_invited")]
    assert [event.audience for event in told] == [{ana.person_id}]


def test_an_unknown_team_is_named(ana: Caller, admin: Caller) -> None:
    guests = [{"email": "x@example.org"}, {"team_id": str(ana.person_id)}]
    problem(ana.post("/meetings", new_meeting(guests=guests)), 422, "unknown_team", "/guests/1/team_id")
    both = [{"team_id": str(ana.person_id), "email": "x@example.org"}]
    problem(ana.post("/meetings", new_meeting(guests=both)), 422, "invalid_body", "/guests/0/team_id")
    meeting = scheduled(ana)
    unknown = ana.post(f"/meetings/{meeting['id']}/guests", [{"team_id": str(ana.person_id)}])
    problem(unknown, 422, "unknown_team", "/0/team_id")
    assert etag(meeting) == ana.get(f"/meetings/{meeting['id']}").headers["ETag"]
