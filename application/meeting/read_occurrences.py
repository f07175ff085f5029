from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.read_calendar import LONGEST, InvalidWindow
from application.meeting.read_meeting import MeetingView, view_of
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import LAST, Occurrence
from domain.shared.time_slot import check_year


@dataclass(frozen=True, slots=True)
class Occurrences:
    view: MeetingView
    dates: Sequence[Occurrence]


@dataclass(frozen=True, slots=True)
class ReadOccurrences:
    """The dates of a meeting, cancelled ones too, ordered by start."""

    transactions: Transactions[MeetingWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(
        self, caller: Caller, meeting_id: UUID, start: datetime | None, end: datetime | None, limit: int
    ) -> Occurrences:
        """Those that overlap [start, end); by default from now on. At most ``limit``.

        Raises MeetingNotFound, or InvalidWindow for an empty window and one over 400 days.
        """
        caller.must(Permission.READ_MEETINGS)
        start = start or self.clock.now()
        check_year(start.date())
        if end is not None:
            check_year(end.date())
            if not timedelta(0) < end - start <= LONGEST:
                raise InvalidWindow(f"a window lasts up to {LONGEST.days} days", field=("to",))
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, meeting_id, work)
            view = view_of(meeting, caller, work, self.people)
        dates = meeting.dates.between(start, end) if end else _next(meeting, start, limit)
        return Occurrences(view, dates[:limit])


def _next(meeting: Meeting, start: datetime, limit: int) -> Sequence[Occurrence]:
    """The next ones, looked for further and further ahead."""
    ahead = LONGEST if meeting.recurrence else LAST - start
    while ahead < LAST - start:
        dates = meeting.dates.between(start, start + ahead)
        if len(dates) >= limit:
            return dates
        ahead *= 3
    return meeting.dates.between(start, LAST)
