from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.seen_by import is_shown_to
from application.proceedings.ports import OpenAction, ProceedingsWork
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Transactions
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.proceedings.entry import Entry

_ENDLESS = "-"


@dataclass(frozen=True, slots=True)
class OwnActions:
    """``titles``: of the meetings, by id."""

    actions: Sequence[Entry]
    titles: Mapping[UUID, str]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ReadOwnActions:
    """What the caller is to do, over all meetings that they may still see; what is due first comes first.

    Raises InvalidCursor.
    """

    transactions: Transactions[ProceedingsWork]

    def __call__(self, caller: Caller, *, cursor: str | None, limit: int) -> OwnActions:
        """A page may hold fewer than ``limit`` though more follow."""
        caller.must(Permission.READ_MEETINGS)
        beyond = _place_of(cursor) if cursor else None
        with self.transactions.begin() as work:
            found = work.minutes.open_actions_of(caller.person_id, beyond=beyond, limit=limit + 1)
            page = found[:limit]
            meetings = {each.meeting_id: work.meetings.find(each.meeting_id) for each in page}
            titles = {
                identity: meeting.details.title
                for identity, meeting in meetings.items()
                if meeting is not None and is_shown_to(caller, meeting)
            }
            seen = [each for each in page if each.meeting_id in titles]
            return OwnActions(seen, titles, _cursor_at(page[-1]) if len(found) > limit else None)


def _cursor_at(action: Entry) -> str:
    return cursor_after(f"{action.content.due or _ENDLESS} {action.id}")


def _place_of(cursor: str) -> OpenAction:
    due, _, identity = key_of(cursor).partition(" ")
    try:
        return OpenAction(None if due == _ENDLESS else date.fromisoformat(due), UUID(identity))
    except ValueError:
        raise InvalidCursor("this cursor is not one of ours; start again without one") from None
