"""Small random worlds, and an oracle that looks at every start, person and minute one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.availability.busy_time import BusyKind, Taken
from domain.availability.search import Needs, Quorum, RoomWish, Search
from domain.availability.working_hours import Hours, Move, Week, Window
from domain.availability.world import Attendee, Place, World
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named

MINUTE = timedelta(minutes=1)
FIVE = 5 * MINUTE
BEGIN = datetime(2026, 10, 24, 12, tzinfo=UTC)
"""Half a day before the clocks of Europe go back, and a few days before those of America do."""
SPAN = TimeSlot(BEGIN, BEGIN + timedelta(hours=30))
ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")


def person(number: int) -> UUID:
    return UUID(int=number + 1)


def room(number: int) -> UUID:
    return UUID(int=1_000 + number)


def taken(*stretches: tuple[int, int], kind: BusyKind = BusyKind.BUSY) -> Taken:
    """In minutes after BEGIN."""
    start = int(BEGIN.timestamp())
    return Taken(
        kind, [start + 60 * each[0] for each in stretches], [start + 60 * each[1] for each in stretches]
    )


def open_at(hours: Hours, instant: datetime) -> bool:
    """By looking at the clocks of every place the person lives in at some time."""
    for zone in {hours.zone, *(move.zone for move in hours.moves)}:
        reading = _reading(instant, zone)
        for back in (0, 1):
            day = reading.date() - timedelta(days=back)
            minute = (reading - datetime.combine(day, datetime.min.time())) / MINUTE
            windows = hours.exceptions.get(day, hours.week[day.weekday()])
            if hours.zone_on(day) == zone and any(w.start <= minute < w.end for w in windows):
                return True
    return False


@lru_cache(maxsize=100_000)
def _reading(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def overlaps(every: Sequence[Taken], start: datetime, end: datetime) -> bool:
    first, last = start.timestamp(), end.timestamp()
    return any(a < last and first < b for each in every for a, b in zip(each.starts, each.ends, strict=True))


@dataclass(frozen=True)
class Oracle:
    search: Search
    world: World

    @cached_property
    def _open(self) -> dict[UUID, frozenset[datetime]]:
        people = {each: _open_times(attendee.hours) for each, attendee in self.world.people.items()}
        return people | {each.id: _open_times(each.hours) for each in self.world.rooms if each.hours}

    def slots(self, needs: Needs) -> list[tuple[datetime, tuple[UUID, ...], int, tuple[UUID, ...]]]:
        """Start, optional people who can come, how many are outside their hours, free rooms; in order."""
        found = []
        step, start = FIVE, needs.window.start.replace(minute=0)
        while start + needs.duration <= needs.window.end:
            if start >= needs.window.start and self._aligned(start) and self._works(needs, start):
                come = [each for each in needs.people if self._comes(each, needs, start)]
                outside = sum(not self._in_hours(each, needs, start) for each in come)
                optional = tuple(each for each in needs.optional if each in come)
                found.append((start, optional, outside, self._rooms(needs, start)))
            start += step
        return sorted(found, key=lambda slot: (-len(slot[1]), slot[2], slot[0]))

    def count(self, needs: Needs) -> int:
        return len(self.slots(needs))

    def _aligned(self, start: datetime) -> bool:
        reading = start.astimezone(self.search.zone)
        return timedelta(hours=reading.hour, minutes=reading.minute) % self.search.granularity == timedelta()

    def _works(self, needs: Needs, start: datetime) -> bool:
        come: Callable[[UUID], bool] = lambda each: self._comes(each, needs, start)  # noqa: E731
        return (
            all(map(come, needs.required))
            and all(sum(map(come, quorum.of)) >= quorum.at_least for quorum in needs.quorums)
            and (needs.room is None or bool(self._rooms(needs, start)))
        )

    def _comes(self, person: UUID, needs: Needs, start: datetime) -> bool:
        end = start + needs.duration
        if overlaps(self.world.people[person].taken, start - self.search.before, end + self.search.after):
            return False
        return not needs.within_working_hours or self._in_hours(person, needs, start)

    def _in_hours(self, person: UUID, needs: Needs, start: datetime) -> bool:
        return _open_throughout(self._open[person], start, start + needs.duration)

    def _rooms(self, needs: Needs, start: datetime) -> tuple[UUID, ...]:
        end, wish = start + needs.duration, needs.room
        return tuple(
            room.id
            for room in self.world.rooms
            if wish is not None
            and room.capacity >= wish.capacity
            and wish.equipment <= room.equipment
            and (wish.any_of is None or room.id in wish.any_of)
            and not overlaps(room.taken, start - room.before, end + room.after)
            and (room.hours is None or _open_throughout(self._open[room.id], start, end))
        )


def _open_throughout(open_: frozenset[datetime], start: datetime, end: datetime) -> bool:
    return all(start + five * FIVE in open_ for five in range((end - start) // FIVE))


def _open_times(hours: Hours) -> frozenset[datetime]:
    """Everything here happens at multiples of five minutes."""
    times = (SPAN.start + number * FIVE for number in range(SPAN.length // FIVE))
    return frozenset(each for each in times if open_at(hours, each))


def minutes(least: int, most: int, step: int = 5) -> st.SearchStrategy[int]:
    return st.integers(least // step, most // step).map(lambda number: number * step)


def stretches(most: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    pairs = st.tuples(minutes(-120, 30 * 60), minutes(5, 10 * 60)).map(lambda pair: (pair[0], sum(pair)))
    return st.lists(pairs, max_size=most)


def days() -> st.SearchStrategy[tuple[Window, ...]]:
    window = st.tuples(minutes(0, 1435), minutes(30, 1440)).map(lambda pair: Window(pair[0], sum(pair)))
    return st.one_of(
        window.map(lambda each: (each,)), st.just(()), st.just((Window(0, 600), Window(660, 1440)))
    )


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    zone = zone_named(draw(st.sampled_from(ZONES)))
    workday, other = draw(days()), draw(days())
    week: Week = (workday,) * 5 + (other, other)  # type: ignore[assignment]
    exceptions = draw(st.dictionaries(st.dates(date(2026, 10, 24), date(2026, 10, 26)), days(), max_size=1))
    moves = draw(st.lists(st.sampled_from(ZONES), max_size=1))
    return Hours(zone, week, exceptions, tuple(Move(date(2026, 10, 25), ZoneInfo(each)) for each in moves))


@st.composite
def searches(draw: st.DrawFn) -> tuple[Search, World]:
    number = draw(st.integers(1, 5))
    people = [person(each) for each in range(number)]
    kinds = draw(st.lists(st.sampled_from("rrroq"), min_size=number, max_size=number))
    chosen = {kind: tuple(p for p, k in zip(people, kinds, strict=True) if k == kind) for kind in "roq"}
    group = chosen["q"]
    quorums = (Quorum("board", draw(st.integers(0, len(group))), group),) if group else ()
    rooms = draw(st.lists(places(), max_size=3))
    rooms = [replace(each, id=room(place)) for place, each in enumerate(rooms)]
    wish = draw(st.none() | wishes(len(rooms)))
    start = BEGIN + MINUTE * draw(minutes(0, 12 * 60))
    needs = Needs(
        duration=MINUTE * draw(minutes(5, 180)),
        window=TimeSlot(start, start + MINUTE * draw(minutes(30, 12 * 60))),
        required=chosen["r"],
        optional=chosen["o"],
        quorums=quorums,
        room=wish,
        within_working_hours=draw(st.booleans()),
    )
    if not needs.people and wish is None:
        needs = replace(needs, required=(people[0],))
    search = Search(
        needs,
        zone=zone_named(draw(st.sampled_from(ZONES))),
        granularity=MINUTE * draw(st.sampled_from([15, 30, 45, 60, 90, 240])),
        before=MINUTE * draw(st.sampled_from([0, 0, 10])),
        after=MINUTE * draw(st.sampled_from([0, 0, 25])),
    )
    attendees = {
        each: Attendee(draw(hours()), (taken(*draw(stretches(4))), taken(*draw(stretches(1)))))
        for each in people
    }
    return search, World(SPAN, attendees, rooms)


@st.composite
def places(draw: st.DrawFn) -> Place:
    return Place(
        UUID(int=0),
        capacity=draw(st.integers(1, 5)),
        equipment=frozenset(draw(st.sets(st.sampled_from(["screen", "phone"])))),
        hours=draw(st.none() | hours()),
        before=MINUTE * draw(st.sampled_from([0, 0, 15])),
        after=MINUTE * draw(st.sampled_from([0, 0, 5])),
        taken=(taken(*draw(stretches(3))),),
    )


@st.composite
def wishes(draw: st.DrawFn, number: int) -> RoomWish:
    listed = st.lists(st.integers(0, max(number - 1, 0)).map(room), min_size=1, max_size=2, unique=True)
    return RoomWish(
        any_of=draw(st.none() | listed.map(tuple)),
        capacity=draw(st.integers(1, 6)),
        equipment=frozenset(draw(st.sets(st.sampled_from(["screen", "phone"])))),
    )
