"""What an event of a calendar file does to the meetings of the person who imports it."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """Brings events into the meetings of one host: the person who imports, whoever the file calls organiser.

    A meeting is found again by host and UID. The file wins when its SEQUENCE is not lower than ours
    (RFC 5546 §2.1.5); equal numbers with other content occur, since only significant changes raise them.
    It adds guests and never takes one away, and nobody's answer comes from a file.
    """

    host: KnownPerson
    people: Mapping[str, Person]
    now: datetime

    def take_in(self, event: EventInFile, meetings: Meetings) -> Result:
        """Raises the refusals of Meeting."""
        content = event.content
        if isinstance(content, Unusable):
            return Result(Outcome.REFUSED, content.code, content.reason)
        known = meetings.by_uid(self.host.id, event.uid)
        if known is None:
            if isinstance(content, Cancellation):
                return Result(Outcome.REFUSED, "cancelled_unknown", "it is cancelled, and was never here")
            return self._add(event.uid, content, meetings)
        meeting = meetings.get(known.id)
        if self._says_the_same(content, meeting):
            return Result(Outcome.UNCHANGED, reason=_note(content), meeting_id=meeting.id)
        if content.sequence < meeting.sequence:
            reason = f"it is revision {content.sequence}; revision {meeting.sequence} is here already"
            return Result(Outcome.REFUSED, "stale", reason, meeting.id)
        self._change(meeting, content)
        meetings.save(meeting)
        return Result(Outcome.UPDATED, reason=_note(content), meeting_id=meeting.id)

    def _add(self, uid: str, content: SingleEvent, meetings: Meetings) -> Result:
        meeting = Meeting.schedule(
            host_id=self.host.id,
            details=content.details,
            timing=content.timing,
            invitations=self._invitations(content),
            uid=uid,
            now=self.now,
        )
        meeting.follow_sequence(content.sequence)
        meetings.add(meeting)
        return Result(Outcome.IMPORTED, reason=content.note, meeting_id=meeting.id)

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


def _note(content: SingleEvent | Cancellation) -> str:
    return content.note if isinstance(content, SingleEvent) else ""
