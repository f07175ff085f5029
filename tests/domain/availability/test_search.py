"""The search, against an oracle and by example."""

from hypothesis import HealthCheck, given, settings

from domain.availability.board import Board
from domain.availability.search import Search
from domain.availability.world import World
from tests.domain.availability.worlds import Oracle, searches

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


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
