"""What is left to write when the hold is over: one line for each case."""

from datetime import timedelta

import pytest

from domain.meeting.timing import plain
from domain.notification.bundle import LONGEST_HOLD, Bundle, Notice
from domain.notification.kind import Kind
from domain.notification.notification import HOLD
from domain.notification.telling import Addressee
from tests.builders import HOST, NOW, timed

NINE, TEN, TWO = (plain(timed(f"2026-12-01 {h}:00", f"2026-12-01 {h}:30")) for h in ("09", "10", "14"))
DATE = "20261208T083000Z"


def moved(before: dict[str, object], after: dict[str, object], on: str | None = None) -> Notice:
    return Notice(Kind.MOVED, {**after, "before": before}, on)


def of(kind: str, on: str | None = None, **facts: object) -> Notice:
    return Notice(Kind(kind), facts, on)


CASES: dict[str, tuple[list[Notice], list[Notice]]] = {
    "cancelled and restored": ([of("cancelled"), of("restored")], []),
    "restored and cancelled again": ([of("restored"), of("cancelled")], []),
    "invited and taken out": ([of("invited"), of("uninvited")], []),
    "invited and cancelled": ([of("invited"), moved(NINE, TEN), of("cancelled")], []),
    "invited, cancelled and restored": (
        [of("invited"), of("cancelled"), of("restored")],
        [of("restored")],
    ),
    "invited and moved": ([of("invited", **NINE), moved(NINE, TEN)], [of("invited", **TEN)]),
    "invited to all, and one date moved": (
        [of("invited", **NINE), moved(NINE, TEN, DATE)],
        [of("invited", **NINE)],
    ),
    "moved and moved back": ([moved(NINE, TEN), moved(TEN, NINE)], []),
    "moved twice": ([moved(NINE, TEN), moved(TEN, TWO)], [moved(NINE, TWO)]),
    "moved and cancelled": ([moved(NINE, TEN), of("cancelled")], [of("cancelled")]),
    "a date cancelled, then all": ([of("cancelled", DATE), of("cancelled")], [of("cancelled")]),
    "two dates moved": (
        [moved(NINE, TEN, DATE), moved(NINE, TWO, "20261215")],
        [moved(NINE, TEN, DATE), moved(NINE, TWO, "20261215")],
    ),
    "a date cancelled and restored, another moved": (
        [of("cancelled", DATE), moved(NINE, TEN, "20261215"), of("restored", DATE)],
        [moved(NINE, TEN, "20261215")],
    ),
    "changed twice": (
        [of("changed", changed=["title"]), of("changed", changed=["title", "rooms"])],
        [of("changed", changed=["title", "rooms"])],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_what_is_left_of_a_burst(what: str) -> None:
    notices, left = CASES[what]
    assert Bundle(HOST, Addressee(email="dan@example.org"), None, NOW, NOW, notices).left == left


def test_each_change_holds_it_a_little_longer_but_not_for_ever() -> None:
    bundle = Bundle.open(Addressee(email="dan@example.org"), None, now=NOW)
    bundle.add(moved(NINE, TEN), now=NOW)
    assert bundle.due_at == NOW + HOLD
    bundle.add(moved(TEN, TWO), now=NOW + timedelta(seconds=5))
    assert bundle.due_at == NOW + timedelta(seconds=5) + HOLD
    bundle.add(moved(TWO, NINE), now=NOW + timedelta(seconds=59))
    assert bundle.due_at == NOW + LONGEST_HOLD
