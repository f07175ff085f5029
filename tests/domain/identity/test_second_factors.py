"""What one shows besides a password."""

from uuid import uuid4

import pytest

from domain.identity.recovery_code import ALPHABET, plain, spelled
from domain.identity.refusals import (
    InvalidPasskey,
    PasskeyNotFound,
    SecondFactorExists,
    SecondFactorMissing,
    WrongCode,
)
from domain.identity.second_factors import MOST_PASSKEYS, SecondFactors
from domain.shared.text import InvalidText
from tests.builders import HOST, NOW


def with_an_app(step: int = 100) -> SecondFactors:
    factors = SecondFactors(HOST)
    factors.begin_totp("sealed")
    factors.confirm_totp(step, now=NOW)
    return factors


def with_a_passkey(sign_count: int = 0) -> SecondFactors:
    factors = SecondFactors(HOST)
    factors.add_passkey(b"credential", b"key", sign_count, name="Phone", now=NOW)
    return factors


def kinds(factors: SecondFactors) -> list[tuple[str, str]]:
    return [(event.kind, event.factor) for event in factors.events]


def test_an_app_is_asked_for_once_it_is_confirmed() -> None:
    factors = SecondFactors(HOST)
    factors.begin_totp("sealed")
    assert not factors.are_asked_for
    with pytest.raises(WrongCode):
        factors.confirm_totp(None, now=NOW)
    assert not factors.are_asked_for
    factors.confirm_totp(100, now=NOW)
    assert factors.are_asked_for
    assert factors.ways == ("totp",)
    assert kinds(factors) == [("second_factor.added", "totp")]
    assert {event.audience for event in factors.events} == {frozenset({HOST})}


def test_one_that_was_begun_can_begin_anew_but_a_confirmed_one_stays() -> None:
    factors = SecondFactors(HOST)
    factors.begin_totp("first")
    factors.begin_totp("second")
    factors.confirm_totp(1, now=NOW)
    assert factors.totp is not None
    assert factors.totp.sealed == "second"
    for verb in (lambda: factors.begin_totp("third"), lambda: factors.confirm_totp(2, now=NOW)):
        with pytest.raises(SecondFactorExists):
            verb()


@pytest.mark.parametrize("step", [None, 100, 99, 1])
def test_a_code_is_taken_once_and_none_before_it(step: int | None) -> None:
    factors = with_an_app(step=100)
    with pytest.raises(WrongCode):
        factors.use_totp(step)
    factors.use_totp(101)


def test_without_an_app_no_code_is_right() -> None:
    with pytest.raises(WrongCode):
        SecondFactors(HOST).use_totp(100)
    begun = SecondFactors(HOST)
    begun.begin_totp("sealed")
    with pytest.raises(WrongCode):
        begun.use_totp(100)
    for verb in (SecondFactors(HOST).remove_totp, begun.remove_totp):
        with pytest.raises(SecondFactorMissing):
            verb(now=NOW)
    with pytest.raises(SecondFactorMissing):
        SecondFactors(HOST).confirm_totp(1, now=NOW)


def test_a_recovery_code_works_once() -> None:
    factors = with_an_app()
    factors.renew_recovery_codes(frozenset({b"one", b"two"}), now=NOW)
    factors.use_recovery_code(b"one", now=NOW)
    assert factors.recovery_codes == {b"two"}
    for gone in (b"one", b"three"):
        with pytest.raises(WrongCode):
            factors.use_recovery_code(gone, now=NOW)
    assert kinds(factors)[-1] == ("second_factor.recovery_code_used", "recovery_codes")


def test_recovery_codes_go_with_the_last_factor() -> None:
    factors = with_an_app()
    factors.renew_recovery_codes(frozenset({b"one"}), now=NOW)
    passkey = factors.add_passkey(b"credential", b"key", 0, name="Phone", now=NOW)
    factors.remove_totp(now=NOW)
    assert factors.recovery_codes
    factors.remove_passkey(passkey.id, now=NOW)
    assert not factors.recovery_codes
    assert not factors.are_asked_for
    with pytest.raises(SecondFactorMissing):
        factors.renew_recovery_codes(frozenset({b"one"}), now=NOW)


def test_a_passkey_is_known_by_its_credential_once() -> None:
    factors = with_a_passkey()
    assert factors.ways == ("passkey",)
    with pytest.raises(SecondFactorExists):
        factors.add_passkey(b"credential", b"key", 0, name="Again", now=NOW)
    with pytest.raises(InvalidText):
        factors.add_passkey(b"other", b"key", 0, name="\n", now=NOW)
    with pytest.raises(InvalidPasskey):
        factors.use_passkey(b"other", 0, now=NOW)
    with pytest.raises(PasskeyNotFound):
        factors.remove_passkey(uuid4(), now=NOW)


@pytest.mark.parametrize(("known", "sent"), [(0, 0), (0, 1), (5, 6)])
def test_its_counter_may_stand_still_at_nothing_or_go_on(known: int, sent: int) -> None:
    factors = with_a_passkey(known)
    factors.use_passkey(b"credential", sent, now=NOW)
    (passkey,) = factors.passkeys
    assert (passkey.sign_count, passkey.last_used_at) == (sent, NOW)


@pytest.mark.parametrize(("known", "sent"), [(5, 5), (5, 4), (5, 0)])
def test_a_counter_that_went_back_tells_of_a_copy(known: int, sent: int) -> None:
    with pytest.raises(InvalidPasskey):
        with_a_passkey(known).use_passkey(b"credential", sent, now=NOW)


def test_there_is_an_end_to_how_many() -> None:
    factors = SecondFactors(HOST)
    for number in range(MOST_PASSKEYS):
        factors.add_passkey(bytes([number]), b"key", 0, name="Phone", now=NOW)
    with pytest.raises(InvalidPasskey):
        factors.add_passkey(b"more", b"key", 0, name="Phone", now=NOW)


def test_recovery_codes_are_typed_as_one_likes() -> None:
    assert spelled("abcdefghjkmnpqrs") == "abcd-efgh-jkmn-pqrs"
    assert plain(" ABCD-efgh jkmn–pqrs\n") == "abcdefghjkmnpqrs"
    assert not set("ilo01") & set(ALPHABET)
