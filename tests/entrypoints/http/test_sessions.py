"""Where people are signed in, over HTTP: who sees it, who ends it, and what that means at once."""

from datetime import timedelta
from uuid import uuid4

from domain.identity.role import Role
from domain.identity.session import MOST
from tests.entrypoints.http.conftest import BROWSER, PASSWORD, V1, Caller, House, problem

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def another_device(house: House, owner: Caller, agent: str = FIREFOX) -> Caller:
    """The same person, signed in a second time."""
    device = Caller(house.app.test_client(), owner.person_id, owner.email)
    body = {"email": owner.email, "password": PASSWORD}
    device.token = device.call("POST", "/auth/login", body, User_Agent=agent).json["access_token"]
    return device


def is_signed_out(device: Caller) -> bool:
    """Neither the access token nor the refresh token opens anything."""
    access = device.get("/me").status_code
    refresh = device.client.post(f"{V1}/auth/refresh", headers=BROWSER).status_code
    assert {access, refresh} in ({200}, {401})
    return access == 401


def test_a_person_sees_where_they_are_signed_in(house: House, ana: Caller, ben: Caller) -> None:
    house.clock.advance(timedelta(hours=1))
    laptop = another_device(house, ana)
    listed = laptop.get("/auth/sessions").json
    assert listed["next_cursor"] is None
    newest, oldest = listed["data"]
    assert newest == {
        "id": newest["id"],
        "device": "Firefox on Linux",
        "address": "127.0.0.1",
        "created_at": "2026-12-01T09:00:00Z",
        "last_used_at": "2026-12-01T09:00:00Z",
        "expires_at": "2026-12-31T09:00:00Z",
        "is_current": True,
    }
    assert (oldest["device"], oldest["is_current"]) == ("Werkzeug", False)
    house.clock.advance(timedelta(minutes=1))
    assert ana.client.post(f"{V1}/auth/refresh", headers=BROWSER).status_code == 200
    assert laptop.get("/auth/sessions").json["data"][0]["id"] == oldest["id"]


def test_one_device_is_signed_out(house: House, ana: Caller) -> None:
    laptop = another_device(house, ana)
    (theirs,) = [each for each in ana.get("/auth/sessions").json["data"] if not each["is_current"]]
    assert ana.call("DELETE", f"/auth/sessions/{theirs['id']}").status_code == 204
    assert is_signed_out(laptop)
    assert not is_signed_out(ana)
    problem(ana.call("DELETE", f"/auth/sessions/{theirs['id']}"), 404, "session_not_found")


def test_one_can_sign_oneself_out(house: House, ana: Caller) -> None:
    (mine,) = ana.get("/auth/sessions").json["data"]
    assert ana.call("DELETE", f"/auth/sessions/{mine['id']}").status_code == 204
    assert is_signed_out(ana)


def test_somebody_elses_session_is_one_that_does_not_exist(house: House, ana: Caller, ben: Caller) -> None:
    (theirs,) = ben.get("/auth/sessions").json["data"]
    real = problem(ana.call("DELETE", f"/auth/sessions/{theirs['id']}"), 404, "session_not_found")
    absent = problem(ana.call("DELETE", f"/auth/sessions/{uuid4()}"), 404, "session_not_found")
    assert real["detail"] == absent["detail"]
    assert not is_signed_out(ben)


def test_all_others_are_signed_out(house: House, ana: Caller, ben: Caller) -> None:
    devices = [another_device(house, ana) for _ in range(3)]
    assert ana.call("DELETE", "/auth/sessions").status_code == 204
    assert all(is_signed_out(device) for device in devices)
    assert not is_signed_out(ana)
    assert not is_signed_out(ben)


def test_an_admin_sees_and_ends_anybodys(house: House, ana: Caller, ben: Caller) -> None:
    admin = house.person("Root", Role.ADMIN)
    path = f"/people/{ana.person_id}/sessions"
    laptop = another_device(house, ana)
    newest, oldest = admin.get(path).json["data"]
    assert not newest["is_current"]
    ids = {each["device"]: each["id"] for each in (newest, oldest)}
    assert admin.call("DELETE", f"{path}/{ids['Firefox on Linux']}").status_code == 204
    assert is_signed_out(laptop)
    problem(
        admin.call("DELETE", f"/people/{ben.person_id}/sessions/{ids['Werkzeug']}"), 404, "session_not_found"
    )
    assert admin.call("DELETE", path).status_code == 204
    assert is_signed_out(ana)
    assert admin.call("DELETE", f"/people/{admin.person_id}/sessions").status_code == 204
    assert not is_signed_out(admin)
    problem(admin.call("DELETE", f"/people/{uuid4()}/sessions"), 404, "person_not_found")
    problem(admin.get(f"/people/{uuid4()}/sessions"), 404, "person_not_found")
    for method, at in (("GET", path), ("DELETE", path), ("DELETE", f"{path}/{uuid4()}")):
        problem(ben.call(method, at), 403, "permission_missing")


def test_of_too_many_the_oldest_ends(house: House, ana: Caller) -> None:
    for _ in range(MOST - 1):
        house.clock.advance(timedelta(seconds=1))
        last = another_device(house, ana)
    assert len(last.get("/auth/sessions").json["data"]) == MOST
    assert not is_signed_out(ana)
    another_device(house, ana)
    assert is_signed_out(ana)
    assert len(last.get("/auth/sessions").json["data"]) == MOST
    ended = [e for e in house.container.event_log().after(0, limit=10_000) if e.kind == "session.ended"]
    assert [event.data for event in ended] == [{"because": "too_many"}]


def test_a_sign_in_takes_no_session_from_the_client(house: House, ana: Caller, ben: Caller) -> None:
    """Session fixation (ASVS 5.0 7.2.4): Ben has put his own cookies into Ana's browser."""
    browser = house.nobody()
    names, planted = ("convene_refresh", "convene_device"), set[str]()
    for name in names:
        cookie = ben.client.get_cookie(name)
        assert cookie is not None
        planted.add(cookie.value)
        browser.client.set_cookie(name, cookie.value)
    body = {"email": ana.email, "password": PASSWORD}
    browser.token = browser.post("/auth/login", body).json["access_token"]
    assert browser.get("/me").json["email"] == ana.email
    for name in names:
        fresh = browser.client.get_cookie(name)
        assert fresh is not None
        assert fresh.value not in planted
    assert ben.client.post(f"{V1}/auth/refresh", headers=BROWSER).json["person"]["email"] == ben.email


def test_each_sign_in_is_a_session_of_its_own(house: House, ana: Caller) -> None:
    for _ in range(2):
        before = {each["id"] for each in ana.get("/auth/sessions").json["data"]}
        answer = ana.post("/auth/login", {"email": ana.email, "password": PASSWORD})
        ana.token = answer.json["access_token"]
        (mine,) = [each for each in ana.get("/auth/sessions").json["data"] if each["is_current"]]
        assert mine["id"] not in before
