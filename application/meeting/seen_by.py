"""Loading a meeting on somebody's behalf."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound


def meeting_for(caller: Caller, meeting_id: UUID, work: MeetingWork) -> Meeting:
    """The meeting, ready to be changed. Raises MeetingNotFound, also when the caller may not see it."""
    return shown_to(caller, work.meetings.get(meeting_id))


def meeting_to_read(caller: Caller, meeting_id: UUID, work: MeetingWork) -> Meeting:
    """The meeting, only to be looked at. Raises MeetingNotFound, also when the caller may not see it."""
    return shown_to(caller, work.meetings.find(meeting_id))


def shown_to(caller: Caller, meeting: Meeting | None) -> Meeting:
    """Raises MeetingNotFound when there is none, or none that the caller may see."""
    if meeting is None or not is_shown_to(caller, meeting):
        raise MeetingNotFound("there is no such meeting")
    return meeting


def is_shown_to(caller: Caller, meeting: Meeting | None) -> bool:
    """False where there is none."""
    organisation = caller.role.in_organisation
    return meeting is not None and meeting.is_visible_to(caller.person_id, in_organisation=organisation)
