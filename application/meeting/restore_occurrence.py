from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.series_edit import SeriesEdit, SeriesEditing
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edit_of
from domain.meeting import series
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class RestoreOccurrenceCommand:
    """``wish``: how it is to be, where it cannot be as it was."""

    caller: Caller
    meeting_id: UUID
    original_start: str
    expected_version: int | None = None
    dry_run: bool = False
    wish: DateWish = field(default_factory=DateWish)


@dataclass(frozen=True, slots=True)
class RestoreOccurrence:
    """Takes the cancellation of one date back.

    Raises OccurrenceNotFound, OnlyTheHostMay, MeetingIsNotCancelled, or SlotTaken when its time is no more.
    """

    editing: SeriesEditing

    def __call__(self, command: RestoreOccurrenceCommand) -> SeriesEdit:
        caller = command.caller

        def deed(meeting: Meeting, work: MeetingWork, now: datetime) -> Sequence[Meeting]:
            meeting.expect_host(caller.person_id, "restore this meeting")
            edit = edit_of(command.wish, work, host_id=meeting.host_id)
            return series.restore(meeting, command.original_start, edit, by=caller.person_id, now=now)

        ways_out = WaysOut(on=command.original_start)
        return self.editing(
            caller,
            command.meeting_id,
            command.original_start,
            command.expected_version,
            deed,
            ways_out,
            dry_run=command.dry_run,
        )
