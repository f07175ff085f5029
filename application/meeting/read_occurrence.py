from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.lineage import expect_date
from application.meeting.ports import MeetingWork
from application.meeting.read_meeting import view_of
from application.meeting.read_occurrences import Occurrences
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadOccurrence:
    """One date of a meeting, cancelled or not.

    Raises MeetingNotFound, OccurrenceNotFound, or OccurrenceMovedOn where its series was split before it.
    """

    transactions: Transactions[MeetingWork]
    people: PeopleDirectory

    def __call__(self, caller: Caller, meeting_id: UUID, original_start: str) -> Occurrences:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, meeting_id, work)
            expect_date(meeting, original_start, caller, work)
            date = meeting.date_named(original_start)
            return Occurrences(view_of(meeting, caller, work, self.people), [date])
