"""A meeting as a calendar file (RFC 5545): its series, the dates that differ, the zones it needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from adapters.icalendar.line_writing import folded, parameter, text
from adapters.icalendar.zone_writing import zone_lines
from application.identity.ports import KnownPerson
from domain.meeting.details import Commitment, Visibility
from domain.meeting.guest import Guest, GuestRole, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
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
_STATES = {
    MeetingState.DRAFT: "TENTATIVE",
    MeetingState.SCHEDULED: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


def written(meeting: Meeting, *, people: Mapping[UUID, KnownPerson], guests: Sequence[Guest]) -> bytes:
    """``guests``: those that the reader may know of."""
    return b"".join(map(folded, _Calendar(meeting, people, guests).lines()))


@dataclass(slots=True)
class _Calendar:
    meeting: Meeting
    people: Mapping[UUID, KnownPerson]
    guests: Sequence[Guest]
    first_years: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        events = [line for event in self._events() for line in event]
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
        for key in sorted(self.first_years):
            yield from zone_lines(key, self.first_years[key] - 1)
        yield from events
        yield "END:VCALENDAR"

    def _events(self) -> Iterator[Iterator[str]]:
        meeting, dates = self.meeting, self.meeting.dates
        if meeting.recurrence is None:
            yield self._event(dates.only, None)
            return
        series = Occurrence("", meeting.timing, meeting.details)
        yield self._event(series, None)
        for name in sorted(self._differing):
            nominal, occurrence = dates.nominal(name), dates.named(name)
            if nominal is not None and occurrence is not None:
                yield self._event(occurrence, nominal.timing.start)

    @property
    def _differing(self) -> set[str]:
        """The dates that have something of their own, or other guests, or other answers."""
        found = set(self.meeting.overrides)
        for guest in self.guests:
            found |= guest.responses.keys() | guest.not_on | (guest.only_on or frozenset())
        return found

    def _event(self, occurrence: Occurrence, by_the_rule: Start | None) -> Iterator[str]:
        """Of the whole, or of the one date that begins ``by_the_rule`` then."""
        meeting, details, timing = self.meeting, occurrence.details, occurrence.timing
        own = meeting.overrides.get(occurrence.original_start)
        cancelled = occurrence.cancelled or meeting.state is MeetingState.CANCELLED
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
        yield f"STATUS:{'CANCELLED' if cancelled else _STATES[meeting.state]}"
        reason = own.cancellation_reason if own and own.cancelled else meeting.cancellation_reason
        if cancelled and reason:
            yield f"COMMENT:{text(reason)}"
        yield f"CLASS:{'PUBLIC' if details.visibility is Visibility.ORGANISATION else 'PRIVATE'}"
        yield f"TRANSP:{'TRANSPARENT' if details.commitment is Commitment.FREE else 'OPAQUE'}"
        yield from self._attendees(occurrence.original_start)
        kept = own.kept if own and own.kept is not None else meeting.kept
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

    def _attendees(self, original_start: str) -> Iterator[str]:
        """Of the whole, those who are not invited to some dates alone."""
        host = self.people[self.meeting.host_id]
        yield f"ORGANIZER;CN={parameter(host.name)}:mailto:{host.email}"
        if not self.guests:
            return
        yield f"ATTENDEE;CN={parameter(host.name)};ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:{host.email}"
        for guest in self.guests:
            invited = guest.is_invited_on(original_start) if original_start else guest.only_on is None
            if invited and guest.email != host.email:
                answer = _ANSWERS.get(guest.response_on(original_start).status, "NEEDS-ACTION;RSVP=TRUE")
                name = f"CN={parameter(guest.name)};" if guest.name else ""
                yield f"ATTENDEE;{name}ROLE={_ROLES[guest.role]};PARTSTAT={answer}:mailto:{guest.email}"

    def _time(self, name: str, start: Start) -> str:
        if not isinstance(start, Moment):
            return f"{name};VALUE=DATE:{write_moment(start)}"
        if start.zone.key == "UTC":
            return f"{name}:{write_moment(start.local.replace(tzinfo=UTC))}"
        self._uses(start.zone.key, start.local.year)
        return f"{name};TZID={start.zone.key}:{write_moment(start.local)}"

    def _uses(self, key: str, year: int) -> None:
        self.first_years[key] = min(self.first_years.get(key, year), year)


def _stamp(instant: datetime) -> str:
    return write_moment(instant.astimezone(UTC).replace(microsecond=0))
