"""A real mail server in a thread, which can be as unreliable as those out there."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Post:
    """What came in. ``moods`` says how each message in turn is met, the last one for good.

    ``fine``, ``dies`` (takes it and hangs up without a word), ``hangs``, or an answer such as ``451 later``.
    """

    moods: list[str] = field(default_factory=lambda: ["fine"])
    recipients: dict[str, str] = field(default_factory=dict)
    received: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipients.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        mood = self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]
        if mood == "hangs":
            await asyncio.sleep(3)
        if mood in {"fine", "dies"}:
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.received.append(message)
            self.envelopes.append(envelope)
            self.encrypted.append(session.ssl is not None)
        if mood in {"hangs", "dies"}:
            assert server.transport is not None
            server.transport.abort()
        return "250 OK" if mood in {"fine", "hangs", "dies"} else mood

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        login, password = data.login, data.password  # type: ignore[attr-defined]
        self.logins.append((login, password))
        return AuthResult(success=password == b"s3cret/@:", handled=False, auth_data=data)


@contextmanager
def mail_server(post: Post, *, tls: ssl.SSLContext | None = None, **options: object) -> Iterator[int]:
    """Runs during the block; gives its port. ``tls``: it offers STARTTLS."""
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=tls,
        **options,  # type: ignore[arg-type]
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For a server at 127.0.0.1 whose certificate nobody knows, and for a client that does know it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(private + signed.public_bytes(encoding))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    client = ssl.create_default_context(cadata=signed.public_bytes(encoding).decode())
    return server, client
