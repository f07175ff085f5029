"""What happens to meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NotRequired, TypedDict
from uuid import UUID

from domain.meeting.guest import Guest, ResponseStatus
from domain.meeting.room_booking import BookingStatus
from domain.meeting.timing import Timing, plain, plain_instant
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot


class Facts(TypedDict):
    """What every event of a meeting says."""

    subject_id: UUID
    version: int
    actor_id: UUID | None
    at: datetime
    audience: frozenset[UUID]
    to_organisation: bool
    title: str
    timing: Timing
    original_start: NotRequired[str]
    scope: NotRequired[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(DomainEvent):
    """``original_start``: the date it is about, where not every date of a series is; then title and timing
    are those of that date. ``scope``: whether ``this`` one is meant, or it and the ``following`` ones."""

    subject_type: ClassVar[str] = "meeting"
    title: str
    timing: Timing
    original_start: str | None = None
    scope: str | None = None

    def data(self) -> dict[str, object]:
        about: dict[str, object] = {}
        if self.original_start is not None:
            about = {"original_start": self.original_start, "scope": self.scope or "this"}
        return {"title": self.title, **plain(self.timing), "changed": [], **about}


class MeetingScheduled(MeetingEvent):
    kind = "meeting.scheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesContinued(MeetingScheduled):
    """From ``original_start`` on it is a meeting of its own, and no more a part of ``split_from``."""

    split_from: UUID

    def data(self) -> dict[str, object]:
        return super(SeriesContinued, self).data() | {"split_from": str(self.split_from)}


class MeetingImported(MeetingScheduled):
    """It came out of a calendar file, from where its guests know of it: no reason to write to them."""

    def data(self) -> dict[str, object]:
        return super().data() | {"imported": True}


class MeetingDrafted(MeetingEvent):
    kind = "meeting.drafted"


class MeetingCancelled(MeetingEvent):
    kind = "meeting.cancelled"


class MeetingRestored(MeetingEvent):
    kind = "meeting.restored"


class MeetingDeleted(MeetingEvent):
    kind = "meeting.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(MeetingEvent):
    kind: ClassVar[str] = "meeting.changed"
    changed: tuple[str, ...]

    def data(self) -> dict[str, object]:
        return super(MeetingChanged, self).data() | {"changed": list(self.changed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(MeetingEvent):
    kind: ClassVar[str] = "meeting.moved"
    before: Timing

    def data(self) -> dict[str, object]:
        changed = {"changed": ["start", "end"], "before": plain(self.before)}
        return super(MeetingMoved, self).data() | changed


@dataclass(frozen=True, slots=True)
class MovedDate:
    """What the clocks show at that date stays; when that is does not. ``original_start``: its name by now."""

    original_start: str
    before: TimeSlot
    after: TimeSlot

    def plain(self) -> dict[str, object]:
        slots = {"before": self.before, "after": self.after}
        return {"original_start": self.original_start} | {
            name: {"start": plain_instant(slot.start), "end": plain_instant(slot.end)}
            for name, slot in slots.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedByZoneRules(MeetingMoved):
    """The rules of those time zones changed. ``more`` dates moved than are listed."""

    time_zones: tuple[str, ...]
    dates: tuple[MovedDate, ...]
    more: int

    def data(self) -> dict[str, object]:
        return super(MovedByZoneRules, self).data() | {
            "cause": "time_zone_rules",
            "time_zones": list(self.time_zones),
            "dates": [each.plain() for each in self.dates],
            "more": self.more,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAnswered(MeetingEvent):
    """Somebody who looks after the room said yes or no."""

    kind: ClassVar[str] = "meeting.room_answered"
    room_id: UUID
    status: BookingStatus
    reason: str

    def data(self) -> dict[str, object]:
        answer = {"id": str(self.room_id), "status": self.status.value, "reason": self.reason}
        return super(RoomAnswered, self).data() | {"changed": ["rooms"], "room": answer}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTaken(MeetingEvent):
    """A date came into reach, and the room was somebody else's."""

    kind: ClassVar[str] = "meeting.room_taken"
    room_id: UUID

    def data(self) -> dict[str, object]:
        room = {"id": str(self.room_id), "status": BookingStatus.TAKEN.value, "reason": ""}
        return super(RoomTaken, self).data() | {"changed": ["rooms"], "room": room}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTaken(MeetingEvent):
    """A date of an exclusive meeting came into reach, or its guest to an account, and was in another such."""

    kind: ClassVar[str] = "meeting.person_taken"
    person_id: UUID

    def data(self) -> dict[str, object]:
        return super(PersonTaken, self).data() | {"changed": ["exclusive"], "person_id": str(self.person_id)}


class NamedGuest(TypedDict):
    """What the events of a guest say of them."""

    guest_id: UUID
    guest_name: str
    guest_person_id: UUID | None
    guest_email: str


def named(guest: Guest) -> NamedGuest:
    return NamedGuest(
        guest_id=guest.id,
        guest_name=guest.name or guest.email,
        guest_person_id=guest.person_id,
        guest_email=guest.email,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestEvent(MeetingEvent):
    """Also who was removed is named in full: nobody could find them out later."""

    guest_id: UUID
    guest_name: str
    guest_person_id: UUID | None
    guest_email: str

    def data(self) -> dict[str, object]:
        person_id = str(self.guest_person_id) if self.guest_person_id else None
        guest = {"id": str(self.guest_id), "name": self.guest_name, "person_id": person_id}
        guest |= {} if person_id else {"email": self.guest_email}
        return super(GuestEvent, self).data() | {"changed": ["guests"], "guest": guest}


class GuestInvited(GuestEvent):
    kind = "guest.invited"


class GuestRemoved(GuestEvent):
    kind = "guest.removed"


class GuestPromoted(GuestEvent):
    """A place became free for the first in line."""

    kind = "guest.promoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestJoined(GuestEvent):
    """Who was invited by address alone has an account. ``merged``: the guest who was the same."""

    kind: ClassVar[str] = "guest.joined"
    merged: UUID | None = None

    def data(self) -> dict[str, object]:
        merged = {"merged": str(self.merged)} if self.merged else {}
        return super(GuestJoined, self).data() | merged


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEvent(GuestEvent):
    """``proposed``: the time that the guest proposes."""

    proposal_id: UUID
    proposed: Timing

    def data(self) -> dict[str, object]:
        proposal = {"id": str(self.proposal_id), **plain(self.proposed)}
        return super(ProposalEvent, self).data() | {"changed": ["proposals"], "proposal": proposal}


class ProposalMade(ProposalEvent):
    kind = "proposal.made"


class ProposalAccepted(ProposalEvent):
    kind = "proposal.accepted"


class ProposalDeclined(ProposalEvent):
    kind = "proposal.declined"


class ProposalWithdrawn(ProposalEvent):
    kind = "proposal.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestResponded(GuestEvent):
    kind: ClassVar[str] = "guest.responded"
    status: ResponseStatus

    def data(self) -> dict[str, object]:
        return super(GuestResponded, self).data() | {"status": self.status.value}
