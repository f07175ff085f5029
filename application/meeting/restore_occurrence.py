from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.series_edit import SeriesEdit, SeriesEditing
from domain.meeting import series
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class RestoreOccurrenceCommand:
    caller: Caller
    meeting_id: UUID
    original_start: str
    expected_version: int | None = None
    dry_run: bool = False


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
            return series.restore(meeting, command.original_start, by=caller.person_id, now=now)

        return self.editing(
            caller, command.meeting_id, command.expected_version, deed, dry_run=command.dry_run
        )
