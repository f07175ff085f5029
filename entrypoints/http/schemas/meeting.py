"""Meetings on the wire."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from application.meeting.lineage import Kin
from application.meeting.read_meeting import MeetingView
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.guest_rights import guests_seen_by, shows_guests
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Override
from domain.meeting.recurrence import Recurrence, parse_recurrence
from domain.meeting.terms import MOST_PLACES, Terms
from domain.meeting.timing import Start, Timing
from domain.recurrence.sentence import say_series
from domain.shared.refusal import InvalidValue
from entrypoints.http.schemas.about import (
    ConferenceUrl,
    Description,
    Exclusive,
    NewZoneSent,
    Place,
    RecurrenceLines,
    Title,
    Transparent,
    commitment_of,
    details_of,
)
from entrypoints.http.schemas.booking import AnyRoomSent, BookedRoomShown, LacksShown, RoomsSent, lacks_shown
from entrypoints.http.schemas.exceptions import ExceptionsSent
from entrypoints.http.schemas.guest import GuestShown, InvitationsSent
from entrypoints.http.schemas.moment import MomentSent, MomentShown, start_and_end, timing_from
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import Id, RecordedAt, Sent, Shown, absent, prose
from entrypoints.http.spoken import asked_book

Capacity = Annotated[
    Annotated[int, Field(ge=1, le=MOST_PLACES)] | None,
    Field(description="How many guests can accept; who comes later waits for a place. null: no limit."),
]


def recurrence_from(lines: Sequence[str] | None, start: Start) -> Recurrence | None:
    """Raises InvalidRecurrence, naming the line."""
    try:
        return parse_recurrence(lines or (), start)
    except InvalidValue as refusal:
        refusal.field = ("recurrence", *refusal.field) if refusal.field else ("recurrence",)
        raise


class GuestsCanSent(Sent):
    """What guests may do besides answering. Members that are left out stay as they are."""

    invite: bool = Field(default_factory=absent)
    modify: bool = Field(
        default_factory=absent, description="Change what the meeting is about and when, not who may see it."
    )
    see_guests: bool = Field(
        default_factory=absent, description="Otherwise each guest sees the host and themself."
    )


def terms_of(sent: "MeetingSent | MeetingChangeSent") -> dict[str, Any]:
    """The members of ``Terms`` that were sent."""
    rights = sent.guests_can.model_dump(exclude_unset=True) if sent.guests_can else {}
    terms: dict[str, Any] = {f"guests_{name}": value for name, value in rights.items()}
    return terms | ({"capacity": sent.capacity} if "capacity" in sent.model_fields_set else {})


class MeetingSent(Sent):
    """A new meeting; its host is the caller."""

    title: Title
    start: MomentSent
    end: MomentSent
    description: Description | None = None
    location: Place | None = None
    conference_url: ConferenceUrl | None = None
    visibility: Visibility = Field(
        Visibility.PRIVATE, description="``private``: everybody but host and guests sees only busy."
    )
    state: Literal["draft", "scheduled"] = "scheduled"
    guests: InvitationsSent = Field(default_factory=absent)
    recurrence: RecurrenceLines = None
    exclusive: Exclusive = False
    transparent: Transparent = False
    rooms: RoomsSent = Field(default_factory=absent)
    any_room: AnyRoomSent | None = None
    hold_id: Id | None = Field(
        None,
        description="One's own hold, whose time goes to the meeting, and, unless ``rooms`` and ``guests`` "
        "are named, those that it keeps.",
    )
    exceptions: ExceptionsSent = Field(default_factory=list)
    capacity: Capacity = None
    guests_can: GuestsCanSent = Field(default_factory=absent)

    def terms(self) -> Terms:
        return Terms(**terms_of(self))

    def details(self) -> Details:
        """Raises InvalidText or InvalidConferenceUrl."""
        return Details(
            title=self.title,
            description=self.description or "",
            location=self.location or "",
            conference_url=self.conference_url,
            visibility=self.visibility,
            commitment=commitment_of(exclusive=self.exclusive, transparent=self.transparent),
        )

    def timing(self) -> Timing:
        """Raises InvalidTiming or InvalidTimeSlot."""
        return timing_from(self.start, self.end)

    def repeats(self) -> Recurrence | None:
        """Raises InvalidRecurrence."""
        return recurrence_from(self.recurrence, self.start.meant())


class MeetingChangeSent(Sent):
    """Only members that are sent change anything."""

    title: Title = Field(default_factory=absent)
    start: MomentSent = Field(default_factory=absent)
    end: MomentSent = Field(default_factory=absent)
    description: Description | None = Field(default_factory=absent)
    location: Place | None = Field(default_factory=absent)
    conference_url: ConferenceUrl | None = Field(default_factory=absent)
    visibility: Visibility = Field(default_factory=absent)
    state: Literal["scheduled"] = Field(
        default_factory=absent, description="Announces a draft; nothing else changes state here."
    )
    time_zone: NewZoneSent = Field(default_factory=absent)
    recurrence: RecurrenceLines = Field(default_factory=absent)
    exclusive: Exclusive = Field(default_factory=absent)
    transparent: Transparent = Field(default_factory=absent)
    rooms: RoomsSent = Field(default_factory=absent)
    any_room: AnyRoomSent | None = None
    exceptions: ExceptionsSent = Field(default_factory=list)
    capacity: Capacity = Field(default_factory=absent)
    guests_can: GuestsCanSent = Field(default_factory=absent)

    def terms(self) -> dict[str, Any]:
        return terms_of(self)

    def details(self) -> dict[str, Any]:
        """The members of ``Details`` that were sent."""
        return details_of(self)

    def repeats(self) -> tuple[str, ...] | None:
        """The lines that were sent; none for a meeting that is to repeat no more."""
        return tuple(self.recurrence or ()) if "recurrence" in self.model_fields_set else None


class CancellationSent(Sent):
    reason: Annotated[str, prose(1_000)] | None = None


class GuestsCanShown(Shown):
    """What guests may do besides answering."""

    invite: bool
    modify: bool
    see_guests: bool

    @classmethod
    def of(cls, terms: Terms) -> "GuestsCanShown":
        return cls(invite=terms.guests_invite, modify=terms.guests_modify, see_guests=terms.guests_see_guests)


class ExceptionShown(Shown):
    """One date that differs from its series, or does without something: its own members are not null."""

    original_start: str
    cancelled: bool
    start: MomentShown | None
    end: MomentShown | None
    title: str | None
    description: str | None
    location: str | None
    conference_url: str | None
    rooms: list[BookedRoomShown] | None
    lacks: LacksShown

    @classmethod
    def of(cls, original_start: str, own: Override, view: MeetingView) -> "ExceptionShown":
        start, end = start_and_end(own.timing) if own.timing else (None, None)
        names = ("title", "description", "location", "conference_url")
        return cls(
            original_start=original_start,
            cancelled=own.cancelled,
            start=start,
            end=end,
            rooms=None if own.rooms is None else [BookedRoomShown.of(each, view.rooms) for each in own.rooms],
            lacks=lacks_shown(view, own),
            **{name: own.details.get(name) for name in names},
        )


class KinShown(Shown):
    """Another meeting that was the same series, and the date at which the two were split."""

    meeting_id: UUID
    original_start: str

    @classmethod
    def of(cls, kin: Kin) -> "KinShown":
        return cls(meeting_id=kin.meeting_id, original_start=kin.original_start)


class MeetingShown(Shown):
    """A meeting as those see it who may."""

    id: UUID
    uid: str = Field(description="Its identity in iCalendar, for life.")
    version: int = Field(description="Grows with each change; the ETag is made of it.")
    state: MeetingState
    title: str
    description: str
    location: str
    visibility: Visibility
    conference_url: str | None
    start: MomentShown
    end: MomentShown
    recurrence: list[str] | None
    recurrence_sentence: str | None = Field(
        description="How it repeats, in English.", examples=["every second Tuesday"]
    )
    exceptions: list[ExceptionShown]
    split_from: KinShown | None = Field(
        description="It goes on from that date of that meeting; null too where the caller may not see it."
    )
    continued_by: list[KinShown] = Field(
        description="The meetings that go on from dates of this one; only those that the caller may see."
    )
    exclusive: bool
    transparent: bool
    host: PersonShown
    guests: list[GuestShown] = Field(description="Those whom the caller may know of.")
    rooms: list[BookedRoomShown]
    capacity: int | None
    guests_can: GuestsCanShown
    cancellation_reason: str
    guests_reminded_at: RecordedAt | None = Field(
        description="When those who had not answered were last reminded; only for those who see the guests."
    )
    created_at: RecordedAt
    updated_at: RecordedAt

    @classmethod
    def of(cls, view: MeetingView) -> "MeetingShown":
        meeting, details = view.meeting, view.meeting.details
        kinship, (start, end) = view.kinship, start_and_end(meeting.timing)
        return cls(
            id=meeting.id,
            uid=meeting.uid,
            version=meeting.version,
            state=meeting.state,
            title=details.title,
            description=details.description,
            location=details.location,
            visibility=details.visibility,
            conference_url=details.conference_url,
            start=start,
            end=end,
            recurrence=meeting.recurrence.written(meeting.timing.start) if meeting.recurrence else None,
            recurrence_sentence=_sentence(meeting),
            exceptions=[
                ExceptionShown.of(name, own, view) for name, own in sorted(meeting.overrides.items())
            ],
            split_from=kinship.split_from and KinShown.of(kinship.split_from),
            continued_by=[KinShown.of(each) for each in kinship.continued_by],
            exclusive=details.commitment is Commitment.EXCLUSIVE,
            transparent=details.commitment is Commitment.FREE,
            host=PersonShown.of(view.people[meeting.host_id]),
            guests=[GuestShown.of(guest, view) for guest in guests_seen_by(meeting, view.viewer_id)],
            rooms=[BookedRoomShown.of(booking, view.rooms) for booking in meeting.rooms],
            capacity=meeting.terms.capacity,
            guests_can=GuestsCanShown.of(meeting.terms),
            cancellation_reason=meeting.cancellation_reason,
            guests_reminded_at=meeting.guests_reminded_at if shows_guests(meeting, view.viewer_id) else None,
            created_at=meeting.created_at,
            updated_at=meeting.updated_at,
        )


def _sentence(meeting: Meeting) -> str | None:
    if meeting.recurrence is None:
        return None
    return say_series(meeting.recurrence.dates_from(meeting.timing.start), asked_book())
