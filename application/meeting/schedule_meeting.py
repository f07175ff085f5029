from dataclasses import dataclass, field
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.details import Details
from domain.meeting.meeting import Meeting
from domain.meeting.recurrence import Recurrence
from domain.meeting.terms import Terms
from domain.meeting.timing import Timing


@dataclass(frozen=True, slots=True)
class ScheduleMeetingCommand:
    caller: Caller
    details: Details
    timing: Timing
    guests: tuple[Invitee, ...] = ()
    draft: bool = False
    recurrence: Recurrence | None = None
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """Puts a meeting into the calendars of its host, who is the caller, and of its guests."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: ScheduleMeetingCommand) -> UUID:
        caller = command.caller
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = Meeting.schedule(
                host_id=caller.person_id,
                details=command.details,
                timing=command.timing,
                recurrence=command.recurrence,
                terms=command.terms,
                invitations=resolve(command.guests, work.people, host_id=caller.person_id),
                draft=command.draft,
                now=self.clock.now(),
            )
            work.meetings.add(meeting)
        return meeting.id
