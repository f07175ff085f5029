from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.series_edit import SeriesEdit, SeriesEditing
from application.meeting.ways_out import WaysOut
from domain.meeting import series
from domain.meeting.edit import Scope
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class CancelOccurrencesCommand:
    caller: Caller
    meeting_id: UUID
    original_start: str
    scope: Scope = Scope.THIS
    reason: str = ""
    expected_version: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class CancelOccurrences:
    """Calls off one date, it and the following ones, or all. What follows becomes a meeting of its own.

    Raises OccurrenceNotFound, OnlyTheHostMay or MeetingIsCancelled.
    """

    editing: SeriesEditing

    def __call__(self, command: CancelOccurrencesCommand) -> SeriesEdit:
        caller = command.caller

        def deed(meeting: Meeting, work: MeetingWork, now: datetime) -> Sequence[Meeting]:
            meeting.expect_host(caller.person_id, "cancel this meeting")
            name, by = command.original_start, caller.person_id
            return series.cancel(meeting, command.reason, command.scope, name, by=by, now=now)

        return self.editing(
            caller,
            command.meeting_id,
            command.original_start,
            command.expected_version,
            deed,
            WaysOut(),
            dry_run=command.dry_run,
        )
