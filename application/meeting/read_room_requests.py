from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.read_meeting import MeetingView, view_of
from application.meeting.room_requests import asking
from application.shared.ports import Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadRoomRequests:
    """Meetings that wait for a yes to a room, the longest waiting first; or one, answered or not."""

    transactions: Transactions[MeetingWork]
    people: PeopleDirectory

    def __call__(self, caller: Caller, *, limit: int) -> Sequence[MeetingView]:
        caller.must(Permission.APPROVE_ROOMS)
        with self.transactions.begin() as work:
            waiting = work.meetings.waiting_for_rooms(limit=limit)
            return [view_of(meeting, caller, work, self.people) for meeting in waiting]

    def one(self, caller: Caller, meeting_id: UUID, room_id: UUID) -> MeetingView:
        """Raises MeetingNotFound, also when the meeting does not ask for the room."""
        caller.must(Permission.APPROVE_ROOMS)
        with self.transactions.begin() as work:
            return view_of(asking(work.meetings.find(meeting_id), room_id), caller, work, self.people)
