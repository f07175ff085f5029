"""Every forged, foreign, early, late or mangled token is refused; see RFC 8725 and the known incidents."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
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
from tests.effort import effort

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


def hmac_with(secret: str, *, payload: bytes | None = None, header: object = None) -> str:
    """As a forger signs who does not go through a library, with whatever text as the secret."""
    head = segment(header or {"alg": "HS256", "typ": "JWT", "kid": "k1"})
    body = segment(CLAIMS) if payload is None else urlsafe_b64encode(payload).rstrip(b"=").decode()
    mac = hmac.digest(secret.encode(), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def public_key(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


RSA_PUBLIC = public_key(rsa.generate_private_key(65537, 2048))
EC_PUBLIC = public_key(ec.generate_private_key(ec.SECP256R1()))


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
    assert not refused(hmac_with(SECRET))


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


FOREIGN = {
    "none": f"{segment({'alg': 'none', 'typ': 'JWT', 'kid': 'k1'})}.{segment(CLAIMS)}.",
    "other algorithm": signed(algorithm="HS384"),
    "stronger algorithm": signed(algorithm="HS512"),
    "other secret": signed(secret="another-secret-of-thirty-two-characters"),
    "unknown key id": signed(kid="k9"),
    "key id as path": signed(kid="../../dev/null"),
    "key id as SQL": signed(kid="k1' OR '1'='1"),
    "key id as list": signed(kid=["k1"]),
    "no key id": signed(kid=None),
    "crit": signed(crit=["exp"]),
    "unknown crit": signed(crit=["x"], x=1),
    "jku": signed(jku="https://evil.example/keys"),
    "x5u": signed(x5u="https://evil.example/cert"),
    "jwk": signed(jwk={"kty": "oct", "k": "AA"}),
    "zip": signed(zip="DEF"),
    "other type": signed(typ="at+jwt"),
    "claims as list": signed([1, 2]),
    "empty": "",
    "only dots": "..",
    "two parts": "a.b",
    "four parts": GOOD + ".",
    "padding": GOOD + "=",
    "line break": GOOD + "\n",
    "blank": " " + GOOD,
    "not ASCII": "é" + GOOD,
    "lone surrogate": "\ud800",
    "one megabyte": "x" * 1_000_000,
    "one megabyte, signed": signed(CLAIMS | {"jti": "x" * 1_000_000}),
    "public RSA key as secret": hmac_with(RSA_PUBLIC),
    "public EC key as secret": hmac_with(EC_PUBLIC),
    "x5c": signed(x5c=["MIIB"]),
    "kid of a directory": signed(kid="."),
    "kid with a null": signed(kid="k1\x00"),
    "header without kid": hmac_with(SECRET, header={"alg": "HS256", "typ": "JWT"}),
    "encryption instead": segment({"alg": "dir", "enc": "A256GCM", "zip": "DEF"}) + "....",
    "JSON serialisation": json.dumps({"protected": GOOD.split(".")[0], "payload": GOOD.split(".")[1]}),
    "claims nested deeply": hmac_with(SECRET, payload=b"[" * 600 + b"]" * 600),
    "a number too long": hmac_with(SECRET, payload=b'{"exp": ' + b"9" * 1_000 + b"}"),
}


@pytest.mark.parametrize("token", FOREIGN.values(), ids=FOREIGN)
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


PARTS = [urlsafe_b64decode(part + "==") for part in GOOD.split(".")]


@pytest.mark.parametrize("which", range(3), ids=["header", "claims", "signature"])
def test_a_token_with_any_bit_flipped_is_refused(which: int) -> None:
    for bit in range(len(PARTS[which]) * 8):
        raw = bytearray(PARTS[which])
        raw[bit // 8] ^= 1 << bit % 8
        pieces = [*PARTS[:which], bytes(raw), *PARTS[which + 1 :]]
        assert refused(".".join(urlsafe_b64encode(piece).rstrip(b"=").decode() for piece in pieces)), bit


@pytest.mark.parametrize("which", range(3), ids=["header", "claims", "signature"])
def test_each_part_has_one_spelling_only(which: int) -> None:
    part = GOOD.split(".")[which]
    spellings = [part + more for more in ("=", "==", "A", "AA", "AAAA", " ", "\n", "%3D")]
    spellings += [f" {part}", f"\t{part}", part[:-1], part[1:], part.swapcase(), part[:9] + "\r\n" + part[9:]]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/"
    spellings += [part[:-1] + last for last in alphabet if last != part[-1]]
    for spelling in spellings:
        pieces = GOOD.split(".")
        pieces[which] = spelling
        assert refused(".".join(pieces)), spelling


def test_every_refusal_is_quick() -> None:
    """A thousand unknown key ids, too: nothing is fetched for them (CVE-2026-48524 and its like)."""
    tokens = FOREIGN | {f"unknown key {number}": signed(kid=f"k{number + 2}") for number in range(1_000)}
    took = {}
    for name, token in tokens.items():
        with effort() as spent:
            assert refused(token)
        took[name] = spent.seconds
    slowest = max(took, key=took.__getitem__)
    print(f"{len(took)} refused; the slowest, {slowest}, took {took[slowest] * 1_000:.2f} ms of CPU time")
    assert took[slowest] < 0.05
