import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from adapters.mail.message import message_of
from application.shared.ports import Mailer
from application.shared.refusals import (
    LetterRefused,
    MailServerSilent,
    MailServerUnreachable,
    MailSignInRefused,
    MailUnavailable,
)
from domain.shared.letter import Letter

PORTS = {"smtp": 587, "smtps": 465}
_WANTS_SIGN_IN = {530, 534, 535}
"""Reply codes (RFC 4954 §6)."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Who carries our mail. ``smtps`` is TLS from the first byte (RFC 8314 §3.3)."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> "SmtpServer":
        """``smtp://user:password@host:port`` or ``smtps://…``, a checked setting."""
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme], user, password)

    @property
    def is_here(self) -> bool:
        """Whether what we tell it does not leave this machine."""
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return self.host == "localhost"


class SmtpMailer(Mailer):
    """One connection for each letter (RFC 5321). STARTTLS whenever the server offers it.

    A password is never sent in the clear, unless to this very machine. ``timeout``: seconds without a word
    from the server.
    """

    def __init__(
        self, server: SmtpServer, sender: Address, *, tls: ssl.SSLContext | None = None, timeout: float = 20.0
    ) -> None:
        self._server = server
        self._sender = sender
        self._tls = tls or ssl.create_default_context()
        self._timeout = timeout

    def send(self, letter: Letter) -> None:
        message = message_of(letter, self._sender)
        try:
            with self._connected() as connection:
                connection.send_message(message, self._sender.addr_spec, [letter.to])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            raise _verdict(code, words) from refusal
        except smtplib.SMTPDataError as refusal:
            raise _verdict(refusal.smtp_code, refusal.smtp_error) from refusal
        except smtplib.SMTPNotSupportedError as refusal:
            raise LetterRefused(f"the mail server does not take this address: {refusal}") from refusal
        except (smtplib.SMTPException, OSError) as error:
            raise _trouble(error) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        connection: smtplib.SMTP
        if server.scheme == "smtps":
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=self._tls)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            self._introduce(connection)
            yield connection
        except BaseException:
            connection.close()
            raise
        # The letter was accepted: a farewell that fails must not send it again.
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()

    def _introduce(self, connection: smtplib.SMTP) -> None:
        server = self._server
        is_private = server.scheme == "smtps"
        connection.ehlo_or_helo_if_needed()
        if not is_private and connection.has_extn("starttls"):
            connection.starttls(context=self._tls)
            connection.ehlo()
            is_private = True
        if server.user:
            if not is_private and not server.is_here:
                raise MailSignInRefused("the mail server offers no STARTTLS, so it gets no password")
            try:
                connection.login(server.user, server.password)
            except smtplib.SMTPNotSupportedError as refusal:
                raise MailSignInRefused(f"the mail server takes no password: {refusal}") from refusal


def _verdict(code: int, words: bytes | str) -> Exception:
    """5yz is for good, everything else may go better later (RFC 5321 §4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return (LetterRefused if 500 <= code <= 599 else MailUnavailable)(f"{code} {said}")


def _trouble(error: Exception) -> MailUnavailable:
    """Which kind it is; a server that refuses our sender may take the next letter."""
    words = _words(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailSignInRefused(words)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return (MailSignInRefused if error.smtp_code in _WANTS_SIGN_IN else MailUnavailable)(words)
    # What is too late in the middle of a conversation comes as one that was cut.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return MailServerSilent(words)
    return MailServerUnreachable(words)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return f"{type(error).__name__}: {error}"
