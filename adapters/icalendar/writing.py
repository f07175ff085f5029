"""A meeting as a calendar file (RFC 5545): its series, the dates that differ, the zones it needs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from adapters.icalendar.attendees import COMMENT
from adapters.icalendar.line_writing import folded, parameter, text
from adapters.icalendar.zone_writing import zone_lines
from application.identity.ports import KnownPerson
from application.meeting.calendar_files import Method
from domain.meeting.details import Commitment, Visibility
from domain.meeting.guest import Guest, GuestRole, Response, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence, Override
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Start
from domain.recurrence.writing import write_moment
from domain.shared.time_slot import Moment

PRODUCT = "-//Convene//Convene//EN"
_ROLES = {
    GuestRole.CHAIR: "CHAIR",
    GuestRole.REQUIRED: "REQ-PARTICIPANT",
    GuestRole.OPTIONAL: "OPT-PARTICIPANT",
}
_ANSWERS = {
    ResponseStatus.ACCEPTED: "ACCEPTED",
    ResponseStatus.TENTATIVE: "TENTATIVE",
    ResponseStatus.DECLINED: "DECLINED",
}
_BOOKED = {
    BookingStatus.CONFIRMED: "ACCEPTED",
    BookingStatus.PENDING: "NEEDS-ACTION",
    BookingStatus.DECLINED: "DECLINED",
    BookingStatus.TAKEN: "DECLINED",
}
_STATES = {
    MeetingState.DRAFT: "TENTATIVE",
    MeetingState.SCHEDULED: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


def written(
    meeting: Meeting,
    *,
    people: Mapping[UUID, KnownPerson],
    guests: Sequence[Guest],
    rooms: Collection[Room],
    method: Method | None = None,
    only: Collection[str] | None = None,
) -> bytes:
    """``guests``: those that the reader may know of. ``only``: of the dates of these names."""
    # Those of single dates by address: which of them comes first, a file that is read again cannot tell.
    of_all = [guest for guest in guests if guest.only_on is None]
    of_some = sorted(
        (guest for guest in guests if _comes_to_some(guest, meeting)), key=lambda each: each.email
    )
    known = {room.id: room for room in rooms}
    calendar = _Calendar(meeting, people, [*of_all, *of_some], known, method, only)
    return b"".join(map(folded, calendar.lines()))


@dataclass(slots=True)
class _Calendar:
    meeting: Meeting
    people: Mapping[UUID, KnownPerson]
    guests: Sequence[Guest]
    rooms: Mapping[UUID, Room]
    method: Method | None = None
    only: Collection[str] | None = None
    first_years: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        events = list(self._events())
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
        if self.method is not None:
            yield f"METHOD:{self.method}"
        for key in sorted(self.first_years):
            yield from zone_lines(key, self.first_years[key] - 1)
        yield from events
        yield "END:VCALENDAR"

    def _events(self) -> Iterator[str]:
        """The whole, and each date that has something of its own, or other guests, or other answers."""
        meeting, dates = self.meeting, self.meeting.dates
        everybody = [(guest, guest.response) for guest in self.guests if guest.only_on is None]
        usual = _Of(Occurrence("", meeting.timing, meeting.details), Override(), everybody)
        if meeting.recurrence is None:
            yield from self._event(self._of(dates.only))
            return
        if self.only is None:
            yield from self._event(usual)
        for name in sorted(self._singled_out if self.only is None else self.only):
            nominal, date = dates.nominal(name), dates.named(name)
            if nominal is None or date is None:
                continue
            event = list(self._event(self._of(date), nominal.timing.start))
            if self.only is not None or event != list(
                self._event(replace(usual, date=nominal), nominal.timing.start)
            ):
                yield from event

    def _of(self, date: Occurrence) -> "_Of":
        name = date.original_start
        invited = [(each, each.response_on(name)) for each in self.guests if each.is_invited_on(name)]
        return _Of(date, self.meeting.overrides.get(name, Override()), invited)

    @property
    def _singled_out(self) -> set[str]:
        found = set(self.meeting.overrides)
        for guest in self.guests:
            found |= guest.responses.keys() | guest.not_on | (guest.only_on or frozenset())
        return found

    def _event(self, of: "_Of", by_the_rule: Start | None = None) -> Iterator[str]:
        """Of the whole, or of the one date that begins ``by_the_rule`` then."""
        meeting, details, timing, own = self.meeting, of.date.details, of.date.timing, of.own
        cancelled = own.cancelled or meeting.state is MeetingState.CANCELLED
        yield "BEGIN:VEVENT"
        yield f"UID:{text(meeting.uid)}"
        yield f"SEQUENCE:{meeting.sequence}"
        yield f"DTSTAMP:{_stamp(meeting.updated_at)}"
        yield f"CREATED:{_stamp(meeting.created_at)}"
        yield f"LAST-MODIFIED:{_stamp(meeting.updated_at)}"
        if by_the_rule is not None:
            yield self._time("RECURRENCE-ID", by_the_rule)
        yield self._time("DTSTART", timing.start)
        yield self._time("DTEND", timing.until if isinstance(timing, AllDay) else timing.end)
        if by_the_rule is None:
            yield from self._recurrence()
        yield f"SUMMARY:{text(details.title)}"
        if details.description:
            yield f"DESCRIPTION:{text(details.description)}"
        if details.location:
            yield f"LOCATION:{text(details.location)}"
        if details.conference_url:
            yield f"CONFERENCE;VALUE=URI:{details.conference_url}"
        if cancelled or self.method is not Method.CANCEL:
            yield f"STATUS:{'CANCELLED' if cancelled else _STATES[meeting.state]}"
        reason = own.cancellation_reason if own.cancelled else meeting.cancellation_reason
        if cancelled and reason:
            yield f"COMMENT:{text(reason)}"
        yield f"CLASS:{'PUBLIC' if details.visibility is Visibility.ORGANISATION else 'PRIVATE'}"
        yield f"TRANSP:{'TRANSPARENT' if details.commitment is Commitment.FREE else 'OPAQUE'}"
        yield from self._attendees(of)
        kept = meeting.kept if own.kept is None else own.kept
        yield from kept.lines
        for minutes in kept.reminders:
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text(details.title)}")
            yield from (f"TRIGGER:-PT{minutes}M", "END:VALARM")
        yield "END:VEVENT"

    def _recurrence(self) -> Iterator[str]:
        recurrence, start = self.meeting.recurrence, self.meeting.timing.start
        if recurrence is None:
            return
        yield from (line for line in recurrence.written(start) if line.startswith("RRULE"))
        for name, single in (("RDATE", recurrence.added), ("EXDATE", recurrence.removed)):
            if single and isinstance(start, Moment):
                readings = [each for each in single if isinstance(each, datetime)]
                in_utc = start.zone.key == "UTC"
                values = [write_moment(each.replace(tzinfo=UTC) if in_utc else each) for each in readings]
                yield f"{name}{'' if in_utc else f';TZID={start.zone.key}'}:{','.join(values)}"
                self._uses(start.zone.key, min(each.year for each in readings))
            elif single:
                yield f"{name};VALUE=DATE:{','.join(map(write_moment, single))}"

    def _attendees(self, of: "_Of") -> Iterator[str]:
        host = self.people[self.meeting.host_id]
        yield f"ORGANIZER;CN={parameter(host.name)}:mailto:{host.email}"
        if not self._is_with_others:
            return
        yield f"ATTENDEE;CN={parameter(host.name)};ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:{host.email}"
        for guest, response in of.guests:
            if guest.email != host.email:
                yield _attendee(guest, response)
        for booking in self.meeting.rooms if of.own.rooms is None else of.own.rooms:
            if booking.room_id in self.rooms:
                yield _room(self.rooms[booking.room_id], booking)

    @property
    def _is_with_others(self) -> bool:
        """Then every event lists who takes part: a date without any list would be as its series."""
        own = (each.kept for each in self.meeting.overrides.values() if each.kept)
        kept = (line for each in (self.meeting.kept, *own) for line in each.lines)
        return bool(self.guests or self.rooms) or any(line.startswith("ATTENDEE;") for line in kept)

    def _time(self, name: str, start: Start) -> str:
        if not isinstance(start, Moment):
            return f"{name};VALUE=DATE:{write_moment(start)}"
        if start.zone.key == "UTC":
            return f"{name}:{write_moment(start.local.replace(tzinfo=UTC))}"
        self._uses(start.zone.key, start.local.year)
        return f"{name};TZID={start.zone.key}:{write_moment(start.local)}"

    def _uses(self, key: str, year: int) -> None:
        self.first_years[key] = min(self.first_years.get(key, year), year)


@dataclass(frozen=True, slots=True)
class _Of:
    """What an event is written of: a date, what it has of its own, and who is asked to come.

    Those who are invited to some dates alone are named at these only.
    """

    date: Occurrence
    own: Override
    guests: Sequence[tuple[Guest, Response]]


def _comes_to_some(guest: Guest, meeting: Meeting) -> bool:
    """Whether invited to single dates alone, and to one that there is."""
    return any(meeting.dates.named(name) for name in (guest.only_on or frozenset()) - guest.not_on)


def _attendee(guest: Guest, response: Response) -> str:
    name = f"CN={parameter(guest.name)};" if guest.name else ""
    answer = _ANSWERS.get(response.status, "NEEDS-ACTION;RSVP=TRUE")
    comment = f";{COMMENT}={parameter(response.comment)}" if response.comment else ""
    return f"ATTENDEE;{name}ROLE={_ROLES[guest.role]};PARTSTAT={answer}{comment}:mailto:{guest.email}"


def _room(room: Room, booking: RoomBooking) -> str:
    """It has no address that mail could reach, so its value names it (RFC 5545 §3.3.3)."""
    reason = f";{COMMENT}={parameter(booking.reason)}" if booking.reason else ""
    answer = f"ROLE=NON-PARTICIPANT;PARTSTAT={_BOOKED[booking.status]}{reason}"
    return f"ATTENDEE;CUTYPE=ROOM;CN={parameter(room.details.name)};{answer}:urn:uuid:{room.id}"


def _stamp(instant: datetime) -> str:
    return write_moment(instant.astimezone(UTC).replace(microsecond=0))
