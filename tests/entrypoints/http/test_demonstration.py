"""A demonstration for whoever sets Convene up."""

from domain.identity.role import Role
from entrypoints.demo.team import TEAM
from tests.entrypoints.http.conftest import Caller, House, problem

PATH = "/admin/demonstration"


def test_a_fresh_convene_is_filled_once(house: House) -> None:
    root = house.person("Root", Role.ADMIN)
    filled = root.post(PATH)
    assert (filled.status_code, filled.json["people"]) == (201, len(TEAM))
    assert len(root.get("/people?limit=200").json["data"]) == len(TEAM) + 1
    somebody = {"email": TEAM[0].email, "password": filled.json["password"]}
    assert house.nobody().post("/auth/login", somebody).status_code == 200
    kinds = [entry["kind"] for entry in root.get("/audit-events?limit=200").json["data"]]
    assert kinds.count("person.joined") >= len(TEAM)
    problem(root.post(PATH), 409, "already_in_use")


def test_it_is_for_admins(ana: Caller) -> None:
    problem(ana.post(PATH), 403, "permission_missing")
