from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Transactions
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.zone_change import ZoneMove


@dataclass(frozen=True, slots=True)
class ZoneMovesPage:
    """``titles``: of those meetings that the reader may see, by id."""

    entries: Sequence[ZoneMove]
    titles: dict[UUID, str]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ReadZoneMoves:
    """What moved because time zone rules changed, and what collides since: the latest first."""

    transactions: Transactions[MeetingWork]

    def __call__(self, caller: Caller, *, cursor: str | None, limit: int) -> ZoneMovesPage:
        """Raises InvalidCursor."""
        caller.must(Permission.READ_AUDIT)
        before = None if cursor is None else _entry_of(cursor)
        with self.transactions.begin() as work:
            found = work.zone_changes.report(before=before, limit=limit + 1)
            page = found[:limit]
            return ZoneMovesPage(
                page, _titles(work, caller, page), cursor_after(str(page[-1].id)) if found[limit:] else None
            )


def _titles(work: MeetingWork, caller: Caller, entries: Sequence[ZoneMove]) -> dict[UUID, str]:
    """Rooms and people are taken by whatever: an admin need not learn by what."""
    ids = {each.meeting_id for each in entries}
    ids |= {each.meeting_id for entry in entries for each in entry.collisions if each.meeting_id}
    meetings = filter(None, map(work.meetings.find, ids))
    viewer = caller.viewer
    return {
        each.id: each.details.title
        for each in meetings
        if each.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation)
    }


def _entry_of(cursor: str) -> UUID:
    try:
        return UUID(key_of(cursor))
    except ValueError:
        raise InvalidCursor("this cursor is not one of ours; start again without one") from None
