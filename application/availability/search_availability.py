from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from application.availability.ports import Diaries
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock
from domain.availability.board import Board, Slot
from domain.availability.explanation import Explanation, explain
from domain.availability.refusals import InvalidSearch
from domain.availability.search import Search
from domain.availability.world import Place, World
from domain.identity.role import Permission
from domain.shared.time_slot import EARLIEST, LATEST, TimeSlot

WIDENED = timedelta(days=14)
"""How far beyond the window an explanation looks, on either side."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best slots, and why there are not as many as were asked for.

    ``zones``: where each person lives. ``names``: of the people, where there is an explanation.
    """

    slots: Sequence[Slot]
    explanation: Explanation | None
    zones: Mapping[UUID, ZoneInfo]
    names: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchAvailability:
    """Finds times that suit. Raises PermissionMissing, or InvalidSearch for somebody or a room unknown."""

    diaries: Diaries
    directory: PeopleDirectory
    clock: Clock

    def __call__(self, caller: Caller, search: Search) -> Found:
        caller.must(Permission.READ_PEOPLE)
        if search.needs.room is not None:
            caller.must(Permission.READ_ROOMS)
        now = self.clock.now()
        world = self._world(search, search.needs.window, now)
        slots = list(islice(Board(search, world).slots(search.needs), search.limit))
        zones = {person: attendee.hours.zone for person, attendee in world.people.items()}
        if len(slots) == search.limit:
            return Found(slots, None, zones)
        span = _widened(search.needs.window, now)
        board = Board(search, self._world(search, span, now, whatever_rooms=True))
        names = {each: person.name for each, person in self.directory.named(search.needs.people).items()}
        return Found(slots, explain(board, search.needs, span), zones, names)

    def _world(self, search: Search, span: TimeSlot, now: datetime, *, whatever_rooms: bool = False) -> World:
        people = self.diaries.people(search.needs.people, span, now=now)
        for member, listed in _listed(search):
            for place, person in enumerate(listed):
                if person not in people:
                    raise InvalidSearch("there is no such person", field=(*member, place))
        return World(span, people, self._rooms(search, span, now, whatever=whatever_rooms))

    def _rooms(self, search: Search, span: TimeSlot, now: datetime, *, whatever: bool) -> Sequence[Place]:
        wish = search.needs.room
        if wish is None:
            return ()
        if whatever:
            wish = replace(wish, capacity=1, equipment=frozenset())
        if wish.any_of is None:
            return self.diaries.all_rooms(span, capacity=wish.capacity, equipment=wish.equipment, now=now)
        listed = self.diaries.rooms(wish.any_of, span, now=now)
        known = {room.id for room in listed}
        for place, room_id in enumerate(wish.any_of):
            if room_id not in known:
                raise InvalidSearch("there is no such room in use", field=("rooms", "any_of", place))
        if not whatever:
            return listed
        others = self.diaries.all_rooms(span, now=now)
        return [*listed, *(room for room in others if room.id not in known)]


def _listed(search: Search) -> list[tuple[tuple[str | int, ...], Sequence[UUID]]]:
    needs = search.needs
    quorums = ((("quorums", place, "of"), quorum.of) for place, quorum in enumerate(needs.quorums))
    return [(("required",), needs.required), (("optional",), needs.optional), *quorums]


def _widened(window: TimeSlot, now: datetime) -> TimeSlot:
    """Later, and earlier as far as it is not past."""
    first, last = (datetime.combine(day, datetime.min.time(), UTC) for day in (EARLIEST, LATEST))
    start = min(window.start, max(window.start - WIDENED, now, first))
    return TimeSlot(start, max(window.end, min(window.end + WIDENED, last)))
