"""A meeting and everything a host or a guest can do to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.meeting.bounds import expect_bearable
from domain.meeting.details import Details, Visibility
from domain.meeting.events import (
    Facts,
    GuestEvent,
    GuestInvited,
    GuestPromoted,
    GuestRemoved,
    GuestResponded,
    MeetingCancelled,
    MeetingChanged,
    MeetingDeleted,
    MeetingDrafted,
    MeetingEvent,
    MeetingImported,
    MeetingRestored,
    MeetingScheduled,
    named,
)
from domain.meeting.guest import Guest, Invitation, Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.occurrence import Dates, Lineage, Occurrence, Override
from domain.meeting.recurrence import NoDateFits, Recurrence
from domain.meeting.refusals import (
    AlreadyInvited,
    GuestNotFound,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotADraft,
    MeetingIsNotCancelled,
    NotInvited,
    OccurrenceNotFound,
    OnlyTheHostMay,
    StaleMeeting,
    TooManyGuests,
)
from domain.meeting.rescheduling import reschedule
from domain.meeting.reshaping import moved
from domain.meeting.room_booking import RoomBooking, checked
from domain.meeting.terms import Terms
from domain.meeting.timing import Start, Timing, name_of, reading_of
from domain.meeting.waiting_list import WaitingList
from domain.shared.ids import new_id
from domain.shared.text import prose

MOST_GUESTS = 500


class MeetingState(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Meeting:
    """The aggregate. ``uid`` is its iCalendar identity for life, ``sequence`` its revision (RFC 5546 §2.1.4).

    ``anchor`` is the start it was first given; it names the dates, so that each keeps its name however often
    the meeting or its series moves. ``overrides`` holds, by that name, what single dates have of their own.
    ``version`` grows by one with each save; ``revised_in`` is the version in which guests last had to think
    again, so that two people can answer at once without colliding, yet nobody accepts a time they never saw.
    ``guests_reminded_at``: when those who had not answered were last reminded.
    """

    id: UUID
    uid: str
    host_id: UUID
    details: Details
    timing: Timing
    anchor: Start
    created_at: datetime
    updated_at: datetime
    recurrence: Recurrence | None = None
    overrides: dict[str, Override] = field(default_factory=dict)
    lineage: Lineage | None = None
    terms: Terms = field(default_factory=Terms)
    state: MeetingState = MeetingState.SCHEDULED
    guests: list[Guest] = field(default_factory=list)
    rooms: list[RoomBooking] = field(default_factory=list)
    kept: KeptProperties = field(default_factory=KeptProperties)
    cancellation_reason: str = ""
    guests_reminded_at: datetime | None = None
    sequence: int = 0
    revised_in: int = 1
    version: int = 0
    events: list[MeetingEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def schedule(
        cls,
        *,
        host_id: UUID,
        details: Details,
        timing: Timing,
        recurrence: Recurrence | None = None,
        terms: Terms | None = None,
        invitations: Iterable[Invitation] = (),
        rooms: Sequence[RoomBooking] = (),
        draft: bool = False,
        uid: str | None = None,
        imported: KeptProperties | None = None,
        now: datetime,
    ) -> "Meeting":
        """A new meeting, announced unless it is a draft. ``imported``: it comes from a file that says so too.

        Raises TooManyGuests, AlreadyInvited, TooManyRooms, or InvalidRecurrence for rules that hit no date
        at all.
        """
        identity = new_id(now)
        meeting = cls(
            id=identity,
            uid=uid or f"{identity}@convene",
            host_id=host_id,
            details=details,
            timing=timing,
            anchor=timing.start,
            created_at=now,
            updated_at=now,
            recurrence=recurrence,
            terms=terms or Terms(),
            state=MeetingState.DRAFT if draft else MeetingState.SCHEDULED,
            kept=imported or KeptProperties(),
        )
        if meeting.dates.first is None:
            raise NoDateFits
        for invitation in invitations:
            meeting.add_guest(invitation, now)
        meeting.rooms = checked(rooms)
        expect_bearable(meeting, now=now)
        announced = MeetingScheduled if imported is None else MeetingImported
        meeting._record(MeetingDrafted if draft else announced, by=host_id, now=now)
        return meeting

    @property
    def dates(self) -> Dates:
        """When it takes place, as things stand now."""
        return Dates(self.timing, self.details, self.anchor, self.recurrence, self.overrides)

    @property
    def original_start(self) -> str:
        """The name of the date it was first given: of its only one, unless it repeats."""
        return name_of(reading_of(self.anchor), self.anchor)

    def attendance(self, original_start: str) -> dict[UUID, ResponseStatus]:
        """Whose calendar that date stands in, and what they answered to it.

        The host comes first and has accepted; somebody invited twice counts once.
        """
        responses = {self.host_id: ResponseStatus.ACCEPTED}
        for guest in self.guests:
            if guest.person_id is not None and guest.is_invited_on(original_start):
                responses.setdefault(guest.person_id, guest.response_on(original_start).status)
        return responses

    def rooms_on(self, original_start: str) -> Sequence[RoomBooking]:
        """The rooms that this date asks for."""
        own = self.overrides.get(original_start)
        return self.rooms if own is None or own.rooms is None else own.rooms

    def lacks_on(self, original_start: str) -> frozenset[UUID]:
        """Rooms and people that this date asks for and does without."""
        own = self.overrides.get(original_start)
        return frozenset() if own is None else own.lacks

    def dates_until(self, end: datetime) -> Sequence[Occurrence]:
        """The dates that begin before ``end``; the only one however far away it is."""
        return self.dates.until(end) if self.recurrence else [self.dates.only]

    @property
    def audience(self) -> frozenset[UUID]:
        """Who may see the meeting by name; a draft is its host's alone."""
        return frozenset({self.host_id}) if self.state is MeetingState.DRAFT else self.participants

    @property
    def is_open_to_organisation(self) -> bool:
        return self.details.visibility is Visibility.ORGANISATION and self.state is not MeetingState.DRAFT

    @property
    def participants(self) -> frozenset[UUID]:
        """The host and the guests who have accounts: whose calendars it stands in."""
        return frozenset({self.host_id, *(guest.person_id for guest in self.guests if guest.person_id)})

    def is_visible_to(self, person_id: UUID, *, in_organisation: bool) -> bool:
        return person_id in self.audience or (in_organisation and self.is_open_to_organisation)

    def expect_version(self, version: int | None) -> None:
        """Raises StaleMeeting unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")

    def expect_host(self, person_id: UUID, deed: str) -> None:
        if person_id != self.host_id:
            raise OnlyTheHostMay(f"only the host may {deed}")

    @property
    def waiting_list(self) -> WaitingList:
        return WaitingList(self.guests, self.terms.capacity)

    def publish(self, *, by: UUID, now: datetime) -> None:
        """Turn the draft into an announced meeting."""
        self._expect_draft("announce")
        self.state = MeetingState.SCHEDULED
        self._record(MeetingScheduled, by=by, now=now)

    def describe(self, details: Details, *, by: UUID, now: datetime) -> None:
        """Change what it is about; the same details again are no change."""
        self.expect_alive()
        changed = self.details.differences(details)
        if changed:
            self.details = details
            self.events.append(MeetingChanged(**self.facts(by, now), changed=changed))

    def move_to(self, timing: Timing, *, by: UUID, now: datetime) -> None:
        """Every date as much later or earlier. Raises InvalidRecurrence where a rule does not fit."""
        self.expect_alive()
        if timing != self.timing:
            start, rule = self.timing.start, self.recurrence
            rule = rule and moved(rule, start, timing.start)
            reschedule(self, timing, rule, before=self.dates, by=by, now=now)

    def cancel(self, reason: str, *, by: UUID, now: datetime) -> None:
        self.expect_alive()
        if self.state is MeetingState.DRAFT:
            raise MeetingIsNotCancelled("a draft was never announced; delete it instead")
        self.cancellation_reason = prose(reason, name="reason", longest=1_000)
        self.state = MeetingState.CANCELLED
        self.revise()
        self._record(MeetingCancelled, by=by, now=now)

    def restore(self, *, by: UUID, now: datetime) -> None:
        """Undo the cancellation; answers stand as they were."""
        if self.state is not MeetingState.CANCELLED:
            raise MeetingIsNotCancelled("this meeting is not cancelled")
        self.cancellation_reason = ""
        self.state = MeetingState.SCHEDULED
        self.revise()
        self._record(MeetingRestored, by=by, now=now)

    def delete(self, *, by: UUID, now: datetime) -> None:
        """Only a draft can vanish: what was announced is cancelled instead, so that guests hear of it."""
        self._expect_draft("delete")
        self._record(MeetingDeleted, by=by, now=now)

    def invite(self, invitation: Invitation, *, by: UUID, now: datetime) -> Guest:
        """Raises MeetingAlreadyOver, AlreadyInvited or TooManyGuests."""
        self.expect_alive()
        if not self.dates.end_after(now):
            raise MeetingAlreadyOver(f"{self.details.title!r} is over; nobody can be invited any more")
        guest = self.add_guest(invitation, now)
        expect_bearable(self, now=now)
        self.tell_of(GuestInvited, guest, self.facts(by, now))
        return guest

    def remove_guest(self, guest_id: UUID, *, by: UUID, now: datetime) -> None:
        """The one who was removed still hears of it."""
        self.expect_alive()
        guest = next((guest for guest in self.guests if guest.id == guest_id), None)
        if guest is None:
            raise GuestNotFound("no such guest in this meeting")
        self.tell_of(GuestRemoved, guest, self.facts(by, now))
        self.guests.remove(guest)
        self.fill_places(now=now)

    def respond(
        self,
        person_id: UUID,
        status: ResponseStatus,
        *,
        comment: str,
        seen_version: int | None,
        now: datetime,
        original_start: str | None = None,
        instead_of_all: bool = False,
    ) -> None:
        """A guest's answer to the time as they saw it in ``seen_version`` (None: as it is now).

        With ``original_start`` it is about that date alone; else about every date but those that were
        answered apart, and about those too when it comes ``instead_of_all``. Where all places are taken, to
        accept is to wait for one. Raises NotInvited, OccurrenceNotFound, MeetingIsCancelled, or StaleMeeting
        when the time changed after that version.
        """
        self.expect_alive()
        guest = next((guest for guest in self.guests if guest.person_id == person_id), None)
        if guest is None:
            raise NotInvited("you are not a guest of this meeting")
        about = None if original_start is None else self.date_named(original_start)
        if about is not None and not guest.is_invited_on(about.original_start):
            raise NotInvited("you are not a guest on that date")
        if about is not None and about.cancelled:
            raise MeetingIsCancelled("that date is cancelled; restore it first")
        if seen_version is not None and not self.revised_in <= seen_version <= self.version:
            raise StaleMeeting("the meeting has moved since you read it; look again before you answer")
        response = Response(status, prose(comment, name="comment", longest=1_000), now)
        on = original_start if self.recurrence else None
        guest.responses = {} if instead_of_all and on is None else guest.responses
        self.waiting_list.answer(guest, response, on)
        facts = self.facts(person_id, now) if about is None else self.facts_of(about, person_id, now)
        self.tell_of(GuestResponded, guest, facts, status=guest.response_on(on or "").status)
        self.fill_places(now=now)

    def fill_places(self, *, now: datetime) -> None:
        """Let those first in line have what places are free; every verb that may free one ends with this."""
        for guest, name in self.waiting_list.promote():
            date = name and self.dates.named(name)
            facts = self.facts_of(date, None, now) if date else self.facts(None, now)
            self.tell_of(GuestPromoted, guest, facts)

    def date_named(self, original_start: str) -> Occurrence:
        """Raises OccurrenceNotFound."""
        found = self.dates.named(original_start)
        if found is None:
            raise OccurrenceNotFound("this meeting has no date of that name")
        return found

    def follow_sequence(self, sequence: int) -> None:
        """Number revisions on from where the calendar that this meeting came from stands; never backwards."""
        self.sequence = max(self.sequence, sequence)

    def add_guest(self, invitation: Invitation, now: datetime) -> Guest:
        """Without telling anybody. Raises AlreadyInvited or TooManyGuests."""
        if len(self.guests) >= MOST_GUESTS:
            raise TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most", field=("guests",))
        if any(guest.email == invitation.email for guest in self.guests):
            raise AlreadyInvited(f"{invitation.email} is already invited", field=("guests",))
        guest = Guest(new_id(now), invitation.email, invitation.name, invitation.role, invitation.person_id)
        self.guests.append(guest)
        return guest

    def revise(self) -> None:
        """Guests have to think again (RFC 5546 §2.1.4)."""
        self.sequence += 1
        self.revised_in = self.version + 1

    def expect_alive(self) -> None:
        if self.state is MeetingState.CANCELLED:
            raise MeetingIsCancelled("this meeting is cancelled; restore it first")

    def _expect_draft(self, deed: str) -> None:
        if self.state is not MeetingState.DRAFT:
            raise MeetingIsNotADraft(f"only a draft can be {deed}d")

    def facts(self, by: UUID | None, now: datetime) -> Facts:
        """What an event says of the meeting as it is now; asking for them is about to change it."""
        self.updated_at = now
        return Facts(
            subject_id=self.id,
            version=self.version + 1,
            actor_id=by,
            at=now,
            audience=self.audience,
            to_organisation=self.is_open_to_organisation,
            title=self.details.title,
            timing=self.timing,
        )

    def facts_of(self, date: Occurrence, by: UUID | None, now: datetime) -> Facts:
        """What an event says that is about one date alone."""
        facts = self.facts(by, now)
        facts["title"], facts["timing"] = date.details.title, date.timing
        facts["original_start"] = date.original_start
        return facts

    def tell_of(self, kind: type[GuestEvent], guest: Guest, facts: Facts, **more: object) -> None:
        self.events.append(kind(**self.for_who_knows_guests(facts, guest.person_id), **named(guest), **more))

    def for_who_knows_guests(self, facts: Facts, about: UUID | None = None) -> Facts:
        """Others than the host, who did it, and who it is ``about`` hear of guests only where they may."""
        if not self.terms.guests_see_guests:
            facts["audience"] &= {self.host_id, facts["actor_id"], about}
            facts["to_organisation"] = False
        return facts

    def _record(self, happening: type[MeetingEvent], *, by: UUID, now: datetime) -> None:
        self.events.append(happening(**self.facts(by, now)))
