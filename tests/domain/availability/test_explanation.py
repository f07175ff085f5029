"""The explanation, against the oracle: each claim it makes, and that it leaves none out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from domain.availability.board import Board
from domain.availability.explanation import ChangeKind, Explanation, explain, only
from domain.availability.search import Needs, Quorum, Search
from domain.availability.working_hours import MIDNIGHT, Hours, Window
from domain.availability.world import Attendee, World
from domain.shared.time_slot import TimeSlot
from tests.domain.availability.test_search import SLOW
from tests.domain.availability.worlds import SPAN, Oracle, person, searches, taken


@pytest.mark.thorough
@given(asked=searches())
@SLOW
def test_what_blocks_is_minimal(asked: tuple[Search, World]) -> None:
    search, world = asked
    oracle, explained = Oracle(search, world), _explained(search, world)
    now = oracle.count(search.needs)
    blocks = explained.blocking
    assert oracle.count(only(blocks, search.needs, SPAN)) <= now
    for block in blocks:
        others = [other for other in blocks if other is not block]
        assert oracle.count(only(others, search.needs, SPAN)) > now
    assert all(0 <= block.share <= 1 for block in blocks)


@pytest.mark.thorough
@given(asked=searches())
@SLOW
def test_relaxations_are_all_smallest_changes_that_help(asked: tuple[Search, World]) -> None:
    search, world = asked
    oracle, explained = Oracle(search, world), _explained(search, world)
    now = oracle.count(search.needs)
    expected = {}
    for kind, about, changed in _changes(search, world, oracle):
        slots = oracle.slots(changed)
        if len(slots) > now and (kind, about) not in expected:
            expected[kind, about] = (changed, slots[0][0], len(slots))
    given = {
        (each.change.kind, _about(each.change.kind, each.change.about, each.change.needs, search)): (
            each.change.needs,
            each.first.start,
            each.slots,
        )
        for each in explained.relaxations
    }
    assert given == expected
    shares = [each.change.gives_up for each in explained.relaxations]
    assert shares == sorted(shares)
    assert all(0 < share <= 1 for share in shares)


def test_a_quorum_is_lowered_by_no_more_than_helps() -> None:
    group = tuple(person(number) for number in range(4))
    hours = Hours(ZoneInfo("UTC"), week=((Window(0, MIDNIGHT),),) * 7)
    week = 7 * 24 * 60
    world = World(
        SPAN,
        {each: Attendee(hours, [taken((0, week))] if each in group[:2] else []) for each in group},
    )
    needs = Needs(timedelta(hours=1), SPAN, quorums=(Quorum("board", 3, group),))
    explained = _explained(Search(needs, ZoneInfo("UTC")), world)
    (lowered,) = [
        each.change for each in explained.relaxations if each.change.kind is ChangeKind.LOWER_QUORUM
    ]
    assert [quorum.at_least for quorum in lowered.needs.quorums] == [2]


def _explained(search: Search, world: World) -> Explanation:
    return explain(Board(search, world), search.needs, SPAN)


def _about(kind: ChangeKind, about: object, changed: Needs, search: Search) -> object:
    if kind is ChangeKind.WIDER_WINDOW:
        return "later" if changed.window.end > search.needs.window.end else "earlier"
    return about


def _changes(search: Search, world: World, oracle: Oracle) -> Iterator[tuple[ChangeKind, object, Needs]]:
    """Every change there is, of each kind the smaller ones first."""
    needs, wish, window = search.needs, search.needs.room, search.needs.window
    for quorum in needs.quorums:  # there is one at the most
        for number in reversed(range(quorum.at_least)):
            lower = replace(needs, quorums=(replace(quorum, at_least=number),))
            yield ChangeKind.LOWER_QUORUM, quorum.name, lower
    for needed in needs.required:
        others = tuple(each for each in needs.required if each != needed)
        changed = replace(needs, required=others, optional=(*needs.optional, needed))
        yield ChangeKind.MAKE_OPTIONAL, needed, changed
    width = Board(search, world).length(1)
    for cells in reversed(range(1, needs.duration // width)):
        yield ChangeKind.SHORTER, None, replace(needs, duration=cells * width)
    starts = sorted(start for start, *_ in oracle.slots(replace(needs, window=SPAN)))
    for start in starts:
        if (end := start + needs.duration) > window.end and start >= window.start:
            yield ChangeKind.WIDER_WINDOW, "later", replace(needs, window=TimeSlot(window.start, end))
    for start in reversed(starts):
        if start < window.start and start + needs.duration <= window.end:
            yield ChangeKind.WIDER_WINDOW, "earlier", replace(needs, window=TimeSlot(start, window.end))
    if needs.within_working_hours:
        yield ChangeKind.OUTSIDE_HOURS, None, replace(needs, within_working_hours=False)
    if wish is not None:
        for capacity in reversed(range(1, wish.capacity)):
            yield ChangeKind.SMALLER_ROOM, None, replace(needs, room=replace(wish, capacity=capacity))
        for word in wish.equipment:
            less = replace(wish, equipment=wish.equipment - {word})
            yield ChangeKind.WITHOUT_EQUIPMENT, word, replace(needs, room=less)
        if wish.any_of is not None:
            yield ChangeKind.OTHER_ROOM, None, replace(needs, room=replace(wish, any_of=None))
        yield ChangeKind.WITHOUT_ROOM, None, replace(needs, room=None)
