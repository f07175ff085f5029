from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.list_meetings import ListedMeeting, listed_of
from application.meeting.ports import MeetingWork
from application.meeting.queries import MeetingSearch, NearKey
from application.meeting.seen_by import is_shown_to
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Clock, Transactions
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.shared.words import sought_words


@dataclass(frozen=True, slots=True)
class FindMeetings:
    """Meetings by words, of any time, as far as the caller may see them; each once, by its nearest date.

    What is to come is before what is over, and the nearest to now first. Raises InvalidCursor.
    """

    transactions: Transactions[MeetingWork]
    meeting_search: MeetingSearch
    people: PeopleDirectory
    clock: Clock

    def __call__(
        self, caller: Caller, text: str, *, cursor: str | None = None, limit: int
    ) -> tuple[Sequence[ListedMeeting], str | None]:
        """The page, and the cursor of the next one."""
        caller.must(Permission.READ_MEETINGS)
        now, after = _place_of(cursor) if cursor is not None else (self.clock.now(), None)
        found = self.meeting_search.nearest_dates(
            sought_words(text), viewer=caller.viewer, now=now, after=after, limit=limit + 1
        )
        page = found[:limit]
        with self.transactions.begin() as work:
            among = work.meetings.among([each.meeting_id for each in page])
            # Somebody may have been taken off it meanwhile.
            known = {meeting.id: meeting for meeting in among if is_shown_to(caller, meeting)}
        listed = listed_of(page, known, self.people, caller)
        if len(found) <= limit:
            return listed, None
        is_over, distance, meeting_id = page[-1].key(now)
        microseconds = distance // timedelta(microseconds=1)
        return listed, cursor_after(f"{now.isoformat()} {int(is_over)} {microseconds} {meeting_id}")


def _place_of(cursor: str) -> tuple[datetime, NearKey]:
    try:
        now, is_over, microseconds, meeting_id = key_of(cursor).split(" ")
        moment = datetime.fromisoformat(now)
        if moment.tzinfo is None:
            raise ValueError(now)
        return moment, (bool(int(is_over)), timedelta(microseconds=int(microseconds)), UUID(meeting_id))
    except (ValueError, OverflowError):
        raise InvalidCursor("this cursor is not one of ours; start again without one") from None
