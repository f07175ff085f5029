"""The search, against an oracle and by example."""

import time
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from domain.availability.board import Board
from domain.availability.busy_time import BusyKind, Taken
from domain.availability.refusals import InvalidSearch
from domain.availability.search import Needs, Quorum, Search
from domain.availability.working_hours import Hours, Week, Window
from domain.availability.world import Attendee, World
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.domain.availability.worlds import BEGIN, MINUTE, SPAN, Oracle, person, searches, taken

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.thorough
@given(asked=searches())
@SLOW
def test_it_finds_what_looking_at_every_start_finds(asked: tuple[Search, World]) -> None:
    search, world = asked
    board = Board(search, world)
    found = [
        (slot.start, slot.optional, sum(slot.outside_hours.values()), slot.rooms)
        for slot in board.slots(search.needs)
    ]
    assert found == Oracle(search, world).slots(search.needs)
    scores = [slot.score for slot in board.slots(search.needs)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(slot.end - slot.start == search.needs.duration for slot in board.slots(search.needs))


def a_world(**taken_by: tuple[tuple[int, int], ...]) -> World:
    """People p1, p2 …, always open, with those minutes after BEGIN taken."""
    always: Week = ((Window(0, 1440),),) * 7  # type: ignore[assignment]
    people = {
        person(int(name[1:])): Attendee(Hours(zone_named("UTC"), always), (taken(*stretches),))
        for name, stretches in taken_by.items()
    }
    return World(SPAN, people)


def a_search(length: int = 60, *, until: int = 240, granularity: int = 60, **about: Any) -> Search:
    window = TimeSlot(BEGIN, BEGIN + MINUTE * until)
    settings = {name: about.pop(name) for name in ("before", "after", "zone") if name in about}
    needs = Needs(MINUTE * length, window, **about)
    return Search(needs, **{"zone": zone_named("UTC"), "granularity": MINUTE * granularity, **settings})


def starts(search: Search, world: World) -> list[int]:
    """In minutes after BEGIN."""
    return [(slot.start - BEGIN) // MINUTE for slot in Board(search, world).slots(search.needs)]


def test_most_optional_people_come_first_then_the_earliest() -> None:
    world = a_world(p1=((0, 60),), p2=((60, 120),), p3=((60, 120), (120, 180)))
    search = a_search(required=(person(1),), optional=(person(2), person(3)))
    assert starts(search, world) == [180, 120, 60]
    [best, *_] = Board(search, world).slots(search.needs)
    assert (best.reasons, best.score) == (("everyone", "in_hours"), 1.0)


def test_time_off_the_minute_and_the_grid_is_respected() -> None:
    """A meeting that ends a second late keeps the next start from being free."""
    begin = int(BEGIN.timestamp())
    late = Attendee(a_world(p1=()).people[person(1)].hours, (Taken(BusyKind.BUSY, [begin], [begin + 3601]),))
    search = a_search(required=(person(1),))
    assert starts(search, World(SPAN, {person(1): late})) == [120, 180]
    assert starts(search, a_world(p1=((0, 60),))) == [60, 120, 180]


def test_buffers_are_kept_free_and_reach_out_of_the_window() -> None:
    world = a_world(p1=((-10, 0), (200, 210)))
    assert starts(a_search(required=(person(1),)), world) == [0, 60, 120]
    assert starts(a_search(required=(person(1),), before=5 * MINUTE), world) == [60, 120]
    assert starts(a_search(required=(person(1),), after=25 * MINUTE), world) == [0, 60]


def test_the_whole_meeting_lies_in_the_hours_and_in_the_window() -> None:
    noon_to_two: Week = ((Window(720, 840),),) * 7  # type: ignore[assignment]
    office = World(SPAN, {person(1): Attendee(Hours(zone_named("UTC"), noon_to_two))})
    assert starts(a_search(90, granularity=15, required=(person(1),)), office) == [0, 15, 30]
    assert starts(a_search(90, granularity=60, required=(person(1),), within_working_hours=False), office)[
        :2
    ] == [
        0,
        60,
    ]
    search = a_search(60, granularity=60, required=(person(1),))
    late = TimeSlot(BEGIN + timedelta(seconds=1), BEGIN + MINUTE * 180 - timedelta(seconds=1))
    needs = replace(search.needs, window=late)
    assert starts(replace(search, needs=needs), a_world(p1=())) == [60]


def test_starts_are_aligned_by_the_clocks_of_the_search() -> None:
    search = a_search(30, granularity=60, required=(person(1),), zone=zone_named("Asia/Kathmandu"))
    assert starts(search, a_world(p1=())) == [15, 75, 135, 195]


def test_a_quorum_counts_heads_and_names_who_is_free() -> None:
    world = a_world(p1=((0, 60),), p2=((0, 120),), p3=((60, 120),))
    group = Quorum("board", 2, (person(1), person(2), person(3)))
    search = a_search(quorums=(group,))
    assert starts(search, world) == [120, 180]
    one = a_search(quorums=(replace(group, at_least=1),))
    assert starts(one, world) == [0, 60, 120, 180]
    [first, *_] = Board(one, world).slots(one.needs)
    assert first.quorums == {"board": (person(3),)}


@pytest.mark.parametrize(("at_least", "field"), [(3, ("at_least",)), (-1, ("at_least",))])
def test_a_quorum_larger_than_its_group_is_refused(at_least: int, field: tuple[str]) -> None:
    with pytest.raises(InvalidSearch) as refused:
        Quorum("board", at_least, (person(1), person(2)))
    assert refused.value.field == field


@pytest.mark.thorough
def test_the_dearest_search_that_is_allowed_stays_bounded() -> None:
    """500 people, 400 days, close to 50,000 starts: it costs seconds at the worst, not minutes."""
    window = TimeSlot(BEGIN, BEGIN + timedelta(days=400))
    stretches = tuple((day * 1440 + 60, day * 1440 + 90) for day in range(400))
    names = {f"p{number}": stretches for number in range(500)}
    world = replace(a_world(**names), span=window)
    people = tuple(world.people)
    needs = Needs(
        timedelta(hours=1), window, people[:100], people[100:300], (Quorum("q", 100, people[300:]),)
    )
    search = Search(needs, zone_named("Europe/Paris"), granularity=12 * MINUTE)
    began = time.thread_time()
    assert len(list(islice(Board(search, world).slots(needs), 10))) == 10
    assert time.thread_time() - began < 5
