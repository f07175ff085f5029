from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from application.availability.ports import Diaries
from application.identity.caller import Caller
from application.shared.ports import Clock
from domain.availability.busy_time import BusyTime, Taken, away, busy_times
from domain.availability.refusals import InvalidSearch
from domain.availability.search import LONGEST_WINDOW, MOST_PEOPLE, MOST_ROOMS
from domain.availability.working_hours import Hours
from domain.identity.role import Permission
from domain.shared.time_slot import TimeSlot, check_year


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or a room. ``open``: when they work, or it can be used; None stands for always."""

    busy: Sequence[BusyTime]
    open: Sequence[tuple[datetime, datetime]] | None


@dataclass(frozen=True, slots=True)
class ReadFreeBusy:
    """When people and rooms are taken and open, and nothing about with what.

    Raises PermissionMissing, or InvalidSearch for too long a window, too many people or rooms.
    """

    diaries: Diaries
    clock: Clock

    def __call__(
        self, caller: Caller, window: TimeSlot, people: Sequence[UUID], rooms: Sequence[UUID]
    ) -> Mapping[UUID, Subject | None]:
        """By id, in the order they were named in; None for whoever there is not."""
        caller.must(Permission.READ_PEOPLE)
        if rooms:
            caller.must(Permission.READ_ROOMS)
        _check(window, people, rooms)
        return self.of(window, people, rooms)

    def of(
        self, window: TimeSlot, people: Sequence[UUID], rooms: Sequence[UUID]
    ) -> Mapping[UUID, Subject | None]:
        """The same for Convene itself: nobody is asked whether they may, and there is no limit."""
        now = self.clock.now()
        found: dict[UUID, Subject | None] = dict.fromkeys((*people, *rooms))
        for person_id, attendee in self.diaries.people(people, window, now=now).items():
            hours = attendee.hours
            taken = [each.by_the_clocks_of(hours) for each in attendee.taken]
            found[person_id] = _subject([*taken, away(hours)], hours, window)
        for room in self.diaries.rooms(rooms, window, now=now):
            found[room.id] = _subject(room.taken, room.hours, window)
        return found


def _check(window: TimeSlot, people: Sequence[UUID], rooms: Sequence[UUID]) -> None:
    check_year(window.start.date())
    check_year(window.end.date())
    if window.length > LONGEST_WINDOW:
        raise InvalidSearch(f"a window lasts {LONGEST_WINDOW.days} days at the most", field=("to",))
    for member, subjects, most in (("people", people, MOST_PEOPLE), ("rooms", rooms, MOST_ROOMS)):
        if len(subjects) > most:
            raise InvalidSearch(f"name {most} at the most", field=(member,))
    if not people and not rooms:
        raise InvalidSearch("name somebody, or a room", field=("people",))


def _subject(taken: Iterable[Taken], hours: Hours | None, window: TimeSlot) -> Subject:
    start, end = int(window.start.timestamp()), int(window.end.timestamp())
    busy = busy_times(taken, window.start, window.end)
    if hours is None:
        return Subject(busy, None)
    stretches = hours.open_between(start, end)
    return Subject(busy, [(_instant(since), _instant(until)) for since, until in stretches])


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
