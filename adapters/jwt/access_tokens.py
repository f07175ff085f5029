"""Access tokens as JSON Web Tokens (RFC 7519), hardened as RFC 8725 asks."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from secrets import token_hex
from uuid import UUID

from jose import jwt
from jose.exceptions import JOSEError

from application.identity.ports import AccessClaims, AccessTokens
from application.identity.signing_keys import SigningKeys
from domain.identity.refusals import NotSignedIn
from domain.identity.role import Role

ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=15)
LONGEST = 2_048
AUDIENCE = "convene-api"
# Clocks of several machines differ a little.
LEEWAY = timedelta(seconds=5)
TOKENS_REMEMBERED = 4_096
HEADER_MEMBERS = {"alg", "typ", "kid"}
TEXTS = {"iss", "aud", "sub", "sid", "jti", "typ", "role"}
TIMES = {"iat", "nbf", "exp"}


class JwtAccessTokens(AccessTokens):
    """The newest key signs. One that was replaced is good for what it had signed by then, and so for no
    longer than a token lives: whoever steals it later, or stole it earlier, can do nothing with it.
    """

    def __init__(self, keys: SigningKeys, *, issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer

    @property
    def lifetime(self) -> timedelta:
        return LIFETIME

    def issue(self, person_id: UUID, session_id: UUID, role: Role, *, now: datetime) -> str:
        issued_at = int(now.timestamp())
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": str(person_id),
            "sid": str(session_id),
            "iat": issued_at,
            "nbf": issued_at,
            "exp": issued_at + int(LIFETIME.total_seconds()),
            "jti": token_hex(16),
            "typ": "access",
            "role": role.value,
        }
        key = self._keys.ring().newest
        return jwt.encode(claims, key.secret, algorithm=ALGORITHM, headers={"kid": key.id})

    def read(self, token: str, *, now: datetime) -> AccessClaims:
        try:
            key, replaced_at = self._keys.ring().find(_key_id(token))
            issued_at, claims = _verified(token, key.secret, self._issuer)
        except (JOSEError, KeyError, ValueError, TypeError, OverflowError, RecursionError):
            raise NotSignedIn("the access token is not valid; sign in again") from None
        signed_too_late = replaced_at is not None and issued_at > replaced_at + LEEWAY
        if signed_too_late or not issued_at - LEEWAY <= now < claims.expires_at:
            raise NotSignedIn("the access token is not valid; sign in again")
        return claims


# A client sends the same token for a quarter of an hour. That it is signed and well-formed stays as it is, so
# it is found out once; whether the key is still good and its time is now, is asked for each request.
@lru_cache(TOKENS_REMEMBERED)
def _verified(token: str, secret: str, issuer: str) -> tuple[datetime, AccessClaims]:
    """When it was issued, and what it claims. Raises JOSEError, ValueError, TypeError or OverflowError."""
    # The library's own checks of the claims are off: ours are stricter, and the times are not for here.
    options = {f"verify_{name}": False for name in ("aud", "iat", "exp", "nbf", "iss", "sub", "jti")}
    claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options=options)
    if set(claims) != TEXTS | TIMES or any(type(claims[name]) is not str for name in TEXTS):
        raise ValueError("claims missing, unknown or of the wrong type")
    if any(type(claims[name]) is not int for name in TIMES):
        raise TypeError("times are whole seconds")
    expected = {"iss": issuer, "aud": AUDIENCE, "typ": "access", "nbf": claims["iat"]}
    if any(claims[name] != value for name, value in expected.items()) or not claims["jti"]:
        raise ValueError("not for us")
    if claims["exp"] - claims["iat"] > LIFETIME.total_seconds():
        raise ValueError("lives too long")
    Role(claims["role"])
    issued_at, expires_at = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
    return issued_at, AccessClaims(UUID(claims["sub"]), UUID(claims["sid"]), expires_at)


@lru_cache(TOKENS_REMEMBERED)
def _key_id(token: str) -> str:
    """The ``kid`` of a token whose header says nothing but what ours say. Raises ValueError or KeyError."""
    if len(token) > LONGEST:
        raise ValueError("longer than any of ours")
    header_part, claims_part, signature_part = token.encode("ascii").split(b".")
    for part in (header_part, claims_part, signature_part):
        _decoded(part)
    header = json.loads(_decoded(header_part))
    if not isinstance(header, dict) or set(header) != HEADER_MEMBERS:
        raise ValueError("header not ours")
    if header["alg"] != ALGORITHM or header["typ"] != "JWT" or not isinstance(header["kid"], str):
        raise ValueError("header not ours")
    return header["kid"]


def _decoded(part: bytes) -> bytes:
    """Refuses every spelling of the same bytes but one: a token must not be valid in several forms."""
    raw = urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    if urlsafe_b64encode(raw).rstrip(b"=") != part:
        raise ValueError("not in canonical base64url")
    return raw
