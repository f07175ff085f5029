"""Refusals of one source: a hundred at once, one a second after that, however the clock goes."""

from datetime import timedelta

from application.administration.flood import BURST, FloodGuard
from tests.builders import NOW

A_SECOND = timedelta(seconds=1)


def test_a_hundred_at_once_and_one_a_second() -> None:
    guard = FloodGuard()
    assert [guard.admit("here", NOW) for _ in range(BURST + 3)] == [0] * BURST + [None] * 3
    assert guard.admit("there", NOW) == 0
    assert [guard.admit("here", NOW + A_SECOND) for _ in range(2)] == [3, None]


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    guard, earlier = FloodGuard(), NOW - timedelta(hours=1)
    assert guard.admit("here", NOW) == 0
    assert [guard.admit("here", earlier) for _ in range(BURST)] == [0] * (BURST - 1) + [None]
    assert guard.admit("here", earlier + A_SECOND) == 1
