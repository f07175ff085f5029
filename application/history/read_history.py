from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.history.ports import Former, HistoryWork, Wanted
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.lineage import expect_date
from application.meeting.seen_by import is_shown_to, meeting_to_read
from application.shared.cursor import cursor_at, position_of
from application.shared.ports import Transactions
from domain.history.deed import Deed
from domain.identity.role import Permission
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import Meeting

FURTHEST_BACK = 100
"""So often a series may have been split before, and its beginning still be told."""


@dataclass(frozen=True, slots=True)
class ReadHistoryCommand:
    caller: Caller
    meeting_id: UUID
    original_start: str | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """``people``: the names of all who did something, as they are now."""

    deeds: Sequence[Deed]
    people: Mapping[UUID, str]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """What became of a meeting, the latest first; of a series that was split, from before that too.

    Raises MeetingNotFound, OccurrenceMovedOn or InvalidCursor.
    """

    transactions: Transactions[HistoryWork]
    people: PeopleDirectory

    def __call__(self, command: ReadHistoryCommand) -> HistoryPage:
        caller, limit = command.caller, command.limit
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, command.meeting_id, work)
            expect_date(meeting, command.original_start, caller, work)
            wanted = Wanted(
                meeting.id,
                caller.person_id,
                [*_former(caller, meeting, work)],
                command.original_start if meeting.recurrence else None,
                sees_guests=shows_guests(meeting, caller.person_id),
                hosts=caller.person_id == meeting.host_id,
                before=None if command.cursor is None else position_of(command.cursor),
            )
            found = work.history.page(wanted, limit=limit + 1)
        deeds = found[:limit]
        cursor = cursor_at(deeds[-1].position) if len(found) > limit else None
        doers = {each for deed in deeds for each in (deed.actor_id, deed.on_behalf_of) if each is not None}
        return HistoryPage(
            deeds, {each: person.name for each, person in self.people.named(doers).items()}, cursor
        )


def _former(caller: Caller, meeting: Meeting, work: HistoryWork) -> Iterable[Former]:
    """Those that it was split from, as far as the caller may see them."""
    for _ in range(FURTHEST_BACK):
        former = work.meetings.find(meeting.lineage.meeting_id) if meeting.lineage else None
        if former is None or not is_shown_to(caller, former):
            return
        yield Former(former.id, meeting.created_at)
        meeting = former
