"""Makes the demonstration happen, through the use cases that people use."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.create_person import CreatePerson, CreatePersonCommand
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.respond import Respond, RespondCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from domain.meeting.guest import ResponseStatus
from entrypoints.demo.plan import Fate, PlannedMeeting
from entrypoints.demo.team import Colleague

_COMMENTS = {
    ResponseStatus.TENTATIVE: "I may be ten minutes late",
    ResponseStatus.DECLINED: "Sorry, I am away then",
}


@dataclass(frozen=True, slots=True)
class Storyteller:
    create_person: CreatePerson
    schedule_meeting: ScheduleMeeting
    respond: Respond
    cancel_meeting: CancelMeeting

    def tell(self, team: Sequence[Colleague], meetings: Sequence[PlannedMeeting], password: str) -> None:
        callers = {each.key: self._join(each, password) for each in team}
        for meeting in meetings:
            self._hold(meeting, callers)

    def _join(self, colleague: Colleague, password: str) -> Caller:
        command = CreatePersonCommand(
            colleague.email, colleague.name, password, colleague.role, colleague.time_zone
        )
        person = self.create_person(command)
        return Caller(person.id, person.role)

    def _hold(self, planned: PlannedMeeting, callers: dict[str, Caller]) -> None:
        invitees = tuple(
            Invitee(person_id=callers[guest].person_id, role=role) for guest, role, _ in planned.guests
        )
        is_draft = planned.fate is Fate.DRAFT
        meeting = self.schedule_meeting(
            ScheduleMeetingCommand(
                callers[planned.host],
                planned.details,
                planned.timing,
                invitees,
                is_draft,
                planned.recurrence,
            )
        )
        if is_draft:
            return
        for guest, _, status in planned.guests:
            self._answer(callers[guest], meeting.id, status)
        if planned.fate is Fate.CANCELLED:
            command = CancelMeetingCommand(
                callers[planned.host], meeting.id, "They signed with somebody else."
            )
            self.cancel_meeting(command)

    def _answer(self, caller: Caller, meeting_id: UUID, status: ResponseStatus) -> None:
        if status is not ResponseStatus.NEEDS_ACTION:
            self.respond(RespondCommand(caller, meeting_id, status, _COMMENTS.get(status, "")))
