"""Signing in with more than a password, over HTTP."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from werkzeug.test import TestResponse

from domain.identity.role import Role
from tests.entrypoints.http.authenticator import Authenticator, raw, text
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem


class App:
    """An authenticator app that has read the QR code."""

    def __init__(self, uri: str, house: House) -> None:
        self._codes, self._clock = pyotp.parse_uri(uri), house.clock

    def code(self, *, steps: int = 0) -> str:
        assert isinstance(self._codes, pyotp.TOTP)
        return self._codes.at(self._clock.now() + timedelta(seconds=30 * steps))


def with_an_app(owner: Caller, house: House) -> tuple[App, list[str]]:
    begun = owner.post("/auth/totp")
    assert begun.status_code == 201, begun.text
    app = App(begun.json["uri"], house)
    confirmed = owner.post("/auth/totp/confirm", {"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    house.clock.advance(timedelta(seconds=30))
    return app, confirmed.json["recovery_codes"]


def with_a_passkey(owner: Caller, **members: Any) -> Authenticator:
    device = Authenticator(**members)
    options = owner.post("/auth/passkeys/options").json["public_key"]
    answer = owner.post("/auth/passkeys", {"name": "Phone", "credential": device.make(options)})
    assert answer.status_code == 201, answer.text
    return device


def login(owner: Caller, house: House, **factor: Any) -> TestResponse:
    body = {"email": owner.email, "password": PASSWORD}
    if factor:
        body["second_factor"] = factor
    return house.nobody().post("/auth/login", body)


def challenge(house: House) -> dict[str, Any]:
    return dict(house.nobody().post("/auth/passkeys/challenge").json["public_key"])


def test_an_app_is_set_up_with_a_qr_code(ana: Caller, house: House) -> None:
    begun = ana.post("/auth/totp").json
    uri = urlsplit(begun["uri"])
    assert (uri.scheme, uri.netloc, parse_qs(uri.query)["issuer"]) == ("otpauth", "totp", ["Convene"])
    assert begun["qr_svg"].startswith("<svg")
    assert login(ana, house).status_code == 200
    _, codes = with_an_app(ana, house)
    assert len(set(codes)) == 10
    shown = ana.get("/auth/second-factors").json
    assert shown == {"totp": True, "passkeys": [], "recovery_codes_left": 10}


def test_a_password_alone_is_not_enough_then(ana: Caller, house: House) -> None:
    app, _ = with_an_app(ana, house)
    asked = problem(login(ana, house), 401, "second_factor_required")
    assert asked["second_factors"] == ["totp", "recovery_code"]
    assert login(ana, house, code=app.code()).status_code == 200


def test_a_wrong_password_does_not_tell_of_second_factors(ana: Caller, house: House) -> None:
    app, _ = with_an_app(ana, house)
    body = {"email": ana.email, "password": "wrong", "second_factor": {"code": app.code()}}
    problem(house.nobody().post("/auth/login", body), 401, "invalid_credentials")
    assert login(ana, house, code=app.code()).status_code == 200  # the code was not used up


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_clocks_may_differ_by_half_a_minute(steps: int, ana: Caller, house: House) -> None:
    app, _ = with_an_app(ana, house)
    house.clock.advance(timedelta(minutes=2))
    assert login(ana, house, code=app.code(steps=steps)).status_code == 200
    problem(login(ana, house, code=app.code(steps=steps)), 401, "wrong_code")


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_and_not_by_more(steps: int, ana: Caller, house: House) -> None:
    app, _ = with_an_app(ana, house)
    house.clock.advance(timedelta(minutes=2))
    problem(login(ana, house, code=app.code(steps=steps)), 401, "wrong_code")


def test_a_recovery_code_signs_in_once(ana: Caller, house: House) -> None:
    _, codes = with_an_app(ana, house)
    typed = codes[0].upper().replace("-", " ")
    assert login(ana, house, recovery_code=typed).status_code == 200
    problem(login(ana, house, recovery_code=codes[0]), 401, "wrong_code")
    assert ana.get("/auth/second-factors").json["recovery_codes_left"] == 9
    fresh = ana.post("/auth/recovery-codes").json["recovery_codes"]
    problem(login(ana, house, recovery_code=codes[1]), 401, "wrong_code")
    assert login(ana, house, recovery_code=fresh[0]).status_code == 200


def test_guesses_are_bounded_whatever_they_are(ana: Caller, house: House) -> None:
    app, codes = with_an_app(ana, house)
    for number in range(10):
        guess = {"code": f"{number:06}"} if number % 2 else {"recovery_code": "aaaa"}
        problem(login(ana, house, **guess), 401, "wrong_code")
    for right in ({"code": app.code()}, {"recovery_code": codes[0]}):
        refused = login(ana, house, **right)
        problem(refused, 429, "too_many_attempts")
        assert int(refused.headers["Retry-After"]) > 800
    house.clock.advance(timedelta(minutes=15))
    assert login(ana, house, code=app.code()).status_code == 200


def test_it_can_be_removed_again(ana: Caller, house: House) -> None:
    with_an_app(ana, house)
    problem(ana.post("/auth/totp"), 409, "second_factor_exists")
    assert ana.call("DELETE", "/auth/totp").status_code == 204
    problem(ana.call("DELETE", "/auth/totp"), 409, "second_factor_missing")
    assert login(ana, house).status_code == 200
    problem(ana.post("/auth/recovery-codes"), 409, "second_factor_missing")


SENSITIVE = [
    ("POST", "/auth/totp", None),
    ("POST", "/auth/totp/confirm", {"code": "123456"}),
    ("DELETE", "/auth/totp", None),
    ("POST", "/auth/recovery-codes", None),
    ("POST", "/auth/passkeys/options", None),
    ("POST", "/auth/passkeys", {"name": "Phone", "credential": {}}),
    ("DELETE", "/auth/passkeys/0193a000-0000-7000-8000-000000000001", None),
]


@pytest.mark.parametrize(("method", "path", "body"), SENSITIVE)
def test_a_stolen_session_changes_none(method: str, path: str, body: Any, ana: Caller, house: House) -> None:
    house.clock.advance(timedelta(minutes=11))
    problem(ana.call(method, path, body), 403, "proof_needed")


@pytest.mark.parametrize(
    "factor",
    [{}, {"code": "123456", "recovery_code": "x"}, {"code": None}, {"code": "abc"}, {"sms": "1"}, "123456"],
)
def test_one_factor_of_a_known_kind_is_sent(factor: Any, ana: Caller, house: House) -> None:
    body = {"email": ana.email, "password": PASSWORD, "second_factor": factor}
    answer = house.nobody().post("/auth/login", body)
    assert answer.status_code == 422, answer.text
    assert all(error["pointer"].startswith("/second_factor") for error in answer.json["errors"])


# Asked for by the house


def required(house: House, *roles: Role) -> None:
    admin = house.person("Root", Role.ADMIN)
    body = {"second_factor_required_for": [role.value for role in roles]}
    assert admin.call("PATCH", "/settings", body, If_Match="*").status_code == 200


def test_a_role_that_needs_one_does_nothing_without(ana: Caller, house: House) -> None:
    required(house, Role.MEMBER)
    asked = problem(ana.get("/people?q="), 403, "second_factor_needed")
    assert "authenticator app" in asked["detail"]
    assert ana.get("/me").status_code == 200
    body = {"name": "Way round", "scopes": ["meetings:read"], "expires_at": "2026-12-02T00:00:00Z"}
    problem(ana.post("/tokens", body), 403, "second_factor_needed")
    with_an_app(ana, house)
    assert ana.get("/people?q=").status_code == 200
    assert ana.call("DELETE", "/auth/totp").status_code == 204
    problem(ana.get("/people?q="), 403, "second_factor_needed")
    with_a_passkey(ana)
    assert ana.get("/people?q=").status_code == 200


def test_other_roles_are_not_asked(ana: Caller, house: House) -> None:
    required(house, Role.ADMIN, Role.GUEST)
    assert ana.get("/people?q=").status_code == 200


# Passkeys


def test_a_passkey_is_a_second_factor(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana, verifies=False)
    (shown,) = ana.get("/auth/second-factors").json["passkeys"]
    assert (shown["name"], shown["last_used_at"]) == ("Phone", None)
    assert problem(login(ana, house), 401, "second_factor_required")["second_factors"] == [
        "passkey",
        "recovery_code",
    ]
    answer = device.use(challenge(house))
    assert login(ana, house, passkey=answer).status_code == 200
    problem(login(ana, house, passkey=answer), 422, "invalid_passkey")


def test_a_passkey_signs_in_without_a_password(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    body = {"credential": device.use(challenge(house)), "client": "api"}
    answer = house.nobody().post("/auth/passkeys/login", body)
    assert answer.status_code == 200, answer.text
    assert answer.json["person"]["email"] == ana.email
    assert answer.json["refresh_token"]
    problem(house.nobody().post("/auth/passkeys/login", body), 422, "invalid_passkey")


def test_alone_it_has_to_ask_for_its_owner(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana, verifies=False)
    body = {"credential": device.use(challenge(house))}
    problem(house.nobody().post("/auth/passkeys/login", body), 422, "invalid_passkey")


def refused(house: House, credential: Any) -> None:
    answer = house.nobody().post("/auth/passkeys/login", {"credential": credential})
    problem(answer, 422, "invalid_passkey")


def test_what_is_signed_elsewhere_or_by_others_opens_nothing(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    stranger = Authenticator(credential_id=device.credential_id)
    refused(house, stranger.use(challenge(house)))
    refused(house, Authenticator().use(challenge(house)))
    for member, value in (("origin", "https://evil.example"), ("relying_party", "evil.example")):
        elsewhere = Authenticator(credential_id=device.credential_id, key=device.key, **{member: value})
        refused(house, elsewhere.use(challenge(house)))
    refused(house, device.use({"challenge": text(b"made up")}))
    mine = ana.post("/auth/passkeys/options").json["public_key"]
    refused(house, device.use(mine))  # a challenge for adding one is none for signing in


def test_each_bit_of_a_signature_counts(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    for place in range(0, 64, 7):
        answer = device.use(challenge(house))
        signature = bytearray(raw(answer["response"]["signature"]))
        signature[place] ^= 1
        answer["response"]["signature"] = text(bytes(signature))
        refused(house, answer)


def test_a_challenge_lasts_five_minutes(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    given = challenge(house)
    house.clock.advance(timedelta(minutes=5))
    refused(house, device.use(given))


def test_a_copy_is_found_out_by_its_counter(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana, counts=True)
    body = {"credential": device.use(challenge(house))}
    assert house.nobody().post("/auth/passkeys/login", body).status_code == 200
    device.sign_count = 0
    refused(house, device.use(challenge(house)))


def test_of_somebody_deactivated_it_opens_nothing(ana: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.active = False
        work.people.save(person)
    refused(house, device.use(challenge(house)))


def test_nobody_adds_a_passkey_of_somebody_else(ana: Caller, ben: Caller) -> None:
    device = with_a_passkey(ana)
    options = ben.post("/auth/passkeys/options").json["public_key"]
    body = {"name": "Phone", "credential": device.make(options)}
    problem(ben.post("/auth/passkeys", body), 422, "invalid_passkey")
    own = ana.post("/auth/passkeys/options").json["public_key"]
    assert [each["id"] for each in own["excludeCredentials"]] == [text(device.credential_id)]
    problem(
        ana.post("/auth/passkeys", {"name": "Phone", "credential": device.make(own)}),
        409,
        "second_factor_exists",
    )


def test_a_challenge_is_for_who_asked(ana: Caller, ben: Caller) -> None:
    options = ana.post("/auth/passkeys/options").json["public_key"]
    body = {"name": "Phone", "credential": Authenticator().make(options)}
    problem(ben.post("/auth/passkeys", body), 422, "invalid_passkey")


def test_it_can_be_taken_away(ana: Caller, ben: Caller, house: House) -> None:
    device = with_a_passkey(ana)
    (shown,) = ana.get("/auth/second-factors").json["passkeys"]
    problem(ben.call("DELETE", f"/auth/passkeys/{shown['id']}"), 404, "passkey_not_found")
    assert ana.call("DELETE", f"/auth/passkeys/{shown['id']}").status_code == 204
    refused(house, device.use(challenge(house)))
    assert login(ana, house).status_code == 200


NONSENSE: list[dict[str, Any]] = [
    {},
    {"rawId": 7, "response": []},
    {"rawId": "AA", "response": {"clientDataJSON": "e30"}},
    {"rawId": "AA", "response": {"clientDataJSON": text(b'{"challenge": 5}')}},
    {"rawId": "AA", "response": {"clientDataJSON": text(b'{"challenge": "_w"}')}},
    {"rawId": "AA", "response": {"clientDataJSON": text(b"[" * 50_000)}},
]


@pytest.mark.parametrize("credential", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_refused(credential: dict[str, Any], ana: Caller, house: House) -> None:
    refused(house, credential)
    body = {"name": "Phone", "credential": credential}
    problem(ana.post("/auth/passkeys", body), 422, "invalid_passkey")


@pytest.mark.parametrize("member", ["attestationObject", "clientDataJSON"])
def test_a_new_passkey_must_be_whole(member: str, ana: Caller) -> None:
    options = ana.post("/auth/passkeys/options").json["public_key"]
    credential = Authenticator().make(options)
    whole = raw(credential["response"][member])
    credential["response"][member] = text(whole[: len(whole) // 2])
    problem(ana.post("/auth/passkeys", {"name": "Phone", "credential": credential}), 422, "invalid_passkey")
