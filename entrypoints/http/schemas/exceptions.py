"""Dates that differ from the rest of their series, and offers, which are made of the same."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from application.meeting.wished_dates import DateWish
from domain.meeting.details import Commitment
from domain.meeting.edit import Edit
from domain.meeting.guest import ResponseStatus
from domain.meeting.offer import Asked, Offer
from domain.meeting.refusals import InvalidTiming
from domain.meeting.timing import Start, plain
from domain.shared.refusal import InvalidValue
from entrypoints.http.schemas.about import (
    ConferenceUrl,
    Description,
    Exclusive,
    GuestsChangeSent,
    NewZoneSent,
    Place,
    Title,
    Transparent,
    details_of,
)
from entrypoints.http.schemas.booking import RoomsSent
from entrypoints.http.schemas.moment import MomentSent, moment_shown
from entrypoints.http.schemas.shapes import Sent, absent


class DateChangeSent(Sent):
    """What one date can have of its own. Only members that are sent change anything."""

    title: Title = Field(default_factory=absent)
    start: MomentSent = Field(default_factory=absent)
    end: MomentSent = Field(default_factory=absent)
    time_zone: NewZoneSent = Field(default_factory=absent)
    description: Description | None = Field(default_factory=absent)
    location: Place | None = Field(default_factory=absent)
    conference_url: ConferenceUrl | None = Field(default_factory=absent)
    exclusive: Exclusive = Field(default_factory=absent)
    transparent: Transparent = Field(default_factory=absent)
    rooms: RoomsSent = Field(default_factory=absent)
    guests: GuestsChangeSent = Field(default_factory=absent)

    def asked(self) -> dict[str, Any]:
        """Members of ``DateWish``. Raises InvalidText, InvalidConferenceUrl or others."""
        guests = self.guests or GuestsChangeSent()
        return {
            "details": details_of(self),
            "start": self.start.meant() if self.start else None,
            "end": self.end.meant() if self.end else None,
            "zone": self.time_zone.meant() if self.time_zone else None,
            "rooms": None if self.rooms is None else tuple(self.rooms),
            "guests": tuple(each.invitee() for each in guests.invite),
            "uninvited": frozenset(guests.remove),
        }


class ExceptionSent(DateChangeSent):
    """One date of the series that is left out, or differs from the others."""

    original_start: Annotated[
        str,
        Field(
            min_length=8,
            max_length=16,
            description="The date's name: when the rule would have it begin, in UTC, or its day.",
            examples=["20261201T083000Z"],
        ),
    ]
    cancelled: bool = False


class RestorationSent(Sent):
    """How it is to be from now on, where it cannot be as it was."""

    start: MomentSent = Field(default_factory=absent)
    end: MomentSent = Field(default_factory=absent)
    rooms: RoomsSent = Field(default_factory=absent)

    def wish(self) -> DateWish:
        return DateWish(
            start=self.start.meant() if self.start else None,
            end=self.end.meant() if self.end else None,
            rooms=None if self.rooms is None else tuple(self.rooms),
        )


ExceptionsSent = Annotated[
    list[ExceptionSent],
    Field(max_length=1_000, description="Dates that are to differ besides; offers of a clash fit here."),
]


class MeetingRestorationSent(RestorationSent):
    exceptions: ExceptionsSent = Field(default_factory=list)


class AcceptanceSent(Sent):
    """What else is to change, where not all can be at the new time as it was at the old one."""

    rooms: RoomsSent = Field(default_factory=absent)
    exceptions: ExceptionsSent = Field(default_factory=list)


def wishes_from(sent: Sequence[ExceptionSent]) -> Mapping[str, DateWish]:
    """Raises InvalidTiming or others, naming the place, also when a date is named twice."""
    wishes: dict[str, DateWish] = {}
    for place, each in enumerate(sent):
        try:
            if each.original_start in wishes:
                raise InvalidTiming("this date is named twice", field=("original_start",))
            wishes[each.original_start] = DateWish(**each.asked(), cancelled=each.cancelled)
        except InvalidValue as refusal:
            refusal.field = ("exceptions", place, *refusal.field)
            raise
    return wishes


def offer_shown(offer: Offer) -> dict[str, Any]:
    """Its kind, and members that may be sent as they are."""
    members: dict[str, Any] = {"kind": offer.kind.value}
    if offer.timing is not None:
        members |= plain(offer.timing)
    if offer.rooms:
        members["rooms"] = [str(room_id) for room_id in offer.rooms]
    if offer.instead_of_any:
        members["any_room"] = None
    if offer.guests:
        members["guests"] = [_asked(each) for each in offer.guests]
    if offer.proposal is not None:
        members |= {"status": ResponseStatus.DECLINED.value, "proposal": plain(offer.proposal)}
    if offer.exceptions:
        members["exceptions"] = [
            {"original_start": name, **_members_of(edit)} for name, edit in sorted(offer.exceptions.items())
        ]
    if offer.declined_on:
        members["declined_on"] = list(offer.declined_on)
    return members


def _asked(asked: Asked) -> dict[str, str]:
    named = {"person_id": asked.person_id, "email": asked.email, "team_id": asked.team_id}
    return {"role": asked.role.value} | {name: str(value) for name, value in named.items() if value}


def _members_of(edit: Edit) -> dict[str, Any]:
    """As ``ExceptionSent`` takes them."""
    members: dict[str, Any] = {name: value for name, value in edit.details.items() if name != "commitment"}
    if (commitment := edit.details.get("commitment")) is not None:
        members["exclusive"] = commitment is Commitment.EXCLUSIVE
        members["transparent"] = commitment is Commitment.FREE
    if edit.start is not None:
        members["start"] = _moment(edit.start)
    if edit.end is not None:
        members["end"] = _moment(edit.end)
    if edit.zone is not None:
        members["time_zone"] = {"name": edit.zone.zone.key, "keep": edit.zone.keep.value}
    if edit.rooms is not None:
        members["rooms"] = [str(booking.room_id) for booking in edit.rooms]
    if edit.invitations or edit.uninvited:
        invited = [
            {"role": each.role.value}
            | ({"person_id": str(each.person_id)} if each.person_id else {"email": each.email})
            for each in edit.invitations
        ]
        members["guests"] = {"invite": invited, "remove": sorted(map(str, edit.uninvited))}
    return members | ({"cancelled": True} if edit.cancelled else {})


def _moment(start: Start) -> dict[str, Any]:
    return moment_shown(start).model_dump(mode="json")
