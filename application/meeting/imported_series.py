"""What a calendar file says of one UID, put together: the meeting as a whole, and its single dates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from application.meeting.calendar_files import EventInFile, PlannedEvent
from domain.meeting.recurrence import Recurrence
from domain.meeting.timing import AllDay, Timed
from domain.shared.time_slot import Moment


@dataclass(frozen=True, slots=True)
class Saying:
    """``whole``: the event that speaks of all of it, if there is one; ``dates``: those of single dates."""

    whole: EventInFile | None
    dates: tuple[EventInFile, ...] = ()

    @property
    def events(self) -> tuple[EventInFile, ...]:
        return (self.whole, *self.dates) if self.whole else self.dates

    @property
    def uid(self) -> str:
        return self.events[0].uid

    @property
    def plan(self) -> PlannedEvent | None:
        """What a new meeting is made of: the whole, or for want of it the first of the dates."""
        if self.whole is not None:
            return self.whole.content if isinstance(self.whole.content, PlannedEvent) else None
        first = next((each for each in self.dates if isinstance(each.content, PlannedEvent)), None)
        return series_around(first) if first else None


def sayings(events: Sequence[EventInFile]) -> list[Saying]:
    """In the order of the file, UID by UID. Dates that come before their series belong to it all the same."""
    of_uid: dict[str | int, list[EventInFile]] = {}
    for event in events:
        of_uid.setdefault(event.uid or event.number, []).append(event)
    return [saying for group in of_uid.values() for saying in _sayings(group)]


def _sayings(group: Sequence[EventInFile]) -> list[Saying]:
    wholes = [place for place, event in enumerate(group) if event.date is None]
    if not wholes:
        return [Saying(None, tuple(group))]
    starts = [0, *wholes[1:], len(group)]
    parts = [group[start:end] for start, end in pairwise(starts)]
    return [
        Saying(group[place], tuple(event for event in part if event.date is not None))
        for place, part in zip(wholes, parts, strict=True)
    ]


def series_around(event: EventInFile) -> PlannedEvent | None:
    """A series of the one date that is known, for want of the event that describes all of it."""
    content, date = event.content, event.date
    if not isinstance(content, PlannedEvent) or date is None:
        return None
    timing, recurrence = content.timing, None
    if isinstance(timing, Timed) and isinstance(date, Moment):
        local = Moment.at(date.instant, timing.start.zone).local
        timing, recurrence = timing.starting(local), Recurrence(added=(local,))
    elif isinstance(timing, AllDay) and not isinstance(date, Moment):
        timing, recurrence = timing.starting(date), Recurrence(added=(date,))
    return replace(content, timing=timing, recurrence=recurrence)
