"""Busy time as others see it: in order, without overlap, and no way to count meetings."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.availability.busy_time import BusyKind, BusyTime, Taken, away, busy_times
from domain.availability.working_hours import Hours, Move
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.domain.availability.worlds import BEGIN, MINUTE, taken

PARIS = zone_named("Europe/Paris")
LAST = 120


def seen(*every: Taken, last: int = LAST) -> list[tuple[int, int, BusyKind]]:
    """In minutes after BEGIN."""
    return [
        ((each.start - BEGIN) // MINUTE, (each.end - BEGIN) // MINUTE, each.kind)
        for each in busy_times(every, BEGIN, BEGIN + last * MINUTE)
    ]


def test_the_stronger_kind_hides_the_weaker() -> None:
    busy = taken((10, 30), (30, 40), (20, 35))
    tentative = taken((0, 50), kind=BusyKind.TENTATIVE)
    assert seen(tentative, busy) == [
        (0, 10, BusyKind.TENTATIVE),
        (10, 40, BusyKind.BUSY),
        (40, 50, BusyKind.TENTATIVE),
    ]
    assert seen(busy, taken((0, 60), kind=BusyKind.OUT_OF_OFFICE)) == [(0, 60, BusyKind.OUT_OF_OFFICE)]


def test_nothing_is_told_of_what_lies_outside() -> None:
    assert seen(taken((-50, 10), (110, 500), (200, 300), (-9, -5))) == [
        (0, 10, BusyKind.BUSY),
        (110, 120, BusyKind.BUSY),
    ]


lists = st.lists(
    st.tuples(st.integers(-5, 24), st.integers(1, 9)).map(lambda at: (at[0], sum(at))), max_size=6
)


@given(of=st.fixed_dictionaries(dict.fromkeys(BusyKind, lists)))
def test_each_minute_is_of_the_strongest_kind(of: dict[BusyKind, list[tuple[int, int]]]) -> None:
    found = seen(*(taken(*stretches, kind=kind) for kind, stretches in of.items()), last=20)
    for minute in range(20):
        there = [kind for kind in BusyKind if any(a <= minute < b for a, b in of[kind])]
        assert [kind for a, b, kind in found if a <= minute < b] == there[:1]
    for (_, until, kind), (since, _, following) in pairwise(found):
        assert until < since or (until == since and kind != following)


def test_whole_days_are_those_of_where_one_is() -> None:
    day = int(datetime(2026, 10, 25, tzinfo=UTC).timestamp())
    whole = Taken(BusyKind.BUSY, [day], [day + 86_400], whole_days=True)
    here = whole.by_the_clocks_of(Hours(PARIS))
    assert (here.starts, here.ends) == ([day - 7200], [day + 86_400 - 3600])  # of 25 hours
    moved = Hours(PARIS, moves=(Move(date(2026, 10, 25), zone_named("UTC")),))
    assert whole.by_the_clocks_of(moved) == Taken(BusyKind.BUSY, [day], [day + 86_400])
    assert here.by_the_clocks_of(moved) is here


def test_time_away_is_out_of_office() -> None:
    slot = TimeSlot(BEGIN, BEGIN + timedelta(hours=1))
    every = away(Hours(PARIS, out_of_office=(slot,)))
    [seen_away] = busy_times([every], BEGIN - MINUTE, BEGIN + timedelta(days=1))
    assert seen_away == BusyTime(slot.start, slot.end, BusyKind.OUT_OF_OFFICE)
