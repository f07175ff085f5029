from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.lines_seen import line_for
from application.proceedings.ports import AnyLine, Lines, ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class OrderLines(Generic[AnyLine]):
    """Put a line of an agenda, or of minutes, somewhere else, take it away and put it back.

    ``lines``: which of the two. Raises LineNotFound, StaleLine, NotAParticipant or NotOnThisDate.
    """

    transactions: Transactions[ProceedingsWork]
    clock: Clock
    lines: Callable[[ProceedingsWork], Lines[AnyLine]]

    def move(self, caller: Caller, line_id: UUID, before: UUID | None) -> AnyLine:
        """In front of that line of the same date; None: behind all. The order is nobody's version."""
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            lines = self.lines(work)
            proceedings, meeting, line = line_for(caller, line_id, lines, work)
            others = lines.on(meeting.id, line.original_start)
            now = self.clock.now()
            lines.store(proceedings.move(meeting, line, before, others, by=caller.person_id, now=now))
            work.proceedings.save(proceedings)
            return line

    def remove(self, caller: Caller, line_id: UUID, expected_version: int | None) -> None:
        """What is gone already stays so."""
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            lines = self.lines(work)
            proceedings, meeting, line = line_for(caller, line_id, lines, work)
            line.expect_version(expected_version)
            if proceedings.remove(meeting, line, by=caller.person_id, now=self.clock.now()):
                lines.store([line])
            work.proceedings.save(proceedings)

    def restore(self, caller: Caller, line_id: UUID) -> AnyLine:
        """Where it was, as it was."""
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            lines = self.lines(work)
            proceedings, meeting, line = line_for(caller, line_id, lines, work)
            if proceedings.restore(meeting, line, by=caller.person_id, now=self.clock.now()):
                lines.store([line])
            work.proceedings.save(proceedings)
            return line
