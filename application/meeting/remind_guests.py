from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.meeting.reminding_guests import remind_guests


@dataclass(frozen=True, slots=True)
class RemindGuests:
    """Asks those once more who have not answered.

    Raises OnlyTheHostMay, MeetingIsCancelled, MeetingAlreadyOver, EverybodyAnswered or GuestsRemindedLately.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, caller: Caller, meeting_id: UUID) -> Meeting:
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, meeting_id, work)
            remind_guests(meeting, by=caller.person_id, now=self.clock.now())
            work.meetings.save(meeting)
        return meeting
