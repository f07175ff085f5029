"""What starting and finishing a sign-in elsewhere have in common: all its secrets, made of one.

The browser keeps that one in a cookie, and the database a digest of what follows from it. So nobody finishes
what another browser began, and who reads the database learns nothing.
"""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta

from application.identity.external_ports import SignInSecrets

SIGN_IN_LASTS = timedelta(minutes=10)


def secrets_of(key: str) -> SignInSecrets:
    """Each of 43 characters (RFC 7636 §4.1); none tells of ``key`` or of the others."""
    return SignInSecrets(*(_derived(key, purpose) for purpose in ("state", "nonce", "verifier")))


def second_step_of(key: str) -> str:
    """Under whose digest stands who came back with this key and has yet to show a second factor."""
    return _derived(key, "second step")


def _derived(key: str, purpose: str) -> str:
    digest = hmac.digest(key.encode("utf-8", "surrogatepass"), purpose.encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
