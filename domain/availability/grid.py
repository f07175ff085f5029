"""Time cut into equal cells, one bit of an integer for each: what thousands of stretches have in common is
found by a handful of operations. Bit 0 is the earliest cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.availability.clock_stretches import DAY, stretches


@dataclass(frozen=True, slots=True)
class Grid:
    """``origin``: the first cell, counted since 1970. ``width``: seconds of a cell."""

    origin: int
    cells: int
    width: int

    @property
    def everywhere(self) -> int:
        return (1 << self.cells) - 1

    def cell(self, moment: int) -> int:
        """The cell that holds that second; out of range when the moment is."""
        return moment // self.width - self.origin

    def moment(self, cell: int) -> int:
        return (cell + self.origin) * self.width

    def touched(self, starts: Sequence[int], ends: Sequence[int]) -> int:
        """Every cell that one of the stretches reaches into."""
        bits, width, origin, cells = 0, self.width, self.origin, self.cells
        for start, end in zip(starts, ends, strict=True):
            first, last = start // width - origin, -(-end // width) - origin
            if first < 0:
                first = 0
            if last > cells:
                last = cells
            if first < last:
                bits |= ((1 << (last - first)) - 1) << first
        return bits

    def inside(self, open_stretches: Iterable[tuple[int, int]]) -> int:
        """Every cell that lies wholly in one of the stretches."""
        bits, width = 0, self.width
        for start, end in open_stretches:
            first = max(-(-start // width) - self.origin, 0)
            last = min(end // width - self.origin, self.cells)
            if first < last:
                bits |= ((1 << (last - first)) - 1) << first
        return bits

    def aligned(self, zone: ZoneInfo, granularity: int) -> int:
        """Every cell that begins when the clocks of ``zone`` show a multiple of so many seconds."""
        step, a_day = granularity // self.width, DAY // self.width
        day = sum(1 << cell for cell in range(0, a_day, step))
        bits, first, last = 0, self.moment(0), self.moment(self.cells)
        for since, until, offset in stretches(zone, first, last):
            midnight = (since + offset) // DAY * DAY - offset
            here = 0
            for cell in range(midnight // self.width - self.origin, self.cell(until - 1) + 1, a_day):
                here |= day << cell if cell >= 0 else day >> -cell
            bits |= here & self.inside([(since, until)])
        return bits


def lasting(free: int, cells: int) -> int:
    """The cells from which on so many in a row are free."""
    reached = 1
    while reached < cells:
        step = min(reached, cells - reached)
        free &= free >> step
        reached += step
    return free


def tally(groups: Iterable[int]) -> list[int]:
    """In how many of the groups each cell is, as the planes of a binary number, the lowest first."""
    planes: list[int] = []
    for carry in groups:
        place = 0
        while carry:
            if place == len(planes):
                planes.append(0)
            planes[place], carry = planes[place] ^ carry, planes[place] & carry
            place += 1
    return planes


def at_least(planes: Sequence[int], number: int, everywhere: int) -> int:
    """The cells for which the tally says ``number`` or more."""
    more, equal = 0, everywhere
    for place in reversed(range(max(len(planes), number.bit_length()))):
        plane = planes[place] if place < len(planes) else 0
        if number >> place & 1:
            equal &= plane
        else:
            more |= equal & plane
            equal &= ~plane
    return more | equal


def ranked(cells: int, planes: Sequence[int], *, most_first: bool) -> Iterator[int]:
    """``cells`` in groups of equal tally, in the order of the tallies."""
    if not cells:
        return
    if not planes:
        yield cells
        return
    *lower, top = planes
    halves = (cells & top, cells & ~top)
    for half in halves if most_first else reversed(halves):
        yield from ranked(half, lower, most_first=most_first)


def each(cells: int) -> Iterator[int]:
    """The numbers of the cells, ascending."""
    while cells:
        lowest = cells & -cells
        yield lowest.bit_length() - 1
        cells ^= lowest
