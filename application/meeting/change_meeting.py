from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import EXCEPTIONS, expect_dates
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.meeting.take_or_offer import take_or_offer
from application.meeting.wanted_rooms import AnyRoom, any_room_for, bookings
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edits_of, expect_allowed
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting import series
from domain.meeting.booking import book
from domain.meeting.edit import Edit, NewZone, Scope
from domain.meeting.guest_rights import agree_on, expect_editor
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.one_date import except_dates
from domain.shared.time_slot import Moment


@dataclass(frozen=True, slots=True)
class ChangeMeetingCommand:
    """Only what is given changes: ``details`` and ``terms`` by member name, ``start`` and ``end`` too.

    ``publish`` announces a draft; what was announced already stays so.
    """

    caller: Caller
    meeting_id: UUID
    expected_version: int | None
    details: dict[str, Any] = field(default_factory=dict)
    start: Moment | date | None = None
    end: Moment | date | None = None
    publish: bool = False
    terms: dict[str, Any] = field(default_factory=dict)
    rooms: tuple[UUID, ...] | None = None
    any_room: AnyRoom | None = None
    zone: NewZone | None = None
    recurrence: tuple[str, ...] | None = None
    exceptions: Mapping[str, DateWish] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeMeeting:
    """Raises MeetingNotFound, OnlyTheHostMay, StaleMeeting, MeetingIsCancelled, or what the values break.

    SlotTaken comes with offers. Guests who may modify change what it is about, when and in which rooms; who
    may see it, and the terms, the host alone.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: ChangeMeetingCommand) -> Meeting:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        exceptions: dict[str, Edit] = {}

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            meeting = meeting_for(caller, command.meeting_id, work)
            expect_editor(meeting, caller.person_id, "change this meeting")
            expect_allowed(meeting, command.exceptions.values(), caller.person_id)
            meeting.expect_version(command.expected_version)
            expect_dates(meeting, command.exceptions, caller, work, field=EXCEPTIONS)
            exceptions.update(edits_of(command.exceptions, work, host_id=meeting.host_id))
            _change(meeting, command, now)
            if command.rooms is not None:
                book(meeting, bookings(command.rooms, work), by=caller.person_id, now=now)
            except_dates(meeting, exceptions, by=caller.person_id, now=now)
            if command.any_room is not None:
                any_room = any_room_for(meeting, command.any_room, work)
                book(meeting, [*meeting.rooms, any_room], by=caller.person_id, now=now)
            return [meeting]

        ways_out = WaysOut(exceptions, any_room=command.any_room is not None)
        [meeting] = take_or_offer(self.transactions, plan, ways_out, caller)
        return meeting


def _change(meeting: Meeting, command: ChangeMeetingCommand, now: datetime) -> None:
    by = command.caller.person_id
    details = replace(meeting.details, **command.details)
    terms = replace(meeting.terms, **command.terms)
    if details.visibility is not meeting.details.visibility or terms != meeting.terms:
        meeting.expect_host(by, "say who may see and do what in this meeting")
    edit = Edit(command.details, command.start, command.end, command.zone, command.recurrence)
    series.change(meeting, edit, Scope.ALL, by=by, now=now)
    agree_on(meeting, terms, by=by, now=now)
    if command.publish and meeting.state is MeetingState.DRAFT:
        meeting.publish(by=by, now=now)
