from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import EXCEPTIONS, expect_dates
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.meeting.take_or_offer import take_or_offer
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edit_of, edits_of
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting import series
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class RestoreMeetingCommand:
    """``wish`` and ``exceptions``: how it, and single dates, are to be where they cannot be as they were."""

    caller: Caller
    meeting_id: UUID
    expected_version: int | None = None
    wish: DateWish = field(default_factory=DateWish)
    exceptions: Mapping[str, DateWish] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RestoreMeeting:
    """Takes a cancellation back. Raises SlotTaken with offers."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: RestoreMeetingCommand) -> Meeting:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        exceptions: dict[str, Edit] = {}

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            meeting = meeting_for(caller, command.meeting_id, work)
            meeting.expect_host(caller.person_id, "restore this meeting")
            meeting.expect_version(command.expected_version)
            meeting.restore(by=caller.person_id, now=now)
            expect_dates(meeting, command.exceptions, caller, work, field=EXCEPTIONS)
            exceptions.update(edits_of(command.exceptions, work, host_id=meeting.host_id))
            edit = replace(edit_of(command.wish, work, host_id=meeting.host_id), exceptions=exceptions)
            return series.change(meeting, edit, Scope.ALL, by=caller.person_id, now=now)

        [meeting] = take_or_offer(self.transactions, plan, WaysOut(exceptions), caller)
        return meeting
