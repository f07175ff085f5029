"""What an event of a calendar file does to the meetings of the person who imports it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from application.identity.ports import KnownPerson
from application.meeting.calendar_files import Attendee, Cancellation, EventInFile, SingleEvent, Unusable
from application.meeting.ports import Meetings
from domain.identity.person import Person
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting, MeetingState
from domain.shared.refusal import Refusal


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """``code`` and ``reason`` say why an event was refused; ``reason`` may also note what stayed out."""

    outcome: Outcome
    code: str | None = None
    reason: str = ""
    meeting_id: UUID | None = None


TAKEN = Result(Outcome.REFUSED, "uid_taken", "somebody else imported it at this very moment; import again")


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """Brings events into the meetings of one host: the person who imports, whoever the file calls organiser.

    A meeting is found again by host and UID. The file wins when its SEQUENCE is not lower than ours
    (RFC 5546 §2.1.5); equal numbers with other content occur, since only significant changes raise them.
    It adds guests and never takes one away, and nobody's answer comes from a file.

    ``people`` by address, ``known`` by UID: all that the events may speak of, when nobody else is at work.
    """

    host: KnownPerson
    people: Mapping[str, Person]
    meetings: Meetings
    known: dict[str, Meeting]
    now: datetime

    def take_in(self, events: Sequence[EventInFile]) -> list[Result]:
        """What became of each event, in their order."""
        added = self._add(self._first_mentions(events))
        return [added[each.number] if each.number in added else self._take_in(each) for each in events]

    def _first_mentions(self, events: Sequence[EventInFile]) -> list[EventInFile]:
        """The meetings that are new here. What else the file says of one comes after, in its order."""
        mentioned, new = set(self.known), []
        for event in events:
            if isinstance(event.content, SingleEvent) and event.uid not in mentioned:
                new.append(event)
            if not isinstance(event.content, Unusable):
                mentioned.add(event.uid)
        return new

    def _add(self, events: Sequence[EventInFile]) -> dict[int, Result]:
        """The results by number."""
        results: dict[int, Result] = {}
        scheduled: dict[int, Meeting] = {}
        for event in events:
            try:
                scheduled[event.number] = self._scheduled(event)
            except Refusal as refusal:
                results[event.number] = Result(Outcome.REFUSED, refusal.code, refusal.message)
        saved = self.meetings.add_all(list(scheduled.values()))
        for event in events:
            meeting = scheduled.get(event.number)
            if meeting is not None and meeting.id in saved:
                self.known[event.uid] = meeting
                results[event.number] = Result(
                    Outcome.IMPORTED, reason=_note(event.content), meeting_id=meeting.id
                )
        return {event.number: results.get(event.number, TAKEN) for event in events}

    def _scheduled(self, event: EventInFile) -> Meeting:
        content = event.content
        assert isinstance(content, SingleEvent)
        meeting = Meeting.schedule(
            host_id=self.host.id,
            details=content.details,
            timing=content.timing,
            invitations=self._invitations(content),
            uid=event.uid,
            now=self.now,
        )
        meeting.follow_sequence(content.sequence)
        return meeting

    def _take_in(self, event: EventInFile) -> Result:
        content, known = event.content, self.known.get(event.uid)
        if isinstance(content, Unusable):
            return Result(Outcome.REFUSED, content.code, content.reason)
        if known is None and isinstance(content, Cancellation):
            return Result(Outcome.REFUSED, "cancelled_unknown", "it is cancelled, and was never here")
        if known is None:
            return self._add([event])[event.number]
        try:
            return self._compare(known, content)
        except Refusal as refusal:
            if refusal.retryable:
                raise
            return Result(Outcome.REFUSED, refusal.code, refusal.message)

    def _compare(self, seen: Meeting, content: SingleEvent | Cancellation) -> Result:
        """Reads the meeting again before changing it: somebody else may be at it."""
        if self._says_the_same(content, seen):
            return Result(Outcome.UNCHANGED, reason=_note(content), meeting_id=seen.id)
        meeting = self.meetings.get(seen.id)
        if content.sequence < meeting.sequence:
            reason = f"it is revision {content.sequence}; revision {meeting.sequence} is here already"
            return Result(Outcome.REFUSED, "stale", reason, meeting.id)
        self._change(meeting, content)
        if meeting.events:
            self.meetings.save(meeting)
        self.known[meeting.uid] = meeting
        return Result(Outcome.UPDATED, reason=_note(content), meeting_id=meeting.id)

    def _says_the_same(self, content: SingleEvent | Cancellation, meeting: Meeting) -> bool:
        if isinstance(content, Cancellation):
            return meeting.state is MeetingState.CANCELLED
        return (
            meeting.state is not MeetingState.CANCELLED
            and meeting.details == content.details
            and meeting.timing == content.timing
            and not self._newcomers(content, meeting)
        )

    def _change(self, meeting: Meeting, content: SingleEvent | Cancellation) -> None:
        by, now = self.host.id, self.now
        if isinstance(content, Cancellation):
            meeting.cancel(content.reason, by=by, now=now)
        else:
            if meeting.state is MeetingState.CANCELLED:
                meeting.restore(by=by, now=now)
            meeting.describe(content.details, by=by, now=now)
            meeting.move_to(content.timing, by=by, now=now)
            for invitation in self._newcomers(content, meeting):
                meeting.invite(invitation, by=by, now=now)
        meeting.follow_sequence(content.sequence)

    def _newcomers(self, content: SingleEvent, meeting: Meeting) -> list[Invitation]:
        present = {guest.email for guest in meeting.guests}
        return [each for each in self._invitations(content) if each.email not in present]

    def _invitations(self, content: SingleEvent) -> list[Invitation]:
        return [self._invitation(each) for each in content.attendees if each.email != self.host.email]

    def _invitation(self, attendee: Attendee) -> Invitation:
        person = self.people.get(attendee.email)
        if person is None:
            return Invitation(attendee.email, attendee.name, role=attendee.role)
        return Invitation(person.email, person.name, person.id, attendee.role)


def _note(content: SingleEvent | Cancellation | Unusable) -> str:
    return content.note if isinstance(content, SingleEvent) else ""
