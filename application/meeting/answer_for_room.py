from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import expect_dates
from application.meeting.other_answers import declining
from application.meeting.ports import MeetingWork
from application.meeting.room_requests import asking
from application.meeting.take_or_offer import take_or_offer
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.booking import answer_for_room
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class AnswerForRoomCommand:
    """``only_on``: the dates it is about, none for what waits, or for all. ``declined_on``: a no there."""

    caller: Caller
    meeting_id: UUID
    room_id: UUID
    approved: bool
    reason: str = ""
    expected_version: int | None = None
    only_on: tuple[str, ...] = ()
    declined_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerForRoom:
    """Says yes or no to a meeting that asks for a room.

    Raises SlotTaken with offers when another has it by now, RoomClosed, MeetingIsCancelled, StaleMeeting,
    UnknownDate, DateMovedOn, or MeetingNotFound for a meeting that does not ask for the room.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: AnswerForRoomCommand) -> None:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.APPROVE_ROOMS)

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            meeting = asking(work.meetings.get(command.meeting_id), command.room_id)
            meeting.expect_version(command.expected_version)
            for field, names in (("dates", command.only_on), ("declined_on", command.declined_on)):
                expect_dates(meeting, names, caller, work, field=(field,), of_room=command.room_id)
            answer_for_room(
                meeting,
                command.room_id,
                approved=command.approved,
                reason=command.reason,
                only_on=command.only_on,
                declined_on=command.declined_on,
                by=caller.person_id,
                now=now,
            )
            return [meeting]

        take_or_offer(self.transactions, plan, declining(command.declined_on), caller)
