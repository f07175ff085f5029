from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.room_requests import asking
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.booking import answer_for_room


@dataclass(frozen=True, slots=True)
class AnswerForRoomCommand:
    caller: Caller
    meeting_id: UUID
    room_id: UUID
    approved: bool
    reason: str = ""
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerForRoom:
    """Says yes or no to a meeting that asks for a room.

    Raises SlotTaken when another has it by now, RoomClosed, MeetingIsCancelled, StaleMeeting, or
    MeetingNotFound for a meeting that does not ask for the room.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: AnswerForRoomCommand) -> None:
        caller = command.caller
        caller.must(Permission.ADMINISTER)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = asking(work.meetings.get(command.meeting_id), command.room_id)
            meeting.expect_version(command.expected_version)
            answer_for_room(
                meeting,
                command.room_id,
                approved=command.approved,
                reason=command.reason,
                by=caller.person_id,
                now=self.clock.now(),
            )
            work.meetings.save(meeting)
