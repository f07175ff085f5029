"""Whatever a real mail server does, each change leaves once (R13)."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from email.headerregistry import Address

import pytest
from dependency_injector import providers

from adapters.mail.smtp_mailer import SmtpMailer, SmtpServer
from application.shared.refusals import MailServerFailed
from domain.shared.letter import LEASE
from tests.adapters.mail.server import Post, free_port, mail_server
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes
from tests.application.notification.test_mail import cancel, move, planned

CONVENE = Address("Convene", "convene", "meet.example.org")


def use(house: House, port: int, *, timeout: float = 20.0) -> None:
    mailer = SmtpMailer(SmtpServer.at(f"smtp://127.0.0.1:{port}"), CONVENE, timeout=timeout)
    house.container.mailer.override(providers.Object(mailer))


def work_for(house: House, inboxes: Inboxes, time: timedelta, *, step: timedelta) -> None:
    """As the worker does, while the clock goes on."""
    for _ in range(time // step):
        inboxes.tell()
        while house.container.notification.write_mail()():
            pass
        send_all(house)
        house.clock.advance(step)


def send_all(house: House) -> None:
    """That is due, whatever befalls it."""
    send, more = house.container.send_letters(), True
    while more:
        with suppress(MailServerFailed):
            more = send()


def everything_that_can_happen(house: House, inboxes: Inboxes) -> None:
    """An invitation, a move and a cancellation, far enough apart to be told each."""
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    for happens in (
        lambda: move(house, ana, meeting, "2026-12-02 14:00"),
        lambda: cancel(house, ana, meeting),
    ):
        work_for(house, inboxes, timedelta(seconds=20), step=timedelta(seconds=10))
        happens()
    return meeting


EXPECTED = Counter(
    {
        (to, f"{what}: Review"): 1
        for to in ("ben@example.org", "dan@example.com")
        for what in ("Invitation", "Moved", "Cancelled")
    }
)


@pytest.mark.parametrize("mood", ["451 later", "421 closing", "hangs"])
def test_each_change_leaves_exactly_once(house: House, inboxes: Inboxes, mood: str) -> None:
    post = Post([mood] * 3 + ["fine"])
    with mail_server(post) as port:
        # Long enough for one that is well on a busy machine: who gave up on it would send twice.
        use(house, port, timeout=2.0 if mood == "hangs" else 20.0)
        everything_that_can_happen(house, inboxes)
        work_for(house, inboxes, timedelta(hours=1), step=LEASE)
    assert Counter((each["To"], each["Subject"]) for each in post.received) == EXPECTED


def test_a_server_that_dies_after_taking_it_gets_the_same_message_again(
    house: House, inboxes: Inboxes
) -> None:
    post = Post(["dies", "fine", "dies", "fine"])
    with mail_server(post) as port:
        use(house, port)
        everything_that_can_happen(house, inboxes)
        work_for(house, inboxes, timedelta(hours=1), step=LEASE)
    once = {each["Message-ID"]: (each["To"], each["Subject"]) for each in post.received}
    assert len(post.received) == len(once) + 2
    assert Counter(once.values()) == EXPECTED


def test_an_hour_without_a_server_and_all_leave_once(house: House, inboxes: Inboxes) -> None:
    port = free_port()
    use(house, port)
    everything_that_can_happen(house, inboxes)
    work_for(house, inboxes, timedelta(hours=1), step=timedelta(minutes=1))
    post = Post()
    with mail_server(post) as port:
        use(house, port)
        work_for(house, inboxes, timedelta(hours=2), step=timedelta(minutes=5))
    assert Counter((each["To"], each["Subject"]) for each in post.received) == EXPECTED
