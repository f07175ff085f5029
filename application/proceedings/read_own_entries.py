from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.entry import Entry


@dataclass(frozen=True, slots=True)
class ReadOwnEntries:
    """What the caller put on agendas and wrote into minutes, of whichever meetings, and was not removed."""

    transactions: Transactions[ProceedingsWork]

    def minutes(
        self, caller: Caller, *, after: UUID | None, limit: int
    ) -> tuple[Sequence[Entry], UUID | None]:
        """Ordered by id, those behind ``after``; and behind which it goes on, None at the end."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            found = work.minutes.written_by(caller.person_id, after=after, limit=limit)
        return found, found[-1].id if len(found) == limit else None

    def agenda_items(
        self, caller: Caller, *, after: UUID | None, limit: int
    ) -> tuple[Sequence[AgendaItem], UUID | None]:
        """The same of agendas."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            found = work.agenda_items.written_by(caller.person_id, after=after, limit=limit)
        return found, found[-1].id if len(found) == limit else None
