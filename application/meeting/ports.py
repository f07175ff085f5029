"""What the use cases about meetings need from outside."""

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID

from application.identity.ports import IdentityWork
from domain.meeting.meeting import Meeting
from domain.meeting.room import Room


class Meetings(Protocol):
    """All meetings. What comes back is a copy; changes, and the events they recorded, count once saved."""

    def add(self, meeting: Meeting) -> None:
        """Saves it as version 1. Raises UidAlreadyTaken when the host has another with that UID."""
        ...

    def add_all(self, meetings: Sequence[Meeting]) -> Collection[UUID]:
        """As ``add``, for many at once. Returns the ids of those it saved; the UIDs of the rest are taken."""
        ...

    def get(self, meeting_id: UUID) -> Meeting:
        """Holds off other writers of this meeting until the transaction ends. Raises MeetingNotFound."""
        ...

    def find(self, meeting_id: UUID) -> Meeting | None:
        """Holds nobody off: for reading."""
        ...

    def with_uids(self, host_id: UUID, uids: Collection[str]) -> Sequence[Meeting]:
        """The host's meetings with one of those iCalendar UIDs, in any order; holds nobody off."""
        ...

    def save(self, meeting: Meeting) -> None:
        """Raises StaleMeeting when another version was saved since this one was read."""
        ...

    def remove(self, meeting: Meeting) -> None:
        """For good, with all that hangs on it; its recorded events stay in the log."""
        ...


class Rooms(Protocol):
    """All rooms. What comes back is a copy; changes, and the events they recorded, count once saved."""

    def add(self, room: Room) -> None:
        """Saves it as version 1. Raises RoomNameTaken; names that differ in case only are the same."""
        ...

    def get(self, room_id: UUID) -> Room:
        """Holds off other writers of this room, and its bookings, until the transaction ends.

        Raises RoomNotFound.
        """
        ...

    def find(self, room_id: UUID) -> Room | None:
        """Holds nobody off: for reading."""
        ...

    def among(self, room_ids: Collection[UUID]) -> Sequence[Room]:
        """Those that exist, ordered by id; holds nobody off."""
        ...

    def search(
        self,
        *,
        words: str = "",
        capacity: int = 1,
        equipment: Collection[str] = (),
        active: bool | None = True,
        after: str | None = None,
        limit: int,
    ) -> Sequence[Room]:
        """Rooms with that part in name or location, ignoring case, that many seats and all that equipment.

        ``active`` None asks for both kinds. Ordered by ``details.key``; those behind the key ``after`` when
        it is given. Holds nobody off.
        """
        ...

    def save(self, room: Room) -> None:
        """Raises StaleRoom when another version was saved since this one was read, or RoomNameTaken."""
        ...


class MeetingWork(IdentityWork, Protocol):
    @property
    def meetings(self) -> Meetings: ...
    @property
    def rooms(self) -> Rooms: ...
