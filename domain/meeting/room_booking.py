"""A room that a meeting asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from domain.meeting.refusals import TooManyRooms

MOST_ROOMS = 20


class BookingStatus(StrEnum):
    """Only what is confirmed takes the room's time.

    ``taken``: of one date that came into reach when the room was somebody else's; it is told, never kept.
    """

    CONFIRMED = "confirmed"
    PENDING = "pending"
    DECLINED = "declined"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class RoomBooking:
    """``needs_approval``: an admin has to say yes, and again after a move. ``reason``: why they said no."""

    room_id: UUID
    status: BookingStatus = BookingStatus.CONFIRMED
    needs_approval: bool = False
    reason: str = ""

    def asked_again(self) -> "RoomBooking":
        """As it is after the time has changed."""
        return replace(self, status=BookingStatus.PENDING, reason="") if self.needs_approval else self


def checked(bookings: Sequence[RoomBooking]) -> list[RoomBooking]:
    """Raises TooManyRooms."""
    if len(bookings) > MOST_ROOMS:
        raise TooManyRooms(f"a meeting has {MOST_ROOMS} rooms at the most", field=("rooms",))
    return list(bookings)


def answered(
    bookings: Iterable[RoomBooking], room_id: UUID, status: BookingStatus, reason: str
) -> list[RoomBooking]:
    """The same, with the answer for that room."""
    return [
        replace(each, status=status, reason=reason) if each.room_id == room_id else each for each in bookings
    ]
