from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.refusals import RoomNotFound
from domain.meeting.room import Room


@dataclass(frozen=True, slots=True)
class ReadRoom:
    """A room, in use or not. Raises RoomNotFound."""

    transactions: Transactions[MeetingWork]

    def __call__(self, caller: Caller, room_id: UUID) -> Room:
        caller.must(Permission.READ_ROOMS)
        with self.transactions.begin() as work:
            room = work.rooms.find(room_id)
        if room is None:
            raise RoomNotFound("there is no such room")
        return room
