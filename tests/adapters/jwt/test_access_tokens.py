"""Every forged, foreign, early, late or mangled token is refused; see RFC 8725 and the known incidents."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jose import jws, jwt

from adapters.jwt.access_tokens import AUDIENCE, LEEWAY, LIFETIME, JwtAccessTokens
from adapters.system.signing_keys import GivenKeys
from application.identity.signing_keys import SigningKey
from domain.identity.refusals import NotSignedIn
from domain.identity.role import Role
from domain.shared.ids import new_id
from tests.builders import NOW

SECRET = "a-secret-of-thirty-two-characters-or-more"
ISSUER = "https://meet.example.org"
PERSON, SESSION = new_id(NOW), new_id(NOW)
OLD = SigningKey("k1", SECRET)
TOKENS = JwtAccessTokens(GivenKeys([OLD]), issuer=ISSUER)
GOOD = TOKENS.issue(PERSON, SESSION, Role.MEMBER, now=NOW)
CLAIMS = jwt.get_unverified_claims(GOOD)


def signed(claims: object = None, secret: str = SECRET, algorithm: str = "HS256", **header: object) -> str:
    """A token of our own making, right in all but what is named."""
    payload = CLAIMS if claims is None else claims
    headers = {"kid": "k1"} | header
    return jws.sign(json.dumps(payload).encode(), secret, headers=headers, algorithm=algorithm)


def segment(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def refused(token: str) -> bool:
    try:
        TOKENS.read(token, now=NOW)
    except NotSignedIn:
        return True
    return False


def test_our_own_token_is_read() -> None:
    claims = TOKENS.read(GOOD, now=NOW)
    assert (claims.person_id, claims.session_id) == (PERSON, SESSION)
    assert claims.expires_at == NOW + LIFETIME
    assert not refused(signed())


def test_it_says_what_the_contract_says() -> None:
    assert set(CLAIMS) == {"iss", "aud", "sub", "sid", "iat", "nbf", "exp", "jti", "typ", "role"}
    assert CLAIMS["exp"] - CLAIMS["iat"] <= 15 * 60
    assert (CLAIMS["iss"], CLAIMS["aud"], CLAIMS["typ"]) == (ISSUER, AUDIENCE, "access")


def rotated(at: datetime | None) -> JwtAccessTokens:
    """The same installation after a new key came in front of the old one."""
    return JwtAccessTokens(GivenKeys([SigningKey("k2", SECRET[::-1], at), OLD]), issuer=ISSUER)


def test_the_newest_key_signs_and_the_old_one_still_verifies() -> None:
    """Flask CVE-2025-47278: after a rotation the oldest key signed."""
    after = rotated(NOW)
    after.read(GOOD, now=NOW + LIFETIME - timedelta(seconds=1))
    newest = after.issue(PERSON, SESSION, Role.MEMBER, now=NOW)
    assert jwt.get_unverified_header(newest)["kid"] == "k2"
    assert refused(newest)


@pytest.mark.parametrize("later", [timedelta(seconds=6), timedelta(minutes=16), timedelta(days=400)])
def test_a_key_that_was_replaced_signs_nothing_more(later: timedelta) -> None:
    forged = TOKENS.issue(PERSON, SESSION, Role.ADMIN, now=NOW + later)
    with pytest.raises(NotSignedIn):
        rotated(NOW).read(forged, now=NOW + later)
    rotated(None).read(forged, now=NOW + later)  # of keys in the environment nobody knows since when


def test_the_root_key_signs_nothing() -> None:
    root = SigningKey("root", SECRET)
    tokens = JwtAccessTokens(GivenKeys([SigningKey("k2", SECRET[::-1]), root]), issuer=ISSUER)
    with pytest.raises(NotSignedIn):
        tokens.read(signed(kid="root"), now=NOW)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(f"{segment({'alg': 'none', 'typ': 'JWT', 'kid': 'k1'})}.{segment(CLAIMS)}.", id="none"),
        pytest.param(signed(algorithm="HS384"), id="other algorithm"),
        pytest.param(signed(algorithm="HS512"), id="stronger algorithm"),
        pytest.param(signed(secret="another-secret-of-thirty-two-characters"), id="other secret"),
        pytest.param(signed(kid="k9"), id="unknown key id"),
        pytest.param(signed(kid="../../dev/null"), id="key id as path"),
        pytest.param(signed(kid="k1' OR '1'='1"), id="key id as SQL"),
        pytest.param(signed(kid=["k1"]), id="key id as list"),
        pytest.param(signed(kid=None), id="no key id"),
        pytest.param(signed(crit=["exp"]), id="crit"),
        pytest.param(signed(crit=["x"], x=1), id="unknown crit"),
        pytest.param(signed(jku="https://evil.example/keys"), id="jku"),
        pytest.param(signed(x5u="https://evil.example/cert"), id="x5u"),
        pytest.param(signed(jwk={"kty": "oct", "k": "AA"}), id="jwk"),
        pytest.param(signed(zip="DEF"), id="zip"),
        pytest.param(signed(typ="at+jwt"), id="other type"),
        pytest.param(signed([1, 2]), id="claims as list"),
        pytest.param("", id="empty"),
        pytest.param("..", id="only dots"),
        pytest.param("a.b", id="two parts"),
        pytest.param(GOOD + ".", id="four parts"),
        pytest.param(GOOD + "=", id="padding"),
        pytest.param(GOOD + "\n", id="line break"),
        pytest.param(" " + GOOD, id="blank"),
        pytest.param("é" + GOOD, id="not ASCII"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param("x" * 1_000_000, id="one megabyte"),
        pytest.param(signed(CLAIMS | {"jti": "x" * 1_000_000}), id="one megabyte, signed"),
    ],
)
def test_foreign_tokens_are_refused(token: str) -> None:
    assert refused(token)


@pytest.mark.parametrize("name", sorted(CLAIMS))
@pytest.mark.parametrize("value", [None, "", "x", -1, 2**80, 1.5, True, [], {}, ["convene-api"]])
def test_each_wrong_claim_is_refused(name: str, value: object) -> None:
    if name == "jti" and isinstance(value, str):
        return  # any text identifies a token
    assert refused(signed(CLAIMS | {name: value}))


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_each_missing_claim_is_refused(name: str) -> None:
    assert refused(signed({key: value for key, value in CLAIMS.items() if key != name}))


@pytest.mark.parametrize(
    "change",
    [
        {"iss": ISSUER + ".evil.example"},
        {"iss": ISSUER[:-1]},
        {"aud": "convene"},
        {"typ": "refresh"},
        {"role": "root"},
        {"admin": True},
        {"exp": CLAIMS["exp"] + 1},
    ],
)
def test_claims_that_are_almost_right_are_refused(change: dict[str, object]) -> None:
    assert refused(signed(CLAIMS | change))


def test_tokens_live_from_issue_to_expiry() -> None:
    for moment in (NOW - LEEWAY, NOW + LIFETIME - timedelta(seconds=1)):
        TOKENS.read(GOOD, now=moment)
    for moment in (NOW - LEEWAY - timedelta(seconds=1), NOW + LIFETIME, NOW + timedelta(days=9999)):
        with pytest.raises(NotSignedIn):
            TOKENS.read(GOOD, now=moment)


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="ascii"))
def test_a_token_with_one_other_character_is_refused(place: int, character: str) -> None:
    changed = GOOD[:place] + character + GOOD[place + 1 :]
    assert changed == GOOD or refused(changed)


@given(st.integers(0, len(GOOD) * 6 - 1))
def test_a_token_with_one_bit_flipped_is_refused(bit: int) -> None:
    header, claims, signature = (urlsafe_b64decode(part + "==") for part in GOOD.split("."))
    raw = bytearray(header + claims + signature)
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    pieces = (
        bytes(raw[: len(header)]),
        bytes(raw[len(header) : -len(signature)]),
        bytes(raw[-len(signature) :]),
    )
    assert refused(".".join(urlsafe_b64encode(piece).rstrip(b"=").decode() for piece in pieces))
