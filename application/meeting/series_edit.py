"""How edits of a series are carried out, or only rehearsed: the same way, but for the end."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.lineage import expect_date
from application.meeting.ports import MeetingWork
from application.meeting.read_meeting import MeetingView, whole_view_of
from application.meeting.seen_by import meeting_for
from application.meeting.take_or_offer import take_or_offer
from application.meeting.ways_out import WaysOut
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.claim import Conflict, SlotTaken
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Offer
from domain.meeting.series_change import SeriesChange, compare

Deed = Callable[[Meeting, MeetingWork, datetime], Sequence[Meeting]]
"""What is done to the meeting: the meetings that come of it, in the order in which they are to be stored."""


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """``meeting`` holds the date that was named.

    Of a rehearsal only: ``conflicts``, why it could not be, and ``offers``, what could.
    """

    dry_run: bool
    meeting: MeetingView
    change: SeriesChange
    conflicts: Sequence[Conflict] = ()
    offers: Sequence[Offer] = ()


@dataclass(frozen=True, slots=True)
class SeriesEditing:
    transactions: Transactions[MeetingWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(
        self,
        caller: Caller,
        meeting_id: UUID,
        original_start: str,
        expected_version: int | None,
        deed: Deed,
        ways_out: WaysOut,
        *,
        dry_run: bool,
    ) -> SeriesEdit:
        """A rehearsal takes everything back and says what would have been, clashes and offers included.

        Raises MeetingNotFound, OccurrenceMovedOn, StaleMeeting, what the deed raises, and SlotTaken unless it
        is a rehearsal.
        """
        caller.must(Permission.WRITE_MEETINGS)
        now, edit = self.clock.now(), None

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            nonlocal edit
            meeting = meeting_for(caller, meeting_id, work)
            expect_date(meeting, original_start, caller, work)
            meeting.expect_version(expected_version)
            before = deepcopy(meeting)
            after = deed(meeting, work, now)
            messages = work.said_about_dates.count_by_date(before.id)
            lines = work.written_about_dates.count_lines_by_date(before.id)
            change = compare(before, after, now=now, messages=messages, lines=lines, reader=caller.person_id)
            edit = SeriesEdit(dry_run, whole_view_of(after[-1], caller, work, self.people), change)
            return after

        try:
            take_or_offer(self.transactions, plan, ways_out, caller, dry_run=dry_run)
        except SlotTaken as clash:
            if not dry_run or edit is None:
                raise
            edit = replace(edit, conflicts=clash.conflicts, offers=clash.offers)
        assert edit is not None
        return edit
