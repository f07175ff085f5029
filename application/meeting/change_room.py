from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ChangeRoomCommand:
    """Only what is given changes: ``details`` by member name."""

    caller: Caller
    room_id: UUID
    expected_version: int | None
    details: Mapping[str, Any] = field(default_factory=dict)
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeRoom:
    """Raises RoomNotFound, StaleRoom, RoomNameTaken, or what the values break."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: ChangeRoomCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_ROOMS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            room = work.rooms.get(command.room_id)
            room.expect_version(command.expected_version)
            room.change(
                replace(room.details, **command.details),
                active=room.active if command.active is None else command.active,
                by=caller.person_id,
                now=self.clock.now(),
            )
            if room.events:
                work.rooms.save(room)
