from base64 import urlsafe_b64encode
from datetime import datetime
from hmac import compare_digest
from typing import TYPE_CHECKING

from application.identity.second_factor_ports import OneTimeCodes

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from pyotp import TOTP

ISSUER = "Convene"
STEP = 30
"""Seconds."""


class PyotpCodes(OneTimeCodes):
    """Six digits, SHA-1, half a minute: the only kind that all apps understand.

    Secrets are sealed with a key of this installation, so that a copy of the database is worth nothing. The
    libraries are loaded by the first who has such an app.
    """

    def __init__(self, key: bytes) -> None:
        """``key``: 32 bytes."""
        self._key = key

    def new_secret(self) -> str:
        from pyotp import random_base32

        return self._seal().encrypt(random_base32().encode()).decode()

    def uri(self, sealed: str, *, account: str) -> str:
        return self._codes(sealed).provisioning_uri(name=account, issuer_name=ISSUER)

    def step_of(self, sealed: str, code: str, *, now: datetime) -> int | None:
        codes, present = self._codes(sealed), int(now.timestamp()) // STEP
        typed = "".join(code.split()).encode()
        steps = [step for step in (present - 1, present, present + 1) if step > 0]
        right = [step for step in steps if compare_digest(codes.generate_otp(step).encode(), typed)]
        return right[-1] if right else None

    def _codes(self, sealed: str) -> "TOTP":
        from pyotp import TOTP

        return TOTP(self._seal().decrypt(sealed).decode(), interval=STEP)

    def _seal(self) -> "Fernet":
        from cryptography.fernet import Fernet

        return Fernet(urlsafe_b64encode(self._key))
