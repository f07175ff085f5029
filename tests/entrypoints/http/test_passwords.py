"""Passwords over HTTP: guessed, typed in again, changed."""

from datetime import timedelta
from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.argon2.password_hasher import Argon2PasswordHasher
from domain.identity.session import PROOF_LASTS
from domain.identity.wrong_passwords import MOST, WITHIN
from entrypoints.http.app import create_app
from tests.entrypoints.http.conftest import BROWSER, PASSWORD, V1, Caller, House, a_house, problem
from tests.entrypoints.http.test_sessions import another_device, is_signed_out

NEW = "a battery of staples"
PASSING = {"X-Request-Id", "RateLimit"}
"""Headers that differ from one answer to the next, whatever is asked."""


def guess(house: House, email: str, times: int = MOST, **headers: str) -> list[int]:
    """From a new browser each time."""
    body = {"email": email, "password": "wrong"}
    return [house.nobody().call("POST", "/auth/login", body, **headers).status_code for _ in range(times)]


def test_ten_wrong_passwords_are_enough_wherever_they_come_from(house: House, ana: Caller) -> None:
    answers = [
        status
        for number in range(40)
        for status in guess(house, ana.email, 25, X_Forwarded_For=f"192.0.2.{number}", Forwarded="for=::1")
    ]
    assert answers == [401] * 10 + [429] * 990  # as promised (S19), whatever our constant says


def test_known_and_unknown_addresses_are_refused_alike(house: House, ana: Caller) -> None:
    known, unknown = [], []
    for told, email in ((known, ana.email), (unknown, "nobody@example.org")):
        for _ in range(MOST + 1):
            answer = house.nobody().post("/auth/login", {"email": email, "password": "wrong"})
            body = {**answer.json, "request_id": ""}
            headers = {name: value for name, value in answer.headers if name not in PASSING}
            told.append((answer.status_code, body, headers))
    assert known == unknown
    status, body, headers = known[-1]
    assert (status, body["code"], body["retryable"]) == (429, "too_many_attempts", True)
    assert headers["Retry-After"] == str(int(WITHIN.total_seconds()))


def test_a_guesser_is_not_told_even_when_right(house: House, ana: Caller) -> None:
    guess(house, ana.email.upper() + " ")
    answer = house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD})
    problem(answer, 429, "too_many_attempts")
    house.clock.advance(WITHIN)
    assert house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD}).status_code == 200


def test_others_are_not_locked_out(house: House, ana: Caller, ben: Caller) -> None:
    guess(house, ana.email)
    assert house.nobody().post("/auth/login", {"email": ben.email, "password": PASSWORD}).status_code == 200


def test_the_owner_gets_in_on_a_device_that_is_known(house: House, ana: Caller) -> None:
    ana.client.post(f"{V1}/auth/logout", headers=BROWSER)
    guess(house, ana.email)
    ana.token = ""
    answer = ana.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    assert answer.status_code == 200


def test_a_known_device_has_ten_guesses_too(house: House, ana: Caller) -> None:
    ana.token, wrong = "", {"email": ana.email, "password": "wrong"}
    statuses = [ana.post("/auth/login", wrong).status_code for _ in range(MOST + 1)]
    assert statuses == [401] * MOST + [429]
    problem(ana.post("/auth/login", {**wrong, "password": PASSWORD}), 429, "too_many_attempts")
    assert guess(house, ana.email, 1) == [429]


@pytest.mark.parametrize("token", ["", "guessed", "x" * 3_000])
def test_a_made_up_device_is_not_known(house: House, ana: Caller, token: str) -> None:
    guess(house, ana.email)
    thief = house.nobody()
    thief.client.set_cookie("convene_device", token)
    answer = thief.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    problem(answer, 429, "too_many_attempts")


def test_somebody_elses_device_is_not_known(house: House, ana: Caller, ben: Caller) -> None:
    guess(house, ana.email)
    ben.token = ""
    problem(ben.post("/auth/login", {"email": ana.email, "password": PASSWORD}), 429, "too_many_attempts")


def test_a_device_keeps_its_mark_from_one_sign_in_to_the_next(house: House, ana: Caller, ben: Caller) -> None:
    mark = ana.client.get_cookie("convene_device")
    ana.token = ""
    header = ana.post("/auth/login", {"email": ana.email, "password": PASSWORD}).headers.getlist(
        "Set-Cookie"
    )[1]
    assert mark is not None
    assert header.startswith(f"convene_device={mark.value};")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=7776000"} <= set(header.split("; "))
    answer = ana.post("/auth/login", {"email": ben.email, "password": PASSWORD})
    assert f"convene_device={mark.value}" not in answer.headers.getlist("Set-Cookie")[1]


def test_over_https_the_mark_is_bound_to_the_host(tmp_path: Path) -> None:
    house = a_house(tmp_path, CONVENE_PUBLIC_URL="https://meet.example.org")
    ana = house.person("Ana")
    answer = house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD})
    header = answer.headers.getlist("Set-Cookie")[1]
    assert header.startswith("__Host-convene_device=")
    assert "Secure" in header.split("; ")


def test_the_password_is_proof_in_this_session_only(house: House, ana: Caller) -> None:
    laptop = another_device(house, ana)
    proofs = {each.id: each.proved_at for each in house.container.memory_database().tables.sessions.values()}
    house.clock.advance(PROOF_LASTS + timedelta(minutes=1))
    problem(ana.post("/auth/proof", {"password": "wrong"}), 422, "wrong_password", "/password")
    assert ana.post("/auth/proof", {"password": PASSWORD}).status_code == 204
    (mine,) = [each for each in ana.get("/auth/sessions").json["data"] if each["is_current"]]
    for session in house.container.memory_database().tables.sessions.values():
        proved = house.clock.now() if str(session.id) == mine["id"] else proofs[session.id]
        assert session.proved_at == proved
    assert laptop.get("/me").status_code == 200


def test_a_stolen_session_cannot_guess_the_password(house: House, ana: Caller) -> None:
    for _ in range(MOST):
        problem(ana.post("/auth/proof", {"password": "wrong"}), 422, "wrong_password")
    problem(ana.post("/auth/proof", {"password": PASSWORD}), 429, "too_many_attempts")
    change = {"current_password": PASSWORD, "new_password": NEW}
    problem(ana.post("/auth/password", change), 429, "too_many_attempts")


def test_changing_the_password_ends_all_other_sessions(house: House, ana: Caller, ben: Caller) -> None:
    laptop = another_device(house, ana)
    old = ana.client.get_cookie("convene_refresh")
    answer = ana.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200
    assert answer.json["person"]["email"] == ana.email
    assert "refresh_token" not in answer.json
    assert is_signed_out(laptop)
    assert not is_signed_out(ben)
    assert not is_signed_out(ana)
    ana.token = answer.json["access_token"]
    assert ana.get("/me").status_code == 200
    body = {"email": ana.email, "password": PASSWORD}
    problem(house.nobody().post("/auth/login", body), 401, "invalid_credentials")
    assert house.nobody().post("/auth/login", {**body, "password": NEW}).status_code == 200
    events = list(house.container.event_log().after(0, limit=1_000))
    told = [(event.kind, dict(event.data)) for event in events if event.kind != "person.joined"]
    assert told == [("password.changed", {}), ("session.ended", {"because": "password_changed"})]
    assert all(event.audience == {ana.person_id} for event in events if event.kind == "password.changed")
    assert old is not None
    thief = house.app.test_client()
    thief.set_cookie("convene_refresh", old.value)
    problem(thief.post(f"{V1}/auth/refresh", headers=BROWSER), 401, "session_ended")


def test_a_client_without_cookies_gets_its_new_refresh_token(house: House, ana: Caller) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW, "client": "api"}
    token = ana.post("/auth/password", body).json["refresh_token"]
    assert house.nobody().post("/auth/refresh", {"refresh_token": token}).status_code == 200


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"current_password": "wrong", "new_password": NEW}, "wrong_password", "/current_password"),
        ({"current_password": "", "new_password": NEW}, "wrong_password", "/current_password"),
        ({"current_password": PASSWORD, "new_password": "short"}, "weak_password", "/new_password"),
        ({"current_password": PASSWORD, "new_password": "password1"}, "weak_password", "/new_password"),
        ({"current_password": PASSWORD, "new_password": "Ana-2026!!"}, "weak_password", "/new_password"),
        ({"current_password": PASSWORD}, "invalid_body", "/new_password"),
        ({"new_password": NEW}, "invalid_body", "/current_password"),
    ],
)
def test_what_is_refused_changes_nothing(
    house: House, ana: Caller, body: dict[str, str], code: str, pointer: str
) -> None:
    laptop = another_device(house, ana)
    problem(ana.post("/auth/password", body), 422, code, pointer)
    assert not is_signed_out(laptop)
    assert not is_signed_out(ana)
    assert house.nobody().post("/auth/login", {"email": ana.email, "password": PASSWORD}).status_code == 200


def test_a_password_is_taken_to_the_letter(house: House, ana: Caller) -> None:
    """Nothing is cut, trimmed or normalised (ASVS 5.0 6.2.8)."""
    exact, almost = (
        "  été " + "x1" * 60 + "  ",
        ["  été " + "x1" * 60, "  e\u0301te\u0301 " + "x1" * 60 + "  "],
    )
    assert 120 < len(exact) <= 128
    assert (
        ana.post("/auth/password", {"current_password": PASSWORD, "new_password": exact}).status_code == 200
    )
    for close in (*almost, exact[:72], exact.upper()):
        answer = house.nobody().post("/auth/login", {"email": ana.email, "password": close})
        problem(answer, 401, "invalid_credentials")
    assert house.nobody().post("/auth/login", {"email": ana.email, "password": exact}).status_code == 200


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(house: House, ana: Caller) -> None:
    old, new = Argon2PasswordHasher(memory_kib=8_192, passes=1), Argon2PasswordHasher()
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.password_hash = old.hash(PASSWORD)
        work.people.save(person)
    house.container.password_hasher.override(providers.Object(new))
    today = House(create_app(house.container), house.container, house.clock)
    hashes = []
    for password, status in (("wrong", 401), (PASSWORD, 200), (PASSWORD, 200)):
        body = {"email": ana.email, "password": password}
        assert today.nobody().post("/auth/login", body).status_code == status
        with house.container.transactions().begin() as work:
            hashes.append(work.people.get(ana.person_id).password_hash)
    unchanged, renewed, kept = hashes
    assert unchanged is not None
    assert "m=8192,t=1," in unchanged
    assert renewed is not None
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in renewed
    assert kept == renewed
    assert ana.get("/me").status_code == 200
