from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.guest_rights import agree_on, expect_editor
from domain.meeting.meeting import MeetingState
from domain.meeting.timing import AllDay, Timing, timing_between
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


@dataclass(frozen=True, slots=True)
class ChangeMeeting:
    """Raises MeetingNotFound, OnlyTheHostMay, StaleMeeting, MeetingIsCancelled, or what the values break.

    Guests who may modify change what it is about and when; who may see it, and the terms, the host alone.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: ChangeMeetingCommand) -> None:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, command.meeting_id, work)
            expect_editor(meeting, caller.person_id, "change this meeting")
            meeting.expect_version(command.expected_version)
            details = replace(meeting.details, **command.details)
            terms = replace(meeting.terms, **command.terms)
            if details.visibility is not meeting.details.visibility or terms != meeting.terms:
                meeting.expect_host(caller.person_id, "say who may see and do what in this meeting")
            meeting.describe(details, by=caller.person_id, now=now)
            agree_on(meeting, terms, by=caller.person_id, now=now)
            meeting.move_to(_moved(meeting.timing, command), by=caller.person_id, now=now)
            if command.publish and meeting.state is MeetingState.DRAFT:
                meeting.publish(by=caller.person_id, now=now)
            if meeting.events:
                work.meetings.save(meeting)


def _moved(timing: Timing, command: ChangeMeetingCommand) -> Timing:
    if isinstance(timing, AllDay):
        return timing_between(command.start or timing.first, command.end or timing.until)
    return timing_between(command.start or timing.start, command.end or timing.end)
