from datetime import timedelta

import pytest

from domain.identity.password_reset import LIFETIME, MOST_LETTERS, WITHIN, PasswordReset
from domain.identity.refusals import ResetTokenInvalid
from tests.builders import NOW, a_person

ANA = a_person("Ana")
SECOND = timedelta(seconds=1)


def requested(*digests: bytes) -> PasswordReset:
    """One a second."""
    reset = PasswordReset.of(ANA)
    for number, digest in enumerate(digests):
        reset.request(ANA, digest, now=NOW + number * SECOND)
    return reset


def test_a_token_is_good_for_half_an_hour() -> None:
    reset = requested(b"1")
    reset.check(b"1", now=NOW + LIFETIME - SECOND)
    with pytest.raises(ResetTokenInvalid):
        reset.check(b"1", now=NOW + LIFETIME)


def test_the_newest_token_replaces_the_one_before() -> None:
    reset = requested(b"1", b"2")
    reset.check(b"2", now=NOW)
    for other in (b"1", b"", b"3"):
        with pytest.raises(ResetTokenInvalid):
            reset.check(other, now=NOW)


def test_before_any_request_there_is_no_token() -> None:
    with pytest.raises(ResetTokenInvalid):
        PasswordReset.of(ANA).check(b"", now=NOW)


def test_three_letters_are_enough_for_half_an_hour() -> None:
    reset = requested(b"1", b"2", b"3")
    later = NOW + WITHIN - SECOND
    assert not reset.request(ANA, b"4", now=later)
    reset.check(b"3", now=later)
    assert len(reset.events) == MOST_LETTERS
    assert reset.request(ANA, b"5", now=NOW + WITHIN)


def test_the_request_is_recorded_for_its_owner_only() -> None:
    (event,) = requested(b"1").events
    assert (event.kind, event.actor_id, event.subject_id) == ("password.reset_requested", None, ANA.id)
    assert (event.audience, event.data(), event.to_organisation) == ({ANA.id}, {}, False)
