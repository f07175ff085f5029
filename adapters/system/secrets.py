"""Secrets from the operating system's generator, and what is derived from our own keys."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from application.identity.ports import OpaqueTokens, SetupLink
from domain.identity.recovery_code import ALPHABET, LENGTH


class HmacOpaqueTokens(OpaqueTokens):
    """256-bit tokens. A successor is HMAC-SHA-256 of its predecessor, so it is the same in every process."""

    def __init__(self, key: str) -> None:
        self._key = _derived(key, "refresh-token-successor")

    def new(self) -> str:
        return secrets.token_urlsafe(32)

    def new_recovery_code(self) -> str:
        return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))

    def successor(self, token: str) -> str:
        mac = hmac.digest(self._key, token.encode("utf-8", "surrogatepass"), "sha256")
        return _text(mac)

    def digest(self, token: str) -> bytes:
        return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


class HmacSetupLink(SetupLink):
    """Derived from the installation's key: the same at every start, and void once anybody has an account."""

    def __init__(self, key: str) -> None:
        self._token = _text(_derived(key, "first-admin"))

    def token(self) -> str:
        return self._token

    def matches(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._token.encode())


def sealing_key(key: str) -> bytes:
    """32 bytes, for what is stored and must be read again."""
    return _derived(key, "sealed-secrets")


def _derived(key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), purpose.encode(), "sha256")


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
