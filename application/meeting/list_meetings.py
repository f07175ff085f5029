from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.queries import FoundDate, MeetingLists, NearDate, Wanted
from application.meeting.read_calendar import MOST_PEOPLE, InvalidWindow, window_of
from application.meeting.read_meeting import MeetingView
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Clock, Transactions
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence

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


@dataclass(frozen=True, slots=True)
class ListMeetings:
    """Meetings that take place in a window, as far as the caller may see them; each once, by its first date.

    What the caller may not see is absent, whatever was asked: the calendar says who may see what. Ordered by
    start and id. Raises InvalidCursor, or InvalidWindow, also for a team that is too large to look at.
    """

    transactions: Transactions[MeetingWork]
    meeting_lists: MeetingLists
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
            wanted = Wanted(_people(command, work), command.room_id, command.words, command.state)
            found = self.meeting_lists.first_dates(
                window, wanted, viewer=caller.viewer, after=after, limit=command.limit + 1
            )
            page = found[: command.limit]
            known = {
                meeting.id: meeting for meeting in work.meetings.among([each.meeting_id for each in page])
            }
            listed = listed_of(page, known, self.people, caller)
        if len(found) <= command.limit:
            return listed, None
        last = page[-1]
        place = (start, end, last.starts_at)
        return listed, cursor_after(" ".join([*(each.isoformat() for each in place), str(last.meeting_id)]))

    def _place(self, command: ListMeetingsCommand) -> tuple[datetime, datetime, tuple[datetime, UUID] | None]:
        """The window, which a cursor goes on with, and behind what."""
        if command.cursor is None:
            start = command.start or self.clock.now()
            return start, command.end or start + USUAL, None
        try:
            *moments, meeting_id = key_of(command.cursor).split(" ")
            start, end, at = map(datetime.fromisoformat, moments)
            if any(each.tzinfo is None for each in (start, end, at)):
                raise ValueError(moments)
            return start, end, (at, UUID(meeting_id))
        except ValueError:
            raise InvalidCursor("this cursor is not one of ours; start again without one") from None


def listed_of(
    page: Iterable[FoundDate | NearDate],
    known: Mapping[UUID, Meeting],
    people: PeopleDirectory,
    caller: Caller,
) -> list[ListedMeeting]:
    """Without what somebody has deleted, or moved away, since it was found."""
    pairs = [
        (meeting, date)
        for each in page
        if (meeting := known.get(each.meeting_id)) is not None
        and (date := meeting.dates.named(each.original_start)) is not None
    ]
    named = people.named({person for meeting, _ in pairs for person in meeting.participants})
    return [ListedMeeting(MeetingView(meeting, caller.person_id, named), date) for meeting, date in pairs]


def _people(command: ListMeetingsCommand, work: MeetingWork) -> Collection[UUID] | None:
    """Whose calendars to look in; None: in nobody's, but the room's. Raises InvalidWindow."""
    if command.room_id and not (command.person_id or command.team_id):
        return None
    people = {command.person_id or command.caller.person_id}
    if command.team_id:
        members = {each for team in work.teams.among([command.team_id]) for each in team.member_ids}
        people = members & people if command.person_id else members
    if len(people) > MOST_PEOPLE:
        why = f"a team of over {MOST_PEOPLE} is too large to look at; name a person"
        raise InvalidWindow(why, field=("team",))
    return people
