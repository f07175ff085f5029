from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.calendar_files import CalendarFiles
from application.meeting.ports import MeetingWork
from application.meeting.queries import MeetingLists
from application.meeting.read_meeting import MeetingView, whole_view_of
from application.meeting.seen_by import is_shown_to
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.guest_rights import guests_seen_by
from domain.meeting.occurrence import booked_rooms


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """As its reader sees it, and the same as a calendar file."""

    view: MeetingView
    octets: bytes


@dataclass(frozen=True, slots=True)
class ReadOwnMeetings:
    """Meetings that the caller hosts or is a guest of, and may see: drafts, and cancelled ones, too."""

    transactions: Transactions[MeetingWork]
    meeting_lists: MeetingLists
    people: PeopleDirectory
    calendar_files: CalendarFiles

    def __call__(
        self, caller: Caller, *, after: UUID | None, limit: int
    ) -> tuple[Sequence[OwnMeeting], UUID | None]:
        """Ordered by id, those behind ``after``; and behind which it goes on, None at the end."""
        caller.must(Permission.READ_MEETINGS)
        found = self.meeting_lists.of_person(caller.person_id, after=after, limit=limit)
        own = []
        with self.transactions.begin() as work:
            for meeting_id in found:
                meeting = work.meetings.find(meeting_id)
                if meeting is None or not is_shown_to(caller, meeting):
                    continue
                view = whole_view_of(meeting, caller, work, self.people)
                octets = self.calendar_files.write(
                    meeting,
                    people=self.people.named({meeting.host_id}),
                    guests=tuple(guests_seen_by(meeting, caller.person_id)),
                    rooms=work.rooms.among(booked_rooms(meeting.rooms, meeting.overrides)),
                )
                own.append(OwnMeeting(view, octets))
        return own, found[-1] if len(found) == limit else None
