from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.lines_seen import line_for
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.proceedings.entry import Content, Entry, EntryKind


@dataclass(frozen=True, slots=True)
class ChangeEntryCommand:
    """``content``: the members of ``Content`` that are to be different. ``done``: None leaves it."""

    caller: Caller
    entry_id: UUID
    expected_version: int | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Raises LineNotFound, StaleLine, NotAParticipant, OwnerNotInMeeting, NotOnThisDate, OnlyForActions or
    InvalidText. An action that becomes something else loses its owner and its day."""

    transactions: Transactions[ProceedingsWork]
    clock: Clock

    def __call__(self, command: ChangeEntryCommand) -> Entry:
        caller = command.caller
        caller.must(Permission.WRITE_MINUTES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            proceedings, meeting, entry = line_for(caller, command.entry_id, work.minutes, work)
            entry.expect_version(command.expected_version)
            changed = proceedings.change_entry(
                meeting,
                entry,
                _rewritten(entry.content, command.content),
                command.done,
                work.agenda_items.on(meeting.id, entry.original_start),
                by=caller.person_id,
                now=self.clock.now(),
            )
            if changed:
                work.minutes.store([entry])
            work.proceedings.save(proceedings)
            return entry


def _rewritten(content: Content, members: Mapping[str, Any]) -> Content:
    kind = members.get("kind", content.kind)
    own = {} if kind is EntryKind.ACTION else {"owner_id": None, "due": None}
    return replace(content, **(own | dict(members)))
