from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve, teams_among
from application.meeting.own_hold import own_hold
from application.meeting.ports import MeetingWork
from application.meeting.take_or_offer import take_or_offer
from application.meeting.wanted_rooms import AnyRoom, any_room_for, bookings
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edits_of
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.details import Details
from domain.meeting.edit import Edit
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.one_date import begin_with
from domain.meeting.recurrence import Recurrence
from domain.meeting.team_invited import tell_of_team
from domain.meeting.terms import Terms
from domain.meeting.timing import Timing


@dataclass(frozen=True, slots=True)
class ScheduleMeetingCommand:
    """``guests`` and ``rooms`` None: those that the hold keeps, if there is one.

    ``exceptions``: what single dates have of their own from the beginning, by original start.
    """

    caller: Caller
    details: Details
    timing: Timing
    guests: tuple[Invitee, ...] | None = None
    draft: bool = False
    recurrence: Recurrence | None = None
    terms: Terms = field(default_factory=Terms)
    exceptions: Mapping[str, DateWish] = field(default_factory=dict)
    rooms: tuple[UUID, ...] | None = None
    any_room: AnyRoom | None = None
    hold_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """Puts a meeting into the calendars of its host, who is the caller, and of its guests, and into rooms.

    Raises SlotTaken with offers, RoomClosed, RoomInactive, HoldNotFound, HoldExpired, or what values break.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: ScheduleMeetingCommand) -> Meeting:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        exceptions: dict[str, Edit] = {}

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            hold = own_hold(caller, command.hold_id, work) if command.hold_id else None
            meeting = _planned(command, hold, work, now)
            for team in teams_among(command.guests or (), work):
                tell_of_team(meeting, team, by=caller.person_id, now=now)
            if hold is not None:
                hold.become(meeting, now=now)
                work.holds.remove(hold)
            exceptions.update(edits_of(command.exceptions, work, host_id=caller.person_id))
            begin_with(meeting, exceptions, now=now)
            if command.any_room is not None:
                meeting.rooms.append(any_room_for(meeting, command.any_room, work))
            return [meeting]

        ways_out = WaysOut(exceptions, any_room=command.any_room is not None)
        [meeting] = take_or_offer(self.transactions, plan, ways_out, caller)
        return meeting


def _planned(command: ScheduleMeetingCommand, hold: Hold | None, work: MeetingWork, now: datetime) -> Meeting:
    host_id, guests, rooms = command.caller.person_id, command.guests, command.rooms
    if guests is None:
        guests = tuple(Invitee(person_id=each) for each in sorted(hold.people - {host_id})) if hold else ()
    if rooms is None:
        rooms = tuple(sorted(hold.rooms)) if hold else ()
    return Meeting.schedule(
        host_id=host_id,
        details=command.details,
        timing=command.timing,
        recurrence=command.recurrence,
        terms=command.terms,
        invitations=resolve(guests, work, host_id=host_id),
        rooms=bookings(rooms, work),
        draft=command.draft,
        now=now,
    )
