from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class RemoveRoomCommand:
    caller: Caller
    room_id: UUID
    expected_version: int | None


@dataclass(frozen=True, slots=True)
class RemoveRoom:
    """Takes a room out of use. It stays known by name to the meetings held in it, past and to come.

    Raises RoomNotFound or StaleRoom.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: RemoveRoomCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_ROOMS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            room = work.rooms.get(command.room_id)
            room.expect_version(command.expected_version)
            if room.active:
                room.remove(by=caller.person_id, now=self.clock.now())
                work.rooms.save(room)
