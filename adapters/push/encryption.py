"""A message that only one device can read (RFC 8291), and our word that it is ours (RFC 8292)."""

import json
import os
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.push.keys import PushKey, encoded, point_of
from domain.notification.push import PushKeys

RECORD = 4096
PADDED_TO = 512
"""Octets: from the length nobody can tell what kind of message it is."""
WORD_IS_GOOD_FOR = timedelta(hours=12)
"""A day at the most (RFC 8292 §2)."""


def encrypted(message: bytes, keys: PushKeys) -> bytes:
    """In the content coding aes128gcm (RFC 8188), one record. Raises ValueError for a point off the curve."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.p256dh)
    ours = ec.generate_private_key(ec.SECP256R1())
    point, salt = point_of(ours.public_key()), os.urandom(16)
    shared = ours.exchange(ec.ECDH(), theirs)
    material = _derived(keys.auth, shared, b"WebPush: info\0" + keys.p256dh + point, 32)
    key = _derived(salt, material, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, material, b"Content-Encoding: nonce\0", 12)
    padded = (message + b"\2").ljust(PADDED_TO, b"\0")
    header = salt + RECORD.to_bytes(4) + bytes([len(point)]) + point
    return header + AESGCM(key).encrypt(nonce, padded, None)


def authorization(endpoint: str, key: PushKey, *, subject: str, now: datetime) -> str:
    """The header of that name. ``subject``: whom a push service can turn to (RFC 8292 §2.1)."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + WORD_IS_GOOD_FOR).timestamp()),
        "sub": subject,
    }
    header = {"typ": "JWT", "alg": "ES256"}
    said = ".".join(encoded(json.dumps(each, separators=(",", ":")).encode()) for each in (header, claims))
    r, s = decode_dss_signature(key.private.sign(said.encode(), ec.ECDSA(SHA256())))
    return f"vapid t={said}.{encoded(r.to_bytes(32) + s.to_bytes(32))}, k={key.public}"


def _derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
