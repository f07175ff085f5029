"""Set-up, login, refresh and logout over HTTP: bodies, cookies and who may send them."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.entrypoints.http.conftest import BROWSER, PASSWORD, V1, Caller, House, a_house, problem

FIRST = {
    "email": "Ana@Example.org",
    "password": PASSWORD,
    "name": "Ana",
    "time_zone": "Europe/Paris",
}


def refresh(caller: Caller, **headers: str) -> object:
    return caller.client.post(f"{V1}/auth/refresh", headers={**BROWSER, **headers})


def test_the_first_admin_is_made_once(house: House) -> None:
    nobody = house.nobody()
    waiting = {"open": True, "registration": "invite", "identity_provider": None}
    assert nobody.get("/setup").json == waiting
    token = house.container.setup_link().token()
    problem(nobody.post("/setup", {**FIRST, "token": "wrong"}), 403, "setup_token_invalid")
    weak = problem(
        nobody.post("/setup", {**FIRST, "token": token, "password": "short"}), 422, "weak_password"
    )
    assert [error["pointer"] for error in weak["errors"]] == ["/password"]
    problem(
        nobody.post("/setup", {**FIRST, "token": token, "email": "nonsense"}), 422, "invalid_body", "/email"
    )
    answer = nobody.post("/setup", {**FIRST, "token": token})
    assert answer.status_code == 201
    assert answer.json["person"] == {
        "id": answer.json["person"]["id"],
        "email": "ana@example.org",
        "name": "Ana",
        "role": "admin",
        "time_zone": "Europe/Paris",
        "language": "automatic",
        "version": 1,
    }
    assert nobody.client.get_cookie("convene_refresh") is not None
    problem(nobody.post("/setup", {**FIRST, "token": token}), 409, "setup_closed")
    assert nobody.get("/setup").json == {**waiting, "open": False}


def test_signing_in(house: House, ana: Caller) -> None:
    answer = house.nobody().post("/auth/login", {"email": "ANA@example.org ", "password": PASSWORD})
    assert answer.status_code == 200
    assert (answer.json["token_type"], answer.json["expires_in"]) == ("Bearer", 900)
    assert "refresh_token" not in answer.json
    assert answer.json["person"]["email"] == "ana@example.org"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "body",
    [
        {"email": "ana@example.org", "password": "wrong"},
        {"email": "nobody@example.org", "password": PASSWORD},
        {"email": "not an address", "password": PASSWORD},
        {"email": "", "password": ""},
    ],
)
def test_every_wrong_pair_is_answered_alike(house: House, ana: Caller, body: dict[str, str]) -> None:
    answer = house.nobody().post("/auth/login", body)
    told = problem(answer, 401, "invalid_credentials")
    assert told["detail"] == "the e-mail address or the password is wrong"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("member", ["role", "user_id", "sub", "session_id", "second_factor"])
def test_nobody_signs_in_with_more_than_was_asked(house: House, ana: Caller, member: str) -> None:
    body = {"email": ana.email, "password": PASSWORD, member: "admin"}
    problem(house.nobody().post("/auth/login", body), 422, "invalid_body", f"/{member}")


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(house: House, ana: Caller) -> None:
    header = (
        house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD}).headers["Set-Cookie"]
    )
    name, *attributes = header.split("; ")
    assert name.startswith("convene_refresh=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"} <= set(attributes)
    assert not any(each.startswith("Domain") for each in attributes)


def test_over_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    house = a_house(tmp_path, CONVENE_PUBLIC_URL="https://meet.example.org")
    ana = house.person("Ana")
    answer = house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD})
    header = answer.headers["Set-Cookie"]
    assert header.startswith("__Host-convene_refresh=")
    assert "Secure" in header.split("; ")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    url = f"{V1}/auth/refresh"
    browser = house.app.test_client()
    browser.post(
        f"{V1}/auth/login",
        json={"email": ana.email, "password": PASSWORD},
        base_url="https://meet.example.org",
    )
    own = {"X-Convene-CSRF": "1", "Origin": "https://meet.example.org"}
    assert browser.post(url, headers=own, base_url="https://meet.example.org").status_code == 200
    for origin in ("http://meet.example.org", "https://meet.example.org.evil.example"):
        answer = browser.post(url, headers={**own, "Origin": origin}, base_url="https://meet.example.org")
        problem(answer, 403, "csrf_check_failed")


def test_a_session_is_refreshed_from_the_cookie(ana: Caller) -> None:
    before = ana.client.get_cookie("convene_refresh")
    answer = refresh(ana)
    assert answer.status_code == 200
    assert answer.json["person"]["name"] == "Ana"
    assert "refresh_token" not in answer.json
    after = ana.client.get_cookie("convene_refresh")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    ana.token = answer.json["access_token"]
    assert ana.get("/me").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"X-Convene-CSRF": "1"},
        {"X-Convene-CSRF": "1", "Origin": "null"},
        {"X-Convene-CSRF": "1", "Origin": ""},
        {"X-Convene-CSRF": "1", "Origin": "https://localhost"},
        {"X-Convene-CSRF": "1", "Origin": "http://localhost.evil.example"},
        {"X-Convene-CSRF": "1", "Origin": "http://evil.example"},
        {"X-Convene-CSRF": "0", "Origin": "http://localhost"},
        {"X-Convene-CSRF": "1", "Referer": "http://localhost/"},
        {},
        {"Origin": "http://localhost", "Content-Type": "text/plain"},
        {"Origin": "http://evil.example", "Content-Type": "application/x-www-form-urlencoded"},
        {"Origin": "http://localhost", "X-HTTP-Method-Override": "POST"},
        {"X-Convene-CSRF": "1", "Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"},
        {"X-Convene-CSRF": "1", "Origin": "http://localhost http://evil.example"},
        {"X-Convene-CSRF": "1", "Origin": "http://localhost:80"},
        {"X-Convene-CSRF": "1", "Origin": "HTTP://LOCALHOST"},
    ],
)
@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
def test_other_sites_cannot_use_the_cookie(ana: Caller, path: str, headers: dict[str, str]) -> None:
    answer = ana.client.post(V1 + path, headers=headers)
    problem(answer, 403, "csrf_check_failed")
    assert "Set-Cookie" not in answer.headers
    assert ana.get("/me").status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_form_of_another_site_is_no_request_of_ours(ana: Caller, content_type: str) -> None:
    raw = b'{"email": "ana@example.org", "password": "x"}'
    problem(ana.call("POST", "/auth/login", raw, Content_Type=content_type), 415, "unsupported_media_type")


def test_the_cookie_opens_nothing_else(ana: Caller) -> None:
    problem(ana.client.get(f"{V1}/me", headers=BROWSER), 401, "not_signed_in")


def test_a_used_refresh_token_ends_the_session(ana: Caller, house: House) -> None:
    stolen = ana.client.get_cookie("convene_refresh")
    assert stolen is not None
    fresh = refresh(ana).json["access_token"]
    house.clock.advance(timedelta(seconds=11))
    thief = house.app.test_client()
    thief.set_cookie("convene_refresh", stolen.value)
    answer = thief.post(f"{V1}/auth/refresh", headers=BROWSER)
    problem(answer, 401, "session_ended")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    problem(refresh(ana), 401, "session_ended")
    ana.token = fresh
    problem(ana.get("/me"), 401, "not_signed_in")


def test_signing_out_ends_everything(ana: Caller, house: House) -> None:
    token = ana.client.get_cookie("convene_refresh")
    assert token is not None
    answer = ana.client.post(f"{V1}/auth/logout", headers=BROWSER)
    assert (answer.status_code, answer.data) == (204, b"")
    assert ana.client.get_cookie("convene_refresh") is None
    problem(ana.get("/me"), 401, "not_signed_in")
    other = house.app.test_client()
    other.set_cookie("convene_refresh", token.value)
    problem(other.post(f"{V1}/auth/refresh", headers=BROWSER), 401, "session_ended")
    assert ana.client.post(f"{V1}/auth/logout", headers=BROWSER).status_code == 204


def test_without_a_session_there_is_nothing_to_refresh(house: House) -> None:
    problem(refresh(house.nobody()), 401, "session_ended")


def test_clients_without_cookies_keep_the_token_themselves(ana: Caller, house: House) -> None:
    robot = house.nobody()
    body = {"email": ana.email, "password": PASSWORD, "client": "api"}
    first = robot.post("/auth/login", body).json["refresh_token"]
    answer = robot.post("/auth/refresh", {"refresh_token": first})
    assert "Set-Cookie" not in answer.headers
    second = answer.json["refresh_token"]
    assert second not in {None, first}
    assert robot.post("/auth/logout", {"refresh_token": second}).status_code == 204
    problem(robot.post("/auth/refresh", {"refresh_token": second}), 401, "session_ended")
    problem(robot.post("/auth/refresh", {"refresh_token": "made-up"}), 401, "session_ended")


def test_a_session_remembers_its_device(tmp_path: Path) -> None:
    house = a_house(tmp_path, CONVENE_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8")
    ana = house.person("Ana")
    headers = {"User-Agent": "Fire\x7ffox " + "x" * 500, "X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.1.2.3"}
    ana.client.post(f"{V1}/auth/login", json={"email": ana.email, "password": PASSWORD}, headers=headers)
    sessions = house.container.memory_database().tables.sessions.values()
    newest = list(sessions)[-1]
    assert newest.address == "203.0.113.9"
    assert newest.device.startswith("Firefox xx")
    assert len(newest.device) == 300


def test_a_forged_address_is_not_believed(house: House, ana: Caller) -> None:
    ana.call("POST", "/auth/login", {"email": ana.email, "password": PASSWORD}, X_Forwarded_For="6.6.6.6")
    sessions = house.container.memory_database().tables.sessions.values()
    assert {session.address for session in sessions} == {"127.0.0.1"}
