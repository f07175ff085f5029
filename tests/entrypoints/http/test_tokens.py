"""Access tokens at the door: every known fault of JSON Web Tokens, made of our own claims (S5-S8)."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from jose import jwt

from tests.effort import effort
from tests.entrypoints.http.conftest import BROWSER, V1, Caller, House, problem

Forge = Callable[[dict[str, Any], dict[str, Any], str], str]


def part(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()


def signed(header: dict[str, Any], claims: dict[str, Any], secret: str) -> str:
    """With our real secret, whatever header and claims say."""
    algorithm = {"HS384": hashlib.sha384, "HS512": hashlib.sha512}.get(header.get("alg", ""), hashlib.sha256)
    message = f"{part(header)}.{part(claims)}"
    mac = hmac.new(secret.encode(), message.encode(), algorithm).digest()
    return f"{message}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def with_header(**changes: Any) -> Forge:
    return lambda header, claims, secret: signed({**header, **changes}, claims, secret)


def with_claims(**changes: Any) -> Forge:
    return lambda header, claims, secret: signed(header, {**claims, **changes}, secret)


def without(name: str) -> Forge:
    return lambda header, claims, secret: signed(
        header, {key: value for key, value in claims.items() if key != name}, secret
    )


FAULTS: dict[str, Forge] = {
    "none": lambda h, c, s: f"{part({**h, 'alg': 'none'})}.{part(c)}.",
    "None": lambda h, c, s: f"{part({**h, 'alg': 'None'})}.{part(c)}.",
    "none with signature": with_header(alg="none"),
    "HS384": with_header(alg="HS384"),
    "HS512": with_header(alg="HS512"),
    "RS256": with_header(alg="RS256"),
    "ES256": with_header(alg="ES256"),
    "other secret": lambda h, c, s: signed(h, c, "x" * 48),
    "empty secret": lambda h, c, s: signed(h, c, ""),
    "no signature": lambda h, c, s: f"{part(h)}.{part(c)}.",
    "no kid": lambda h, c, s: signed({k: v for k, v in h.items() if k != "kid"}, c, s),
    "unknown kid": with_header(kid="other"),
    "path as kid": with_header(kid="../../../../dev/null"),
    "SQL as kid": with_header(kid="' UNION SELECT 'x"),
    "list as kid": with_header(kid=["x"]),
    "null as kid": with_header(kid=None),
    "crit": with_header(crit=["exp"]),
    "unknown crit": with_header(crit=["b64"], b64=False),
    "jku": with_header(jku="https://evil.example/jwks.json"),
    "x5u": with_header(x5u="https://evil.example/cert.pem"),
    "jwk": with_header(jwk={"kty": "oct", "k": "eA"}),
    "x5c": with_header(x5c=["MIIB"]),
    "zip": with_header(zip="DEF"),
    "other typ": with_header(typ="at+jwt"),
    "iss of another": with_claims(iss="http://evil.example"),
    "iss with more": lambda h, c, s: signed(h, {**c, "iss": c["iss"] + ".evil.example"}, s),
    "iss with less": lambda h, c, s: signed(h, {**c, "iss": c["iss"][:-1]}, s),
    "iss as list": lambda h, c, s: signed(h, {**c, "iss": [c["iss"]]}, s),
    "aud of another": with_claims(aud="other-api"),
    "aud as list": with_claims(aud=["convene-api", "other"]),
    "typ refresh": with_claims(typ="refresh"),
    "expired": lambda h, c, s: signed(h, {**c, "exp": c["iat"] - 1}, s),
    "lives too long": lambda h, c, s: signed(h, {**c, "exp": c["exp"] + 60}, s),
    "not yet": lambda h, c, s: signed(h, {**c, "nbf": c["nbf"] + 60}, s),
    "issued later": lambda h, c, s: signed(h, {**c, "iat": c["iat"] + 60}, s),
    "exp as text": lambda h, c, s: signed(h, {**c, "exp": str(c["exp"])}, s),
    "exp as float": lambda h, c, s: signed(h, {**c, "exp": c["exp"] + 0.5}, s),
    "exp as true": with_claims(exp=True),
    "exp for ever": with_claims(exp=10**30),
    "role of a god": with_claims(role="god"),
    "sub no id": with_claims(sub="admin"),
    "sub of nobody": with_claims(sub="0193a000-0000-7000-8000-000000000001"),
    "sid of nobody": with_claims(sid="0193a000-0000-7000-8000-000000000001"),
    "one claim more": with_claims(admin=True),
    "claims as list": lambda h, c, s: signed(h, [c], s),  # type: ignore[arg-type]
    **{
        f"without {name}": without(name)
        for name in ("iss", "aud", "sub", "sid", "iat", "nbf", "exp", "jti", "typ", "role")
    },
    "encrypted shape": lambda h, c, s: signed(h, c, s) + ".a.b",
    "padded": lambda h, c, s: signed(h, c, s) + "=",
    "in another spelling": lambda h, c, s: signed(h, c, s).replace(".", ".=", 1),
    "doubled": lambda h, c, s: f"{signed(h, c, s)} {signed(h, c, s)}",
    "nothing": lambda h, c, s: "",
    "dots": lambda h, c, s: "..",
    "not ASCII": lambda h, c, s: "é.é.é",
}


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _ = token.split(".")
    return tuple(json.loads(urlsafe_b64decode(each + "==")) for each in (header, claims))  # type: ignore[return-value]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_forged_token_opens_nothing(ana: Caller, house: House, fault: str) -> None:
    header, claims = parts_of(ana.token)
    secret = house.container.signing_keys().ring().find(header["kid"])[0].secret
    assert signed(header, claims, secret) == ana.token, "the forger works with the real secret"
    ana.token = FAULTS[fault](header, claims, secret)
    with effort() as spent:
        answer = ana.call("GET", "/me", Authorization=f"Bearer {ana.token}".encode().decode("latin-1"))
    print(f"refused after {spent.seconds * 1_000:.1f} ms of CPU time, the whole request")
    assert spent.seconds < 0.05
    problem(answer, 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "value",
    ["", "Bearer", "Bearer ", "Basic YTpi", "bearer: x", "Token {}", "Bearer\t{}", "{}", "Bearer {} x"],
)
def test_other_ways_of_sending_it_open_nothing(ana: Caller, value: str) -> None:
    problem(ana.get("/me", Authorization=value.format(ana.token)), 401, "not_signed_in")


def test_the_scheme_is_written_in_any_case(ana: Caller) -> None:
    assert ana.get("/me", Authorization=f"bEaReR {ana.token}").status_code == 200


def test_two_tokens_are_none(ana: Caller) -> None:
    headers = [("Authorization", f"Bearer {ana.token}"), ("Authorization", f"Bearer {ana.token}")]
    answer = ana.client.get(f"{V1}/me", headers=headers)
    problem(answer, 401, "not_signed_in")


def test_a_token_in_the_query_is_no_token(house: House, ana: Caller) -> None:
    problem(house.nobody().get(f"/me?access_token={ana.token}"), 401, "not_signed_in")


def test_a_megabyte_of_token_is_refused_unread(ana: Caller) -> None:
    with effort() as spent:
        problem(ana.get("/me", Authorization="Bearer " + "a" * 2**20), 401, "not_signed_in")
    assert spent.seconds < 0.05


def test_a_refresh_token_is_no_access_token(ana: Caller) -> None:
    cookie = ana.client.get_cookie("convene_refresh")
    assert cookie is not None
    problem(ana.get("/me", Authorization=f"Bearer {cookie.value}"), 401, "not_signed_in")
    ana.client.set_cookie("convene_refresh", ana.token)
    problem(ana.client.post(f"{V1}/auth/refresh", headers=BROWSER), 401, "session_ended")


def test_a_token_lives_fifteen_minutes(ana: Caller, house: House) -> None:
    claims = jwt.get_unverified_claims(ana.token)
    assert claims["exp"] - claims["iat"] == 900
    house.clock.advance(timedelta(minutes=14, seconds=59))
    assert ana.get("/me").status_code == 200
    house.clock.advance(timedelta(seconds=1))
    problem(ana.get("/me"), 401, "not_signed_in")
