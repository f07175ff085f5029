"""The one function that says when people can meet. Search, free slots and explanations all ask it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor, gcd
from typing import TypeVar
from uuid import UUID

from domain.availability.busy_time import Taken, away
from domain.availability.clock_stretches import stretches
from domain.availability.grid import Grid, at_least, each, lasting, ranked, tally
from domain.availability.search import Needs, Quorum, RoomWish, Search
from domain.availability.working_hours import Hours
from domain.availability.world import Place, World

SCALE = 15 * 60
"""The coarsest cell, in seconds: shorter meetings are looked for in steps of it."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that suits. ``required`` and ``optional`` name who can come, ``quorums`` those of each group.

    ``outside_hours`` says of whoever can come whether it is outside their hours. ``score`` lies between 0
    and 1 and never rises from slot to slot.
    """

    start: datetime
    end: datetime
    score: float
    required: tuple[UUID, ...]
    optional: tuple[UUID, ...]
    quorums: dict[str, tuple[UUID, ...]]
    rooms: tuple[UUID, ...]
    outside_hours: dict[UUID, bool]
    reasons: tuple[str, ...]


class Board:
    """A world laid out in cells so fine that every start, end and buffer of ``search`` falls on an edge.

    Busy time that ends within a cell fills it: no meeting could start there anyway. It answers the needs of
    ``search``, and any that differ in people, room, hours, a window inside the world's span, or a duration
    of whole cells.
    """

    def __init__(self, search: Search, world: World) -> None:
        self._world = world
        self.rooms = world.rooms
        self._before, self._after = search.before, search.after
        start, end = floor(world.span.start.timestamp()), ceil(world.span.end.timestamp())
        lengths = [search.needs.duration, search.granularity, search.before, search.after]
        lengths += [buffer for room in self.rooms for buffer in (room.before, room.after)]
        offsets = (offset for _, _, offset in stretches(search.zone, start, end) if not offset % 60)
        width = gcd(SCALE, *map(_whole_minutes, lengths), *offsets)
        margin = max(map(_whole_minutes, lengths[2:]))
        first, last = (start - margin) // width, -(-(end + margin) // width)
        self.grid = Grid(first, last - first, width)
        self._aligned = self.grid.aligned(search.zone, _whole_minutes(search.granularity))
        self._kept: dict[object, object] = {}

    def starts(self, needs: Needs) -> int:
        """The cells at which such a meeting can start: what is found here can be booked."""
        found = self._in_window(needs)
        for person in needs.required:
            found &= self._coming(person, needs)
        for quorum in needs.quorums:
            found &= at_least(self._turnout(quorum, needs), quorum.at_least, self.grid.everywhere)
        if needs.room is not None:
            found &= self._some_room(needs.room, needs)
        return found

    def in_hours(self, needs: Needs) -> int:
        """The cells at which it could start for all that anybody required is busy with."""
        found = self._in_window(needs)
        for person in needs.required:
            found &= self._working(person, needs)
        return found

    def slots(self, needs: Needs) -> Iterator[Slot]:
        """Most optional people first, then fewest people outside their hours, then earliest."""
        coming = {person: self._coming(person, needs) for person in needs.people}
        outside = {person: cells & ~self._working(person, needs) for person, cells in coming.items()}
        welcome = tally(coming[person] for person in needs.optional)
        for group in ranked(self.starts(needs), welcome, most_first=True):
            for part in ranked(group, tally(outside.values()), most_first=False):
                for cell in each(part):
                    come = {person: bool(cells >> cell & 1) for person, cells in coming.items()}
                    late = {person: bool(outside[person] >> cell & 1) for person in come if come[person]}
                    yield self._slot(cell, needs, late)

    def cells(self, length: timedelta) -> int:
        return -(-_whole_minutes(length) // self.grid.width)

    def length(self, cells: int) -> timedelta:
        return timedelta(seconds=cells * self.grid.width)

    def moment(self, cell: int) -> datetime:
        return datetime.fromtimestamp(self.grid.moment(cell), UTC)

    def _in_window(self, needs: Needs) -> int:
        start, end = ceil(needs.window.start.timestamp()), floor(needs.window.end.timestamp())
        # From the first cell that begins at ``start`` or later to the last from which it ends by ``end``.
        first = max(self.grid.cell(start - 1) + 1, 0)
        last = self.grid.cell(end - int(needs.duration.total_seconds())) + 1
        return self._aligned & (1 << last) - (1 << first) if first < last else 0

    def _coming(self, person: UUID, needs: Needs) -> int:
        """Where the person can be there."""
        free = self._free(person, needs)
        return free & self._working(person, needs) if needs.within_working_hours else free

    def _free(self, person: UUID, needs: Needs) -> int:
        before, length, after = map(self.cells, (self._before, needs.duration, self._after))

        def look() -> int:
            return lasting(self._untaken(person), before + length + after) << before

        return self._once(("free", person, length), look)

    def _untaken(self, person: UUID) -> int:
        def look() -> int:
            attendee = self._world.people[person]
            taken = [each.by_the_clocks_of(attendee.hours) for each in attendee.taken]
            return self._without([*taken, away(attendee.hours)])

        return self._once(("untaken", person), look)

    def _working(self, person: UUID, needs: Needs) -> int:
        """Where the whole meeting lies in the person's hours."""
        length = self.cells(needs.duration)

        def look() -> int:
            return lasting(self._open(self._world.people[person].hours), length)

        return self._once(("working", person, length), look)

    def _turnout(self, quorum: Quorum, needs: Needs) -> Sequence[int]:
        def look() -> Sequence[int]:
            return tally(self._coming(person, needs) for person in quorum.of)

        return self._once(("turnout", quorum.of, needs.duration, needs.within_working_hours), look)

    def _some_room(self, wish: RoomWish, needs: Needs) -> int:
        def look() -> int:
            found = 0
            for room in self.rooms:
                if room.fits(wish):
                    found |= self._vacant(room, needs)
            return found

        return self._once(("some room", wish, needs.duration), look)

    def _vacant(self, room: Place, needs: Needs) -> int:
        before, length, after = map(self.cells, (room.before, needs.duration, room.after))

        def look() -> int:
            vacant = lasting(self._without(room.taken), before + length + after) << before
            return vacant if room.hours is None else vacant & lasting(self._open(room.hours), length)

        return self._once(("vacant", room.id, length), look)

    def _without(self, taken: Sequence[Taken]) -> int:
        cells = 0
        for each_kind in taken:
            cells |= self.grid.touched(each_kind.starts, each_kind.ends)
        return self.grid.everywhere & ~cells

    def _open(self, hours: Hours) -> int:
        def look() -> int:
            grid = self.grid
            return grid.inside(hours.open_between(grid.moment(0), grid.moment(grid.cells)))

        # Most people keep the same hours in the same zone.
        about = (hours.zone, hours.week, hours.moves, tuple(hours.exceptions.items()))
        return self._once(("open", about), look)

    def _slot(self, cell: int, needs: Needs, outside: dict[UUID, bool]) -> Slot:
        optional = tuple(person for person in needs.optional if person in outside)
        wish = needs.room
        rooms = tuple(
            room.id
            for room in (self.rooms if wish else ())
            if wish and room.fits(wish) and self._vacant(room, needs) >> cell & 1
        )
        everybody = bool(outside) and len(outside) == len(needs.people)
        reasons = {
            "everyone": everybody,
            "everyone_required": bool(needs.required) and not everybody,
            "quorum": bool(needs.quorums) and not everybody,
            "in_hours": bool(outside) and not any(outside.values()),
            "room": bool(rooms),
        }
        # Whole steps for optional people, and less than a step for hours: the order of the slots.
        steps = len(optional) + 1 - sum(outside.values()) / (len(needs.people) + 1)
        start = self.moment(cell)
        return Slot(
            start=start,
            end=start + needs.duration,
            score=round(steps / (len(needs.optional) + 1), 4),
            required=needs.required,
            optional=optional,
            quorums={q.name: tuple(person for person in q.of if person in outside) for q in needs.quorums},
            rooms=rooms,
            outside_hours=outside,
            reasons=tuple(reason for reason, holds in reasons.items() if holds),
        )

    def _once(self, about: object, look: Callable[[], Value]) -> Value:
        if about not in self._kept:
            self._kept[about] = look()
        return self._kept[about]  # type: ignore[return-value]


def _whole_minutes(length: timedelta) -> int:
    """In seconds, rounded up."""
    return ceil(length.total_seconds() / 60) * 60
