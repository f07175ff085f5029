from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.queries import PassageSearch
from application.meeting.seen_by import is_shown_to
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Occurrence
from domain.meeting.passage import Passage, Place
from domain.shared.words import sought_words


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """``date``: the one that it is about; None: no one in particular, or one that is no more."""

    passage: Passage
    excerpt: str
    meeting: Meeting
    date: Occurrence | None

    @property
    def title(self) -> str:
        return (self.date or self.meeting).details.title


@dataclass(frozen=True, slots=True)
class FindPassages:
    """What was written in agendas, minutes and chats, by its words, as far as the caller may see it.

    The latest first. Whose token may not read messages is told of none.
    """

    transactions: Transactions[MeetingWork]
    passage_search: PassageSearch

    def __call__(self, caller: Caller, text: str, *, limit: int) -> Sequence[FoundPassage]:
        caller.must(Permission.READ_MEETINGS)
        words = sought_words(text)
        hidden = set[Place]() if caller.may(Permission.READ_MESSAGES) else {Place.CHAT}
        found = self.passage_search.newest(
            words, viewer=caller.viewer, places=set(Place) - hidden, limit=limit
        )
        with self.transactions.begin() as work:
            among = work.meetings.among({each.meeting_id for each in found})
            # Somebody may have been taken off it meanwhile.
            known = {meeting.id: meeting for meeting in among if is_shown_to(caller, meeting)}
        return [
            FoundPassage(each, each.excerpt(words), meeting, _date(meeting, each.original_start))
            for each in found
            if (meeting := known.get(each.meeting_id))
        ]


def _date(meeting: Meeting, original_start: str | None) -> Occurrence | None:
    return meeting.dates.named(original_start) if original_start is not None else None
