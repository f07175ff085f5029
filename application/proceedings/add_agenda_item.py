from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.lines_seen import date_to_write, proceedings_for
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.proceedings.agenda_item import AgendaItem, Topic


@dataclass(frozen=True, slots=True)
class AddAgendaItemCommand:
    """``before``: the item in front of which it goes; None: behind all."""

    caller: Caller
    meeting_id: UUID
    topic: Topic
    original_start: str | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class AddAgendaItem:
    """Raises MeetingNotFound, NotAParticipant, DateMissing, OccurrenceNotFound, OccurrenceMovedOn,
    OwnerNotInMeeting, NotOnThisDate or TooManyLines."""

    transactions: Transactions[ProceedingsWork]
    clock: Clock

    def __call__(self, command: AddAgendaItemCommand) -> AgendaItem:
        caller = command.caller
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            proceedings, meeting = proceedings_for(caller, command.meeting_id, work)
            on = date_to_write(meeting, command.original_start, caller, work)
            stored = proceedings.add_item(
                meeting,
                on,
                command.topic,
                work.agenda_items.on(meeting.id, on),
                before=command.before,
                by=caller.person_id,
                now=self.clock.now(),
            )
            work.agenda_items.store(stored)
            work.proceedings.save(proceedings)
            return stored[0]
