"""Who is meant by the attendees of a calendar file, and whose answers it may bring."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.identity.ports import KnownPerson
from application.meeting.calendar_files import Attendee, PlannedEvent
from domain.identity.person import Person
from domain.meeting.guest import Invitation, Response, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.reported_answers import left_to_owners


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """``host`` imports; ``accounts`` by address, also those that were disabled.

    Whoever has an account answers for themself, whatever a file says and whoever it calls organiser. An
    address without one has nobody here to answer for it: what the file says is kept.
    """

    host: KnownPerson
    accounts: Mapping[str, Person]

    def invitations(self, plan: PlannedEvent) -> list[Invitation]:
        return [self._invitation(each) for each in plan.attendees if each.email != self.host.email]

    def newcomers(self, plan: PlannedEvent, meeting: Meeting) -> list[Invitation]:
        present = {guest.email for guest in meeting.guests}
        return [each for each in self.invitations(plan) if each.email not in present]

    def answers(self, plan: PlannedEvent) -> dict[str, Response]:
        """Those that the file may bring, by address."""
        return {
            each.email: each.answer
            for each in plan.attendees
            if each.answer is not None and each.email not in self.accounts
        }

    def note(self, plan: PlannedEvent, meeting: Meeting, on: str | None = None) -> str:
        """In words, how many answers it may not bring; empty when there is none."""
        claimed = {
            each.email: each.answer
            for each in plan.attendees
            if each.answer is not None
            and each.answer.status is not ResponseStatus.NEEDS_ACTION
            and each.email in self.accounts
        }
        count = left_to_owners(meeting, claimed, on)
        what = "answer" if count == 1 else "answers"
        return f"left out: {count} {what} of people who answer here themselves" if count else ""

    def _invitation(self, attendee: Attendee) -> Invitation:
        person = self.accounts.get(attendee.email)
        if person is None or not person.active:
            return Invitation(attendee.email, attendee.name, role=attendee.role)
        return Invitation(person.email, person.name, person.id, attendee.role)
