"""The key pair by which push services know us (RFC 8292): a private number on P-256, and its public point."""

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: private numbers are below it."""


@dataclass
class PushKey:
    """``number``: 32 octets in base64url. Raises ValueError for what is no private number."""

    number: str = field(repr=False)

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        octets = urlsafe_b64decode(self.number + "=")
        if len(octets) != 32:
            raise ValueError("a push key is 32 octets in base64url, 43 characters")
        return ec.derive_private_key(int.from_bytes(octets), ec.SECP256R1())

    @cached_property
    def public(self) -> str:
        return encoded(point_of(self.private.public_key()))


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """65 octets."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def key_in(folder: Path) -> PushKey:
    """Made when it is first asked for, for its owner's eyes only.

    When several processes ask at once it appears whole and only once. Devices that subscribed with a key are
    lost with it.
    """
    path = folder / "push-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".push-key-{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            number = secrets.randbelow(ORDER - 1) + 1
            file.write(encoded(number.to_bytes(32)) + "\n")
            file.flush()
            os.fsync(descriptor)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return PushKey(path.read_text("utf-8").strip())
