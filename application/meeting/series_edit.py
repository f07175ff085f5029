"""How edits of a series are carried out, or only rehearsed: the same way, but for the end."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.ports import MeetingWork
from application.meeting.read_meeting import MeetingView, view_of
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.claim import Conflict, SlotTaken
from domain.meeting.meeting import Meeting
from domain.meeting.series_change import SeriesChange, compare

Deed = Callable[[Meeting, MeetingWork, datetime], Sequence[Meeting]]
"""What is done to the meeting: the meetings that come of it, in the order in which they are to be stored."""


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """``meeting`` holds the date that was named. ``conflicts``: why it could not be; of a rehearsal only."""

    dry_run: bool
    meeting: MeetingView
    change: SeriesChange
    conflicts: Sequence[Conflict] = ()


class _TakenBack(Exception):
    """It was a rehearsal."""


@dataclass(frozen=True, slots=True)
class SeriesEditing:
    transactions: Transactions[MeetingWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(
        self, caller: Caller, meeting_id: UUID, expected_version: int | None, deed: Deed, *, dry_run: bool
    ) -> SeriesEdit:
        """A rehearsal takes everything back and says what would have been, clashes included.

        Raises MeetingNotFound, StaleMeeting, what the deed raises, and SlotTaken unless it is a rehearsal.
        """
        caller.must(Permission.WRITE_MEETINGS)
        now, conflicts = self.clock.now(), list[Conflict]()
        try:
            with self.transactions.begin(mutation_id=caller.mutation_id) as work:
                meeting = meeting_for(caller, meeting_id, work)
                meeting.expect_version(expected_version)
                before = deepcopy(meeting)
                after = deed(meeting, work, now)
                change = compare(before, after, now=now)
                view = view_of(after[-1], caller, work, self.people)
                for each in after:
                    _store(each, work)
                if dry_run:
                    raise _TakenBack
        except _TakenBack:
            pass
        except SlotTaken as clash:
            if not dry_run:
                raise
            conflicts += clash.conflicts
        return SeriesEdit(dry_run, view, change, conflicts)


def _store(meeting: Meeting, work: MeetingWork) -> None:
    if meeting.version == 0:
        work.meetings.add(meeting)
    elif meeting.events:
        work.meetings.save(meeting)
