from dataclasses import replace
from datetime import timedelta

import pytest

from domain.shared.letter import (
    GIVEN_UP_AFTER,
    LEASE,
    Delivery,
    DeliveryState,
    Letter,
    Link,
    NotToBeSentAgain,
)
from domain.shared.text import InvalidText
from tests.builders import NOW, a_letter


def test_a_subject_is_one_line() -> None:
    with pytest.raises(InvalidText):
        Letter.write("ben@example.org", "Hello\r\nBcc: eve@example.org", "…", kind="news", now=NOW)


def test_pauses_grow_from_ten_seconds_to_an_hour() -> None:
    delivery, pauses = Delivery.of(a_letter()), []
    for _ in range(12):
        delivery.attempt(NOW)
        assert delivery.due_at == NOW + timedelta(minutes=5), "an attempt may take a minute"
        delivery.fail("451 try later", NOW)
        pauses.append((delivery.due_at - NOW).total_seconds())
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]
    assert (delivery.state, delivery.last_error, delivery.attempts) == ("waiting", "451 try later", 12)


def test_it_is_tried_for_four_days() -> None:
    delivery = Delivery.of(a_letter())
    delivery.attempt(NOW)
    delivery.fail("down", NOW + timedelta(days=4, seconds=-1))
    assert delivery.state is DeliveryState.WAITING
    delivery.fail("still down", NOW + timedelta(days=4))
    assert (delivery.state, delivery.last_error) == (DeliveryState.GIVEN_UP, "still down")


def test_a_settled_letter_keeps_no_secret() -> None:
    for settle in (lambda d: d.succeed(NOW), lambda d: d.give_up("550 nobody", NOW)):
        delivery = Delivery.of(
            a_letter(link=Link("Accept", "https://meet.example.org/invitation#token=secret"))
        )
        settle(delivery)
        assert delivery.settled_at == NOW
        assert "secret" not in repr(delivery)
        assert (delivery.letter.to, delivery.letter.subject) == ("ben@example.org", "Welcome")


def test_errors_are_cut_to_what_a_log_can_bear() -> None:
    delivery = Delivery.of(a_letter())
    delivery.fail("x" * 10_000, NOW)
    assert len(delivery.last_error) == 500


def test_a_mail_server_that_quotes_a_link_gives_no_secret_away() -> None:
    link = "https://meet.example.org/reset-password#token=secret"
    for complain in (Delivery.fail, Delivery.give_up):
        delivery = Delivery.of(a_letter())
        complain(delivery, f"554 5.7.1 blocked: <{link}> is listed", NOW)
        assert (
            delivery.last_error == "554 5.7.1 blocked: <https://meet.example.org/reset-password#…> is listed"
        )


def a_lasting_one() -> Delivery:
    return Delivery.of(replace(a_letter(), lasting=True))


def test_what_is_sent_again_is_the_same_letter_with_four_days_of_its_own() -> None:
    delivery, later = a_lasting_one(), NOW + timedelta(days=30)
    letter = delivery.letter
    delivery.attempt(NOW)
    delivery.give_up("550 nobody", NOW)
    delivery.send_again(later)
    assert (delivery.letter, delivery.state, delivery.due_at) == (letter, DeliveryState.WAITING, later)
    assert (delivery.attempts, delivery.resends, delivery.settled_at) == (0, 1, None)
    delivery.attempt(later)
    delivery.fail("451 later", later)
    assert (delivery.state, delivery.due_at) == (DeliveryState.WAITING, later + timedelta(seconds=10))
    delivery.fail("451 later", later + GIVEN_UP_AFTER)
    assert delivery.state is DeliveryState.GIVEN_UP


def test_what_waits_for_an_hour_can_be_tried_at_once_but_not_while_it_is_on_the_line() -> None:
    delivery = a_lasting_one()
    with pytest.raises(NotToBeSentAgain):
        delivery.send_again(NOW)
    delivery.attempt(NOW)
    delivery.fail("451 later", NOW)
    with pytest.raises(NotToBeSentAgain):
        delivery.send_again(NOW + LEASE - timedelta(seconds=1))
    delivery.send_again(NOW + LEASE)
    assert delivery.due_at == NOW + LEASE


def test_what_holds_a_secret_or_was_taken_back_is_never_sent_again() -> None:
    secret = Delivery.of(a_letter(link=Link("Choose", "https://meet.example.org/reset-password#token=x")))
    with pytest.raises(NotToBeSentAgain, match="open an account"):
        secret.send_again(NOW)
    secret.succeed(NOW)
    with pytest.raises(NotToBeSentAgain, match="open an account"):
        secret.send_again(NOW)
    unsent = Delivery.unsent(replace(a_letter(), lasting=True))
    assert unsent.letter.paragraphs == ()
    with pytest.raises(NotToBeSentAgain, match="taken back"):
        unsent.send_again(NOW)
