"""Time that is taken. What takes it is never said here: nobody learns more than that somebody is busy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from domain.availability.clock_stretches import DAY, FIRST_DAY
from domain.availability.working_hours import Hours


class BusyKind(StrEnum):
    """In the order in which one hides the other where they overlap."""

    OUT_OF_OFFICE = "out_of_office"
    BUSY = "busy"
    HELD = "held"
    TENTATIVE = "tentative"


_STRONGEST_FIRST = {kind: place for place, kind in enumerate(BusyKind)}


@dataclass(frozen=True, slots=True)
class Taken:
    """Stretches of one kind as storage gives them, in seconds since 1970: parallel lists, since a search
    reads thousands and an object for each would cost more than the search.

    ``whole_days``: they run from midnight to midnight UTC and stand for those days wherever the person is.
    """

    kind: BusyKind
    starts: Sequence[int]
    ends: Sequence[int]
    whole_days: bool = False

    def by_the_clocks_of(self, hours: Hours) -> "Taken":
        """With whole days as long as the clocks of the person's own zone make them."""
        if not self.whole_days:
            return self
        starts, ends = ([_midnight(each, hours) for each in side] for side in (self.starts, self.ends))
        return Taken(self.kind, starts, ends)


def _midnight(utc_midnight: int, hours: Hours) -> int:
    day = date.fromordinal(utc_midnight // DAY + FIRST_DAY)
    return int(datetime.combine(day, time(), hours.zone_on(day)).timestamp())


def away(hours: Hours) -> Taken:
    """The times out of office."""
    slots = hours.out_of_office
    starts = [int(slot.start.timestamp()) for slot in slots]
    ends = [int(slot.end.timestamp()) for slot in slots]
    return Taken(BusyKind.OUT_OF_OFFICE, starts, ends)


@dataclass(frozen=True, slots=True)
class BusyTime:
    start: datetime
    end: datetime
    kind: BusyKind


def busy_times(taken: Iterable[Taken], start: datetime, end: datetime) -> list[BusyTime]:
    """What is taken within [start, end), in order and without overlap; the stronger kind hides the weaker.

    Stretches of one kind that touch are one, so that nobody can count meetings.
    """
    first, last = int(start.timestamp()), int(end.timestamp())
    edges: list[tuple[int, int, int]] = []
    for each in taken:
        strength = _STRONGEST_FIRST[each.kind]
        for opens, closes in zip(each.starts, each.ends, strict=True):
            opens, closes = max(opens, first), min(closes, last)
            if opens < closes:
                edges += [(opens, strength, 1), (closes, strength, -1)]
    depth = [0] * len(BusyKind)
    found: list[tuple[int, int, int]] = []
    before, present = first, None
    for moment, strength, step in sorted(edges):
        if present is not None and before < moment:
            if found and found[-1][1:] == (before, present):
                found[-1] = (found[-1][0], moment, present)
            else:
                found.append((before, moment, present))
        depth[strength] += step
        before, present = moment, next((place for place, deep in enumerate(depth) if deep), None)
    kinds = list(BusyKind)
    return [BusyTime(_instant(opens), _instant(closes), kinds[kind]) for opens, closes, kind in found]


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
