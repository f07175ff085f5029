from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve
from application.meeting.lineage import EXCEPTIONS, expect_dates
from application.meeting.ports import MeetingWork
from application.meeting.series_edit import SeriesEdit, SeriesEditing
from application.meeting.wanted_rooms import bookings
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edits_of, expect_allowed
from domain.meeting import series
from domain.meeting.edit import Edit, NewZone, Scope
from domain.meeting.guest_rights import expect_editor
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Start


@dataclass(frozen=True, slots=True)
class ChangeOccurrencesCommand:
    """The date ``original_start``, and by ``scope`` others with it; only what is given changes.

    ``recurrence``: lines, none for a meeting that repeats no more. ``uninvited``: guests by id.
    ``exceptions``: what is to be different on single dates besides. ``from_series``: as in ``Edit``.
    """

    caller: Caller
    meeting_id: UUID
    original_start: str
    scope: Scope
    expected_version: int | None
    details: dict[str, Any] = field(default_factory=dict)
    start: Start | None = None
    end: Start | None = None
    zone: NewZone | None = None
    recurrence: tuple[str, ...] | None = None
    rooms: tuple[UUID, ...] | None = None
    guests: tuple[Invitee, ...] = ()
    uninvited: frozenset[UUID] = frozenset()
    exceptions: Mapping[str, DateWish] = field(default_factory=dict)
    from_series: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ChangeOccurrences:
    """Edits one date of a series, it and the following ones, or all.

    Raises OccurrenceNotFound, OnlyTheHostMay, MeetingIsCancelled, SlotTaken, and what the values break.
    """

    editing: SeriesEditing

    def __call__(self, command: ChangeOccurrencesCommand) -> SeriesEdit:
        caller, exceptions = command.caller, dict[str, Edit]()

        def deed(meeting: Meeting, work: MeetingWork, now: datetime) -> Sequence[Meeting]:
            expect_editor(meeting, caller.person_id, "change this meeting")
            if "visibility" in command.details or command.guests or command.uninvited:
                meeting.expect_host(caller.person_id, "say who may see this meeting, and who is invited")
            expect_allowed(meeting, command.exceptions.values(), caller.person_id)
            expect_dates(meeting, command.exceptions, caller, work, field=EXCEPTIONS)
            exceptions.update(edits_of(command.exceptions, work, host_id=meeting.host_id))
            edit = Edit(
                command.details,
                command.start,
                command.end,
                command.zone,
                command.recurrence,
                None if command.rooms is None else bookings(command.rooms, work),
                resolve(command.guests, work, host_id=meeting.host_id, field=("guests", "invite")),
                command.uninvited,
                exceptions,
                from_series=command.from_series,
            )
            return series.change(
                meeting, edit, command.scope, command.original_start, by=caller.person_id, now=now
            )

        ways_out = WaysOut(exceptions, command.original_start if command.scope is Scope.THIS else None)
        return self.editing(
            caller,
            command.meeting_id,
            command.original_start,
            command.expected_version,
            deed,
            ways_out,
            dry_run=command.dry_run,
        )
