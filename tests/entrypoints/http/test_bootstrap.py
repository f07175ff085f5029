"""The first question of every page: one answer, with what the single ones say."""

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, problem, scheduled


def test_it_says_what_the_single_answers_say(house: House, ana: Caller, ben: Caller) -> None:
    scheduled(ana, ben)
    while house.container.notification.tell_people()():
        pass
    first = ben.get("/bootstrap")
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-store"
    said = first.json
    inbox = ben.get("/notifications").json
    assert inbox["needs_you"] == 1
    assert said["me"] == ben.get("/me").json
    assert said["display"] == ben.get("/display-preferences").json
    assert said["inbox"] == {name: inbox[name] for name in ("unread", "needs_you")}
    assert said["version"]


def test_nothing_is_missed_behind_its_cursor(ana: Caller) -> None:
    cursor = ana.get("/bootstrap").json["live_cursor"]
    meeting = scheduled(ana)
    events = ana.get(f"/changes?since={cursor}").json["events"]
    assert {each["subject"]["id"] for each in events} == {meeting["id"]}


def test_features_are_those_that_one_has(house: House) -> None:
    ada, guest = house.person("Ada", Role.ADMIN), house.person("Gus", Role.GUEST)
    assert ada.get("/bootstrap").json["features"] == ["counter_proposals"]
    only_guests = {"state": "roles", "roles": ["guest"]}
    ada.call("PUT", "/feature-flags/counter_proposals", only_guests, If_Match="*")
    assert ada.get("/bootstrap").json["features"] == []
    assert guest.get("/bootstrap").json["features"] == ["counter_proposals"]


def test_strangers_learn_nothing(house: House) -> None:
    problem(house.nobody().get("/bootstrap"), 401, "not_signed_in")
