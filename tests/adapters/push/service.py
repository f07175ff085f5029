"""A push service in a thread, and a device that reads what comes through it."""

import json
import ssl
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.notification.push import PushKeys

UNCOMPRESSED = Encoding.X962, PublicFormat.UncompressedPoint


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """What came in, and what it answers, after so many seconds: status and headers."""

    status: int = 201
    answers_after: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)


@contextmanager
def push_service(service: Service, tls: ssl.SSLContext) -> Iterator[str]:
    """Runs during the block; gives its origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.received.append(Received(self.path, headers, body))
            time.sleep(service.answers_after)
            self.send_response(service.status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """In silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Device:
    """Decrypts as browsers do, written from RFC 8188 and RFC 8291 and from nothing of ours."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = b"sixteen octets.."

    @property
    def point(self) -> bytes:
        return self.private.public_key().public_bytes(*UNCOMPRESSED)

    @property
    def keys(self) -> PushKeys:
        return PushKeys(self.point, self.secret)

    def read(self, body: bytes) -> dict[str, str]:
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= size
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private.exchange(ec.ECDH(), theirs)
        material = _hkdf(self.secret, shared, b"WebPush: info\x00" + self.point + sender, 32)
        key = _hkdf(salt, material, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(salt, material, b"Content-Encoding: nonce\x00", 12)
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\x00")
        assert padded.endswith(b"\x02")  # the last record
        message: dict[str, str] = json.loads(padded[:-1])
        return message


def proven(authorization: str) -> tuple[str, dict[str, object]]:
    """The key and the claims of a header as RFC 8292 has it. Raises InvalidSignature."""
    scheme, _, parameters = authorization.partition(" ")
    assert scheme == "vapid"
    given = dict(each.strip().split("=", 1) for each in parameters.split(","))
    said, _, signature = given["t"].rpartition(".")
    octets = decoded(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(given["k"]))
    r, s = int.from_bytes(octets[:32]), int.from_bytes(octets[32:])
    key.verify(encode_dss_signature(r, s), said.encode(), ec.ECDSA(SHA256()))
    header, claims = (json.loads(decoded(each)) for each in said.split("."))
    assert header == {"typ": "JWT", "alg": "ES256"}
    return given["k"], claims


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hkdf(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
