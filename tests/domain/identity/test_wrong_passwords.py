from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.refusals import TooManyAttempts
from domain.identity.wrong_passwords import MOST, WITHIN, WrongPasswords
from tests.builders import NOW

SECOND = timedelta(seconds=1)


def after(times: int, began: datetime = NOW) -> WrongPasswords:
    """One a second."""
    wrong = WrongPasswords()
    for number in range(times):
        wrong = wrong.and_one_at(began + number * SECOND)
    return wrong


def test_ten_are_let_pass_and_no_more() -> None:
    after(MOST - 1).refuse_if_spent(NOW + MOST * SECOND)
    with pytest.raises(TooManyAttempts) as refusal:
        after(MOST).refuse_if_spent(NOW + MOST * SECOND)
    assert refusal.value.wait == WITHIN - MOST * SECOND


def test_the_wait_ends_when_the_first_is_a_quarter_of_an_hour_old() -> None:
    spent = after(MOST)
    with pytest.raises(TooManyAttempts) as refusal:
        spent.refuse_if_spent(NOW + WITHIN - SECOND)
    assert refusal.value.wait == SECOND
    spent.refuse_if_spent(NOW + WITHIN)
    with pytest.raises(TooManyAttempts):
        spent.and_one_at(NOW + WITHIN).refuse_if_spent(NOW + WITHIN)


def test_what_is_refused_does_not_make_the_wait_longer() -> None:
    assert after(800).moments == after(MOST).moments


@given(st.lists(st.integers(0, 60), max_size=200))
def test_in_no_quarter_of_an_hour_more_than_ten_are_answered(pauses: list[int]) -> None:
    wrong, now, answered = WrongPasswords(), NOW, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        try:
            wrong.refuse_if_spent(now)
        except TooManyAttempts as refusal:
            assert timedelta() < refusal.wait <= WITHIN
            continue
        wrong = wrong.and_one_at(now)
        answered.append(now)
    for begin in answered:
        assert sum(begin <= moment < begin + WITHIN for moment in answered) <= MOST
