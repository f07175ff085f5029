import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.queries import Calendars, CalendarWindow
from application.meeting.read_calendar import MOST_PEOPLE, InvalidWindow, window_of
from application.meeting.read_meeting import MeetingView
from application.meeting.seen_by import is_shown_to
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Clock, Transactions
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.booking import has_confirmed
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.shared.time_slot import TimeSlot

USUAL = timedelta(days=92)
"""How far a list looks ahead that names no end."""


@dataclass(frozen=True, slots=True)
class ListMeetingsCommand:
    """``person_id``, ``team_id``: who takes part, of both the person if they are in the team; the caller if
    neither is given, and no room.

    ``words``: part of the title, the description or the location of a date, whatever case and accents.
    ``state``: of the date, for a scheduled series can have cancelled ones.
    """

    caller: Caller
    start: datetime | None = None
    end: datetime | None = None
    person_id: UUID | None = None
    team_id: UUID | None = None
    room_id: UUID | None = None
    words: str = ""
    state: MeetingState | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """``date``: the first in the window that is as was asked."""

    view: MeetingView
    date: Occurrence


@dataclass(frozen=True, slots=True, order=True)
class _Date:
    start: str
    meeting_id: UUID
    original_start: str
    state: MeetingState


@dataclass(frozen=True, slots=True)
class ListMeetings:
    """Meetings that take place in a window, as far as the caller may see them; each once, by its first date.

    What the caller may not see is absent, whatever was asked: the calendar says who may see what. Ordered by
    start and id. Words are compared here, for PostgreSQL folds case as the locale of its database has it, and
    strips accents only by an extension. Raises InvalidCursor, or InvalidWindow, also for a team that is too
    large to look at.
    """

    transactions: Transactions[MeetingWork]
    calendars: Calendars
    people: PeopleDirectory
    clock: Clock

    def __call__(self, command: ListMeetingsCommand) -> tuple[Sequence[ListedMeeting], str | None]:
        """The page, and the cursor of the next one."""
        caller = command.caller
        caller.must(Permission.READ_MEETINGS)
        if command.team_id or command.person_id not in (None, caller.person_id):
            caller.must(Permission.READ_PEOPLE)
        if command.room_id:
            caller.must(Permission.READ_ROOMS)
        start, end, after = self._place(command)
        window = window_of(start, end)
        with self.transactions.begin() as work:
            dates, known = self._dates(command, window, work)
            if command.words or command.room_id:
                known |= _among({each.meeting_id for each in dates} - known.keys(), work)
                dates = [each for each in dates if _fits(each, known.get(each.meeting_id), command)]
            firsts: dict[UUID, _Date] = {}
            for each in sorted(dates):
                if command.state in (None, each.state):
                    firsts.setdefault(each.meeting_id, each)
            rest = [each for each in firsts.values() if (each.start, str(each.meeting_id)) > after]
            page = rest[: command.limit]
            known |= _among({each.meeting_id for each in page} - known.keys(), work)
            listed = self._listed(page, known, caller)
        if len(rest) <= command.limit:
            return listed, None
        last = page[-1]
        place = (start.isoformat(), end.isoformat(), last.start, str(last.meeting_id))
        return listed, cursor_after(" ".join(place))

    def _place(self, command: ListMeetingsCommand) -> tuple[datetime, datetime, tuple[str, str]]:
        """The window, which a cursor goes on with, and behind what."""
        if command.cursor is None:
            start = command.start or self.clock.now()
            return start, command.end or start + USUAL, ("", "")
        try:
            first, last, at, meeting_id = key_of(command.cursor).split(" ")
            window = [datetime.fromisoformat(each) for each in (first, last)]
            if any(each.tzinfo is None for each in window):
                raise ValueError(window)
        except ValueError:
            raise InvalidCursor("this cursor is not one of ours; start again without one") from None
        return window[0], window[1], (at, meeting_id)

    def _dates(
        self, command: ListMeetingsCommand, window: CalendarWindow, work: MeetingWork
    ) -> tuple[list[_Date], dict[UUID, Meeting]]:
        """All that may fit and that the caller may see, and the meetings that were read for it."""
        caller = command.caller
        if command.room_id and not (command.person_id or command.team_id):
            slot = TimeSlot(window.start, window.end)
            in_room = work.meetings.in_room(command.room_id, slot)
            seen = {meeting.id: meeting for meeting in in_room if is_shown_to(caller, meeting)}
            return [_named(each, date) for each in seen.values() for date in _within(each, slot)], seen
        people = {command.person_id or caller.person_id}
        if command.team_id:
            members = {each for team in work.teams.among([command.team_id]) for each in team.member_ids}
            people = members & people if command.person_id else members
        if len(people) > MOST_PEOPLE:
            why = f"a team of over {MOST_PEOPLE} is too large to look at; name a person"
            raise InvalidWindow(why, field=("team",))
        if not people:
            return [], {}
        entries = json.loads(self.calendars.entries(window, people=people, viewer=caller.viewer))
        return [_of_entry(each) for each in entries if not each["busy_only"]], {}

    def _listed(
        self, page: Iterable[_Date], known: Mapping[UUID, Meeting], caller: Caller
    ) -> list[ListedMeeting]:
        pairs = [
            (meeting, date)
            for each in page
            if (meeting := known.get(each.meeting_id)) is not None
            and (date := meeting.dates.named(each.original_start)) is not None
        ]
        people = self.people.named({person for meeting, _ in pairs for person in meeting.participants})
        return [
            ListedMeeting(MeetingView(meeting, caller.person_id, people), date) for meeting, date in pairs
        ]


def _among(ids: Iterable[UUID], work: MeetingWork) -> dict[UUID, Meeting]:
    return {meeting.id: meeting for meeting in work.meetings.among(set(ids))}


def _of_entry(entry: Mapping[str, Any]) -> _Date:
    start = entry["start"]
    moment = start.get("utc") or f"{start['date']}T00:00:00Z"
    return _Date(moment, UUID(entry["meeting_id"]), entry["original_start"], MeetingState(entry["state"]))


def _within(meeting: Meeting, slot: TimeSlot) -> Sequence[Occurrence]:
    return meeting.dates.between(slot.start, slot.end)


def _named(meeting: Meeting, date: Occurrence) -> _Date:
    moment = date.timing.slot.start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    state = MeetingState.CANCELLED if date.cancelled else meeting.state
    return _Date(moment, meeting.id, date.original_start, state)


def _fits(listed: _Date, meeting: Meeting | None, command: ListMeetingsCommand) -> bool:
    date = meeting.dates.named(listed.original_start) if meeting else None
    if meeting is None or date is None:
        return False
    if command.room_id and not has_confirmed(meeting, command.room_id, date.original_start):
        return False
    texts = (date.details.title, date.details.description, date.details.location)
    return any(_folded(command.words) in _folded(text) for text in texts)


def _folded(text: str) -> str:
    """Without case, accents and other marks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
