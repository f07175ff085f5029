from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.room import Room


@dataclass(frozen=True, slots=True)
class SearchRoomsCommand:
    """``active`` None asks for rooms out of use as well."""

    caller: Caller
    words: str = ""
    capacity: int = 1
    equipment: frozenset[str] = frozenset()
    active: bool | None = True
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class SearchRooms:
    """Rooms by name, a page at a time. Raises InvalidCursor."""

    transactions: Transactions[MeetingWork]

    def __call__(self, command: SearchRoomsCommand) -> tuple[Sequence[Room], str | None]:
        """The page, and the cursor of the next one."""
        command.caller.must(Permission.READ_ROOMS)
        after = key_of(command.cursor) if command.cursor is not None else None
        with self.transactions.begin() as work:
            found = work.rooms.search(
                words=command.words,
                capacity=command.capacity,
                equipment=command.equipment,
                active=command.active,
                after=after,
                limit=command.limit + 1,
            )
        if len(found) <= command.limit:
            return found, None
        page = found[: command.limit]
        return page, cursor_after(page[-1].details.key)
