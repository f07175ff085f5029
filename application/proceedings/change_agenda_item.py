from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.lines_seen import line_for
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.proceedings.agenda_item import AgendaItem, AgendaState


@dataclass(frozen=True, slots=True)
class ChangeAgendaItemCommand:
    """``topic``: the members of ``Topic`` that are to be different. ``expected_version``: None for any."""

    caller: Caller
    item_id: UUID
    expected_version: int | None = None
    topic: Mapping[str, Any] = field(default_factory=dict)
    state: AgendaState | None = None


@dataclass(frozen=True, slots=True)
class ChangeAgendaItem:
    """Raises LineNotFound, StaleLine, NotAParticipant, OwnerNotInMeeting, ItemCarriedOver, InvalidText or
    InvalidValue."""

    transactions: Transactions[ProceedingsWork]
    clock: Clock

    def __call__(self, command: ChangeAgendaItemCommand) -> AgendaItem:
        caller = command.caller
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            proceedings, meeting, item = line_for(caller, command.item_id, work.agenda_items, work)
            item.expect_version(command.expected_version)
            changed = proceedings.change_item(
                meeting,
                item,
                replace(item.topic, **command.topic),
                command.state or item.state,
                work.agenda_items.on(meeting.id, item.original_start),
                by=caller.person_id,
                now=self.clock.now(),
            )
            work.agenda_items.store(changed)
            work.proceedings.save(proceedings)
            return item
