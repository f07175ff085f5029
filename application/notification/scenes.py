"""What has to be known before an event can be told."""

from uuid import UUID

from application.notification.ports import NotificationWork
from application.shared.ports import LoggedEvent
from domain.meeting.booking import rooms_waited_for
from domain.meeting.meeting import Meeting
from domain.notification.happening import Happening, Scene

ABOUT_ROOMS = frozenset({"meeting.scheduled", "meeting.moved", "meeting.changed"})
"""After these a room may have to be asked for."""


def happening_of(event: LoggedEvent) -> Happening:
    return Happening(
        event_id=event.id,
        kind=event.kind,
        subject_id=event.subject_id,
        actor_id=event.actor_id,
        actor_name=event.actor_name or "",
        principal_id=event.on_behalf_of,
        at=event.at,
        audience=event.audience,
        data=event.data,
    )


def scene_of(happening: Happening, subject_type: str, work: NotificationWork) -> Scene:
    meeting_id = happening.subject_id if subject_type == "meeting" else happening.data.get("meeting_id")
    meeting = work.meetings.find(UUID(str(meeting_id))) if meeting_id else None
    asked = _rooms_asked(meeting, work) if meeting and happening.kind in ABOUT_ROOMS else {}
    approvers = frozenset(each.id for each in work.people.active_admins()) if asked else frozenset()
    room = happening.data.get("room")
    found = work.rooms.find(UUID(room["id"])) if isinstance(room, dict) else None
    return Scene(meeting, approvers, asked, found.details.name if found else "")


def _rooms_asked(meeting: Meeting, work: NotificationWork) -> dict[UUID, str]:
    rooms = work.rooms.among(rooms_waited_for(meeting))
    return {room.id: room.details.name for room in rooms}
