from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.room import Room, RoomDetails


@dataclass(frozen=True, slots=True)
class AddRoomCommand:
    """``details`` by member name; a room without a zone lies in the caller's."""

    caller: Caller
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AddRoom:
    """A new room that everybody may book. Raises RoomNameTaken, or what the values break."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: AddRoomCommand) -> UUID:
        caller = command.caller
        caller.must(Permission.WRITE_ROOMS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            own_zone = work.people.among([caller.person_id], [])[0].zone
            details = RoomDetails(**{"zone": own_zone} | dict(command.details))
            room = Room.add(details, by=caller.person_id, now=self.clock.now())
            work.rooms.add(room)
        return room.id
