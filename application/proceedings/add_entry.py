from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.lines_seen import date_to_write, proceedings_for, sheet_of
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.proceedings.entry import Content, Entry


@dataclass(frozen=True, slots=True)
class AddEntryCommand:
    """``before``: the entry in front of which it goes; None: behind all."""

    caller: Caller
    meeting_id: UUID
    content: Content
    original_start: str | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Raises as ``AddAgendaItem``."""

    transactions: Transactions[ProceedingsWork]
    clock: Clock

    def __call__(self, command: AddEntryCommand) -> Entry:
        caller = command.caller
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            proceedings, meeting = proceedings_for(caller, command.meeting_id, work)
            on = date_to_write(meeting, command.original_start, caller, work)
            stored = proceedings.add_entry(
                meeting,
                on,
                command.content,
                sheet_of(meeting.id, on, work),
                before=command.before,
                by=caller.person_id,
                now=self.clock.now(),
            )
            work.minutes.store(stored)
            work.proceedings.save(proceedings)
            return stored[0]
