from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import known_rooms
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.hold import Hold
from domain.meeting.refusals import RoomNeedsApproval, UnknownGuest
from domain.shared.time_slot import TimeSlot


@dataclass(frozen=True, slots=True)
class PlaceHoldCommand:
    caller: Caller
    slot: TimeSlot
    people: tuple[UUID, ...]
    rooms: tuple[UUID, ...]
    ttl: timedelta


@dataclass(frozen=True, slots=True)
class PlaceHold:
    """Keeps rooms and people free for a while, for whoever asks.

    Raises SlotTaken, InvalidHold, UnknownGuest, UnknownRoom, RoomClosed, RoomInactive or RoomNeedsApproval.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: PlaceHoldCommand) -> UUID:
        caller = command.caller
        caller.must(Permission.WRITE_MEETINGS)
        hold = Hold.place(
            owner_id=caller.person_id,
            slot=command.slot,
            people=command.people,
            rooms=command.rooms,
            ttl=command.ttl,
            now=self.clock.now(),
        )
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            active = {person.id for person in work.people.among(hold.people, ()) if person.active}
            for place, person_id in enumerate(command.people):
                if person_id not in active:
                    raise UnknownGuest("nobody here has this id", field=("people", place))
            for room in known_rooms(command.rooms, work):
                if room.details.approval:
                    raise RoomNeedsApproval(f"{room.details.name} cannot be held: an admin has to approve it")
            work.holds.add(hold)
        return hold.id
