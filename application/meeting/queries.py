"""Reads of their own: no aggregate is loaded, one statement each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from application.shared.ports import Viewer
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import MeetingState
from domain.meeting.passage import Passage, Place
from domain.meeting.timing import Timing, plain


@dataclass(frozen=True, slots=True)
class CalendarWindow:
    """Instants [start, end) for what happens at clock times, dates [first, until) for whole days."""

    start: datetime
    end: datetime
    first: date
    until: date


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """What a calendar shows of one date of a meeting to somebody who may see it.

    ``state`` is the date's own: a scheduled series can have cancelled dates. So are title and places.
    ``guest_count`` is None where guests are hidden from the viewer.
    """

    meeting_id: UUID
    version: int
    title: str
    location: str
    conference_url: str | None
    state: MeetingState
    visibility: Visibility
    host_id: UUID
    guest_count: int | None
    repeats: bool


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One occurrence in the calendar of one person, or of one room: the other of the two ids is None.

    ``response`` is that person's answer; a host has accepted, and so has a room. ``summary`` is None where
    the viewer may know only that the person is busy, or the room taken.
    """

    person_id: UUID | None
    original_start: str
    timing: Timing
    response: ResponseStatus
    summary: MeetingSummary | None
    room_id: UUID | None = None

    def plain(self) -> dict[str, object]:
        """In the public shape (api.md). All that would say more than who is busy when is null."""
        shown = self.summary
        return {
            "meeting_id": shown and str(shown.meeting_id),
            "original_start": shown and self.original_start,
            "person_id": self.person_id and str(self.person_id),
            "room_id": self.room_id and str(self.room_id),
            **plain(self.timing),
            "title": shown and shown.title,
            "location": shown and shown.location,
            "conference_url": shown and shown.conference_url,
            "state": shown.state.value if shown else MeetingState.SCHEDULED.value,
            "visibility": shown.visibility.value if shown else Visibility.PRIVATE.value,
            "busy_only": shown is None,
            # Another person's answer to a meeting one may not see is a detail of that meeting.
            "response": self.response.value if shown else ResponseStatus.ACCEPTED.value,
            "host_id": shown and str(shown.host_id),
            "guest_count": shown and shown.guest_count,
            "repeats": shown and shown.repeats,
            "version": shown and shown.version,
        }


class Calendars(Protocol):
    def entries(
        self,
        window: CalendarWindow,
        *,
        people: Collection[UUID],
        rooms: Collection[UUID] = (),
        viewer: Viewer,
    ) -> str:
        """Occurrences overlapping ``window`` in the calendars of ``people`` and ``rooms``, as ``viewer`` may
        see them.

        A JSON array of entries in their public shape, ``CalendarEntry.plain``: what is read most often goes
        from the database to the wire as it is.

        The viewer's own calendar holds every state. Of other people it holds what the viewer may see in any
        state but draft, and the rest only while it makes them busy: scheduled, not declined nor waiting, not
        transparent. A guest whom the viewer may not know to be one is only busy, too. A room's holds what
        takes the room: not what waits for a yes, is cancelled, or lies beyond the horizon.
        Ordered by start, end, meeting id, person or room id, original start. Whole days start at 00:00 UTC
        here.
        """
        ...


class Sights(Protocol):
    """Who may see which meetings by now, without the rest of them."""

    def lost(self, viewer: Viewer, meeting_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of them that the viewer may not see. What does not exist is not lost."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dates: in the calendar of one of ``people`` (None: of anybody), that have the room ``room_id``
    for themselves, with ``words`` in title, description or location, in ``state``. Not both None.
    """

    people: Collection[UUID] | None = None
    room_id: UUID | None = None
    words: str = ""
    state: MeetingState | None = None


@dataclass(frozen=True, slots=True, order=True)
class FoundDate:
    """Whole days start at 00:00 UTC here."""

    starts_at: datetime
    meeting_id: UUID
    original_start: str


@dataclass(frozen=True, slots=True)
class NearDate:
    """Of a meeting the date that is next, or else was last. Whole days start at 00:00 UTC here."""

    starts_at: datetime
    is_over: bool
    meeting_id: UUID
    original_start: str

    def key(self, now: datetime) -> "NearKey":
        return self.is_over, abs(self.starts_at - now), self.meeting_id


NearKey = tuple[bool, timedelta, UUID]
"""By which found meetings are ordered: what is to come before what is over, the nearest to now first."""

AHEAD = timedelta(days=400)
"""How far a search looks for the next date of a series."""


class MeetingSearch(Protocol):
    def nearest_dates(
        self,
        words: Sequence[str],
        *,
        viewer: Viewer,
        now: datetime,
        after: NearKey | None = None,
        limit: int,
    ) -> Sequence[NearDate]:
        """Meetings that ``viewer`` may see and in which each of ``words`` begins a word of a date's title,
        description or location, folded (``domain.shared.words``); each by the nearest of these dates.

        In the viewer's own meetings a word of a script without blanks, such as Japanese, may stand anywhere.
        Of the others, which are open to the organisation, some may be left out that are found by the most
        common words only. Ordered by ``NearDate.key``; those behind the key ``after`` when it is given. None
        without words.
        """
        ...


class MeetingLists(Protocol):
    def first_dates(
        self,
        window: CalendarWindow,
        wanted: Wanted,
        *,
        viewer: Viewer,
        after: tuple[datetime, UUID] | None = None,
        limit: int,
    ) -> Sequence[FoundDate]:
        """Of each meeting the first of the dates in the window that are as wanted, in order.

        Only of those that ``viewer`` may see more of than that somebody is busy (``Calendars``). Words ignore
        case and accents (``domain.shared.text.folded``). Those behind the start and id ``after`` when they
        are given.
        """
        ...

    def of_person(self, person_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        """Ids of all that the person hosts or is a guest of, ascending, behind ``after`` when it is given."""
        ...


class PassageSearch(Protocol):
    """Agendas, minutes and chats by their words."""

    def newest(
        self, words: Sequence[str], *, viewer: Viewer, places: Collection[Place], limit: int
    ) -> Sequence[Passage]:
        """What stands in ``places`` of meetings that ``viewer`` may see, and in which each of ``words``
        begins a word, folded (``domain.shared.words``); nothing that was removed or deleted. None without
        words.

        As with meetings: in the viewer's own ones a word of a script without blanks may stand anywhere, and
        in others some may be left out whose words are very common. Ordered by when it was written, then by
        id, the latest first.
        """
        ...
