from datetime import timedelta

import pytest

from domain.shared.letter import GIVEN_UP_AFTER, LEASE, Delivery, DeliveryState, Letter, Link
from domain.shared.text import InvalidText
from tests.builders import NOW, a_letter


def test_a_subject_is_one_line() -> None:
    with pytest.raises(InvalidText):
        Letter.write("ben@example.org", "Hello\r\nBcc: eve@example.org", "…", now=NOW)


def test_pauses_grow_from_ten_seconds_to_an_hour() -> None:
    delivery, pauses = Delivery.of(a_letter()), []
    for _ in range(12):
        delivery.attempt(NOW)
        assert delivery.due_at == NOW + LEASE
        delivery.fail("451 try later", NOW)
        pauses.append((delivery.due_at - NOW).total_seconds())
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]
    assert (delivery.state, delivery.last_error, delivery.attempts) == ("waiting", "451 try later", 12)


def test_it_is_tried_for_four_days() -> None:
    delivery = Delivery.of(a_letter())
    delivery.attempt(NOW)
    delivery.fail("down", NOW + GIVEN_UP_AFTER - timedelta(seconds=1))
    assert delivery.state is DeliveryState.WAITING
    delivery.fail("still down", NOW + GIVEN_UP_AFTER)
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
