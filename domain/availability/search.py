"""What somebody who looks for a common time asks for."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.availability.refusals import InvalidSearch
from domain.shared.text import one_line
from domain.shared.time_slot import TimeSlot, check_year

LONGEST_WINDOW = timedelta(days=400)
LONGEST_DURATION = timedelta(hours=24)
LONGEST_BUFFER = timedelta(hours=8)
MOST_PEOPLE = 500
MOST_QUORUMS = 20
MOST_ROOMS = 64
MOST_SLOTS = 200
MOST_STARTS = 50_000
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least that many of these people; which of them, does not matter. ``at_least`` 0 asks for nobody."""

    name: str
    at_least: int
    of: tuple[UUID, ...]

    def __post_init__(self) -> None:
        one_line(self.name, name="name", longest=100)
        if len(set(self.of)) < len(self.of):
            raise InvalidSearch("somebody is listed twice", field=("of",))
        if not 0 <= self.at_least <= len(self.of):
            raise InvalidSearch(
                f"the group has {len(self.of)} people; ask for as many at the most", field=("at_least",)
            )


@dataclass(frozen=True, slots=True)
class RoomWish:
    """One room with that many seats and all that equipment, out of ``any_of`` when that is not None."""

    any_of: tuple[UUID, ...] | None = None
    capacity: int = 1
    equipment: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.any_of is not None and not 1 <= len(self.any_of) <= MOST_ROOMS:
            raise InvalidSearch(f"name one to {MOST_ROOMS} rooms, or null for any", field=("any_of",))
        if self.capacity < 1:
            raise InvalidSearch("a room has one seat at the least", field=("capacity",))


@dataclass(frozen=True, slots=True)
class Needs:
    """A meeting ``duration`` long, wholly inside ``window``. Everybody ``required`` and ``at_least`` as many
    of each quorum have to be there, ``optional`` people are welcome.

    ``within_working_hours`` counts those as absent who would have to come outside their hours.
    """

    duration: timedelta
    window: TimeSlot
    required: tuple[UUID, ...] = ()
    optional: tuple[UUID, ...] = ()
    quorums: tuple[Quorum, ...] = ()
    room: RoomWish | None = None
    within_working_hours: bool = True

    @property
    def people(self) -> tuple[UUID, ...]:
        """Everybody concerned, each once, in the order in which they are named."""
        members = (person for quorum in self.quorums for person in quorum.of)
        return tuple(dict.fromkeys((*self.required, *self.optional, *members)))


@dataclass(frozen=True, slots=True)
class Search:
    """Meetings start when the clocks of ``zone`` show a multiple of ``granularity`` since midnight. Whoever
    comes is free from ``before`` the start to ``after`` the end; rooms have buffers of their own.

    All in whole minutes. Raises InvalidSearch, naming the member.
    """

    needs: Needs
    zone: ZoneInfo
    granularity: timedelta = timedelta(minutes=15)
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    limit: int = 10

    def __post_init__(self) -> None:
        self._check_times()
        self._check_people()
        if not 1 <= self.limit <= MOST_SLOTS:
            raise InvalidSearch(f"ask for 1 to {MOST_SLOTS} slots", field=("limit",))

    def _check_times(self) -> None:
        window, duration = self.needs.window, self.needs.duration
        check_year(window.start.date())
        check_year(window.end.date())
        if window.length > LONGEST_WINDOW:
            raise InvalidSearch(
                f"a window lasts {LONGEST_WINDOW.days} days at the most", field=("window", "to")
            )
        if not MINUTE <= duration <= LONGEST_DURATION:
            raise InvalidSearch("a meeting lasts from a minute to 24 hours here", field=("duration",))
        if not MINUTE <= self.granularity <= timedelta(days=1):
            raise InvalidSearch("the granularity is 1 to 1,440 minutes", field=("granularity",))
        lengths = {
            ("duration",): duration,
            ("granularity",): self.granularity,
            ("buffers", "before"): self.before,
            ("buffers", "after"): self.after,
        }
        for place, length in lengths.items():
            if place[0] == "buffers" and not timedelta() <= length <= LONGEST_BUFFER:
                raise InvalidSearch("a buffer lasts 8 hours at the most", field=place)
            if length % MINUTE:
                raise InvalidSearch("give whole minutes", field=place)
        if window.length / self.granularity > MOST_STARTS:
            raise InvalidSearch(
                f"that makes more than {MOST_STARTS:,} possible starts; use a coarser granularity",
                field=("granularity",),
            )

    def _check_people(self) -> None:
        needs = self.needs
        if not (needs.required or needs.optional or needs.quorums or needs.room):
            raise InvalidSearch("name somebody, or ask for a room", field=("required",))
        if len(needs.people) > MOST_PEOPLE:
            raise InvalidSearch(f"a search takes {MOST_PEOPLE} people at the most", field=("required",))
        listed: set[UUID] = set()
        for member, people in (("required", needs.required), ("optional", needs.optional)):
            for place, person in enumerate(people):
                if person in listed:
                    raise InvalidSearch("is listed already", field=(member, place))
                listed.add(person)
        if len(needs.quorums) > MOST_QUORUMS:
            raise InvalidSearch(f"there are {MOST_QUORUMS} quorums at the most", field=("quorums",))
        names: set[str] = set()
        for place, quorum in enumerate(needs.quorums):
            if quorum.name in names:
                raise InvalidSearch("two quorums have the same name", field=("quorums", place, "name"))
            names.add(quorum.name)
