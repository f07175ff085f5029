"""Letters leave through real servers: good ones, wary ones, and those that drop, stall or die."""

import socket
from contextlib import suppress
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path
from threading import Thread

import pytest

from adapters.mail.smtp_mailer import SmtpMailer, SmtpServer
from adapters.memory.clock import SettableClock
from adapters.memory.database import MemoryDatabase, MemoryTransactions
from adapters.memory.wakeups import MemoryWakeups
from application.shared.refusals import (
    LetterRefused,
    MailServerFailed,
    MailServerSilent,
    MailServerUnreachable,
    MailSignInRefused,
    MailUnavailable,
)
from application.shared.send_letters import SendLetters
from domain.shared.letter import LEASE
from tests.adapters.mail.server import Post, certificate, free_port, mail_server
from tests.builders import NOW, a_letter

CONVENE = Address("Convene", "convene", "meet.example.org")


def mailer_at(url: str, **options: object) -> SmtpMailer:
    return SmtpMailer(SmtpServer.at(url), CONVENE, timeout=1.0, **options)  # type: ignore[arg-type]


def test_a_letter_arrives() -> None:
    post, letter = Post(), a_letter()
    with mail_server(post) as port:
        mailer_at(f"smtp://127.0.0.1:{port}").send(letter)
    (message,), (envelope,) = post.received, post.envelopes
    assert message["Message-ID"] == f"<{letter.id}@meet.example.org>"
    assert message["From"] == "Convene <convene@meet.example.org>"
    assert (envelope.mail_from, envelope.rcpt_tos) == ("convene@meet.example.org", ["ben@example.org"])


@pytest.mark.parametrize(
    ("mood", "error", "words"),
    [
        ("451 greylisted", MailUnavailable, "451 greylisted"),
        ("552 too big", LetterRefused, "552 too big"),
        ("hangs", MailServerSilent, "timed out"),
        ("dies", MailServerUnreachable, "closed"),
    ],
)
def test_what_the_server_makes_of_the_message_is_told(mood: str, error: type[Exception], words: str) -> None:
    with mail_server(Post([mood])) as port, pytest.raises(error, match=words):
        mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter())


@pytest.mark.parametrize(
    ("answer", "error"), [("550 nobody here", LetterRefused), ("450 mailbox busy", MailUnavailable)]
)
def test_what_the_server_makes_of_the_address_is_told(answer: str, error: type[Exception]) -> None:
    post = Post(recipients={"ben@example.org": answer})
    with mail_server(post) as port, pytest.raises(error, match=answer):
        mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter())


def test_nobody_at_home_is_for_later() -> None:
    with pytest.raises(MailServerUnreachable, match="ConnectionRefused"):
        mailer_at(f"smtp://127.0.0.1:{free_port()}").send(a_letter())


def test_a_name_that_nobody_knows_is_for_the_admin_to_put_right() -> None:
    with pytest.raises(MailServerUnreachable, match="gaierror"):
        mailer_at("smtp://mail.invalid").send(a_letter())


def test_a_server_that_never_greets_is_silent() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(MailServerSilent, match="timed out"),
    ):
        mailer_at(f"smtp://127.0.0.1:{listener.getsockname()[1]}").send(a_letter())


@pytest.mark.parametrize(
    ("answer", "error"), [("530 who are you", MailSignInRefused), ("451 too many letters", MailUnavailable)]
)
def test_what_the_server_makes_of_the_sender_is_told(answer: str, error: type[Exception]) -> None:
    class Wary(Post):
        async def handle_MAIL(self, *_: object) -> str:  # noqa: N802 - aiosmtpd calls it so
            return answer

    with mail_server(Wary()) as port, pytest.raises(MailUnavailable, match=answer) as told:
        mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter())
    assert told.type is error


def test_what_befalls_one_letter_says_nothing_of_the_server() -> None:
    for post in (Post(["451 greylisted"]), Post(recipients={"ben@example.org": "450 mailbox busy"})):
        with mail_server(post) as port, pytest.raises(MailUnavailable) as told:
            mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter())
        assert told.type is MailUnavailable


@pytest.mark.parametrize("greeting", [b"", b"554 go away\r\n"])
def test_a_server_that_hangs_up_at_once_is_for_later(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def slam() -> None:
            visitor, _ = listener.accept()
            with visitor:
                visitor.sendall(greeting)

        doorkeeper = Thread(target=slam)
        doorkeeper.start()
        with pytest.raises(MailServerUnreachable):
            mailer_at(f"smtp://127.0.0.1:{listener.getsockname()[1]}").send(a_letter())
        doorkeeper.join()


def test_an_address_that_the_server_cannot_spell_is_refused_for_good() -> None:
    with mail_server(Post(), enable_SMTPUTF8=False) as port, pytest.raises(LetterRefused, match="address"):
        mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter("zoé@example.org"))


def test_international_addresses_get_through_where_they_can() -> None:
    post = Post()
    with mail_server(post, enable_SMTPUTF8=True) as port:
        mailer_at(f"smtp://127.0.0.1:{port}").send(a_letter("zoé@example.org"))
    assert post.envelopes[0].rcpt_tos == ["zoé@example.org"]


def test_what_is_offered_encryption_is_encrypted(tmp_path: Path) -> None:
    server, client = certificate(tmp_path)
    post = Post()
    with mail_server(post, tls=server, authenticator=post.authenticate, auth_require_tls=True) as port:
        url = f"smtp://ana:s3cret%2F%40%3A@localhost:{port}"
        mailer_at(url, tls=client).send(a_letter())
    assert (post.encrypted, post.logins) == ([True], [(b"ana", b"s3cret/@:")])


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path) -> None:
    server, _ = certificate(tmp_path)
    with mail_server(Post(), tls=server) as port, pytest.raises(MailServerUnreachable, match="CERTIFICATE"):
        mailer_at(f"smtp://localhost:{port}").send(a_letter())


def test_a_wrong_password_is_for_the_admin_to_put_right(tmp_path: Path) -> None:
    post = Post()
    server = mail_server(post, authenticator=post.authenticate, auth_require_tls=False)
    with server as port, pytest.raises(MailSignInRefused, match="535"):
        mailer_at(f"smtp://ana:wrong@127.0.0.1:{port}").send(a_letter())


def test_a_server_that_takes_no_password_loses_no_letter() -> None:
    """It is not the address that it does not take."""
    with mail_server(Post()) as port, pytest.raises(MailSignInRefused, match="takes no password"):
        mailer_at(f"smtp://ana:s3cret@127.0.0.1:{port}").send(a_letter())


def test_a_password_never_leaves_the_machine_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post()
    with mail_server(post, authenticator=post.authenticate, auth_require_tls=False) as port:
        real = socket.create_connection
        elsewhere = lambda address, *rest, **named: real(("127.0.0.1", port), *rest, **named)  # noqa: E731
        monkeypatch.setattr(socket, "create_connection", elsewhere)
        with pytest.raises(MailSignInRefused, match="no STARTTLS"):
            mailer_at("smtp://ana:s3cret%2F%40%3A@mail.example.org").send(a_letter())
    assert post.logins == []


def test_the_port_follows_from_the_scheme() -> None:
    assert SmtpServer.at("smtp://mail.example.org").port == 587
    assert SmtpServer.at("smtps://mail.example.org").port == 465
    assert "pw" not in repr(SmtpServer.at("smtps://ana:pw@mail.example.org"))


def test_whatever_the_server_does_the_letter_arrives_under_one_id() -> None:
    """Only where it died after taking the letter does it come twice, and is recognised (R13)."""
    post = Post(["451 later", "hangs", "dies", "421 closing", "fine"])
    transactions, clock = MemoryTransactions(MemoryDatabase(), MemoryWakeups()), SettableClock(NOW)
    letter = a_letter()
    with transactions.begin() as work:
        work.letters.add(letter)
    with mail_server(post) as port:
        send = SendLetters(transactions, mailer_at(f"smtp://127.0.0.1:{port}"), clock)
        tries, more = 0, True
        while more:
            with suppress(MailServerFailed):
                more = send()
            tries += more
            clock.advance(LEASE + timedelta(hours=1))
    assert tries == 5
    assert [message["Message-ID"] for message in post.received] == [f"<{letter.id}@meet.example.org>"] * 2
