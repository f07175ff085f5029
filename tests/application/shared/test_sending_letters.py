"""At least once, one at a time, and whatever became of it is known."""

from datetime import timedelta

import pytest

from adapters.mail.memory_mailer import MemoryMailer
from application.shared.ports import Mailer
from application.shared.refusals import LetterRefused, MailServerUnreachable, MailUnavailable
from application.shared.send_letters import SendLetters
from domain.shared.letter import FIRST_PAUSE, LEASE, Delivery, Letter
from tests.application.conftest import House
from tests.builders import a_letter


@pytest.fixture
def letter(house: House) -> Letter:
    written = a_letter(now=house.clock.now())
    with house.container.transactions().begin() as work:
        work.letters.add(written)
    return written


def mailer(house: House) -> MemoryMailer:
    return house.container.mailer()  # type: ignore[no-any-return]


def delivery(house: House, letter: Letter) -> Delivery:
    with house.container.transactions().begin() as work:
        found = work.letters.get(letter.id)
    assert found is not None
    return found


def test_what_was_written_is_sent_once(house: House, letter: Letter) -> None:
    send = house.container.send_letters()
    assert send() is True
    assert send() is False
    assert mailer(house).sent == [letter]
    sent = delivery(house, letter)
    assert (sent.state, sent.attempts, sent.settled_at) == ("sent", 1, house.clock.now())


def test_an_hour_without_a_mail_server_loses_nothing(house: House, letter: Letter) -> None:
    send = house.container.send_letters()
    mailer(house).trouble = MailUnavailable("connection refused")
    for _ in range(60 * 6):
        send()
        house.clock.advance(timedelta(seconds=10))
    waiting = delivery(house, letter)
    assert (waiting.state, waiting.last_error) == ("waiting", "connection refused")
    assert waiting.attempts == 9
    mailer(house).trouble = None
    house.clock.advance(timedelta(hours=1))
    assert send() is True
    assert mailer(house).sent == [letter]


def test_what_befalls_all_letters_is_noted_down_and_told(house: House, letter: Letter) -> None:
    send = house.container.send_letters()
    mailer(house).trouble = MailServerUnreachable("ConnectionRefusedError")
    with pytest.raises(MailServerUnreachable):
        send()
    waiting = delivery(house, letter)
    assert (waiting.state, waiting.last_error) == ("waiting", "ConnectionRefusedError")
    assert waiting.due_at == house.clock.now() + FIRST_PAUSE
    assert send() is False
    mailer(house).trouble = None
    house.clock.advance(FIRST_PAUSE)
    assert send() is True
    assert mailer(house).sent == [letter]


def test_a_no_for_good_is_not_asked_again(house: House, letter: Letter) -> None:
    send = house.container.send_letters()
    mailer(house).trouble = LetterRefused("550 nobody here")
    assert send() is True
    house.clock.advance(timedelta(days=30))
    assert send() is False
    refused = delivery(house, letter)
    assert (refused.state, refused.last_error) == ("given_up", "550 nobody here")


def test_a_sender_that_died_leaves_its_letter_to_the_next(house: House, letter: Letter) -> None:
    send = house.container.send_letters()
    mailer(house).trouble = SystemExit("killed")
    with pytest.raises(SystemExit):
        send()
    mailer(house).trouble = None
    assert send() is False
    house.clock.advance(LEASE)
    assert send() is True
    assert mailer(house).sent == [letter]


class Slow(Mailer):
    """Takes longer than its lease, so that somebody else sends the same letter in the meantime."""

    def __init__(self, house: House, end: Exception | None) -> None:
        self.house, self.end = house, end

    def send(self, letter: Letter) -> None:
        self.house.clock.advance(LEASE)
        self.house.container.send_letters()()
        if self.end is not None:
            raise self.end


def test_who_comes_late_changes_nothing_about_what_was_settled(house: House, letter: Letter) -> None:
    slow = Slow(house, LetterRefused("550 too late"))
    SendLetters(house.container.transactions(), slow, house.clock)()
    assert delivery(house, letter).state == "sent"


def test_who_comes_late_does_not_cut_the_other_ones_lease(house: House, letter: Letter) -> None:
    mailer(house).trouble = SystemExit("the second sender dies")

    class Overtaken(Slow):
        def send(self, letter: Letter) -> None:
            with pytest.raises(SystemExit):
                super().send(letter)
            raise MailUnavailable("timed out")

    SendLetters(house.container.transactions(), Overtaken(house, None), house.clock)()
    leased = delivery(house, letter)
    assert (leased.attempts, leased.last_error) == (2, "")
    assert leased.due_at == house.clock.now() + LEASE
