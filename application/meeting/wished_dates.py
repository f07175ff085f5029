"""What somebody wants to be different about single dates, before rooms and people are looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from application.meeting.invitations import Invitee, resolve
from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import bookings
from domain.meeting.edit import Edit, NewZone
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Start
from domain.shared.refusal import InvalidValue


@dataclass(frozen=True, slots=True)
class DateWish:
    """As ``Edit``, for one date; only what is given changes. ``cancelled`` calls it off."""

    details: Mapping[str, Any] = field(default_factory=dict)
    start: Start | None = None
    end: Start | None = None
    zone: NewZone | None = None
    rooms: tuple[UUID, ...] | None = None
    guests: tuple[Invitee, ...] = ()
    uninvited: frozenset[UUID] = frozenset()
    cancelled: bool = False


def edit_of(wish: DateWish, work: MeetingWork, *, host_id: UUID) -> Edit:
    """Raises UnknownRoom, UnknownGuest, AlreadyInvited or others, naming the place."""
    return Edit(
        wish.details,
        wish.start,
        wish.end,
        wish.zone,
        rooms=None if wish.rooms is None else bookings(wish.rooms, work),
        invitations=resolve(wish.guests, work, host_id=host_id, field=("guests", "invite")),
        uninvited=wish.uninvited,
        cancelled=wish.cancelled,
    )


def edits_of(wishes: Mapping[str, DateWish], work: MeetingWork, *, host_id: UUID) -> dict[str, Edit]:
    """As ``edit_of``, naming the place among the exceptions too."""
    edits: dict[str, Edit] = {}
    for place, (name, wish) in enumerate(wishes.items()):
        try:
            edits[name] = edit_of(wish, work, host_id=host_id)
        except InvalidValue as refusal:
            refusal.field = ("exceptions", place, *refusal.field)
            raise
    return edits


def expect_allowed(meeting: Meeting, wishes: Iterable[DateWish], person_id: UUID) -> None:
    """Who is invited, and whether a date takes place, is up to the host. Raises OnlyTheHostMay."""
    if any(wish.guests or wish.uninvited or wish.cancelled for wish in wishes):
        meeting.expect_host(person_id, "say who is invited, and cancel dates")
