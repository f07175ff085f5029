"""What has to be known before an event can be told."""

from uuid import UUID

from application.identity.ports import HouseBook
from application.notification.ports import NotificationWork
from application.shared.ports import LoggedEvent
from domain.identity.role import Role
from domain.meeting.booking import rooms_waited_for
from domain.meeting.meeting import Meeting
from domain.notification.happening import Happening, Scene
from domain.notification.kind import Kind

ABOUT_ROOMS = frozenset({"meeting.scheduled", "meeting.moved", "meeting.changed"})
"""After these a room may have to be asked for."""
ABOUT_ONE_PERSON = frozenset({"person.role_changed", "second_factor.removed"})
"""After these somebody may lack a second factor."""


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


def scene_of(happening: Happening, subject_type: str, work: NotificationWork, house_book: HouseBook) -> Scene:
    meeting_id = happening.subject_id if subject_type == "meeting" else happening.data.get("meeting_id")
    meeting = work.meetings.find(UUID(str(meeting_id))) if meeting_id else None
    asked = _rooms_asked(meeting, work) if meeting and happening.kind in ABOUT_ROOMS else {}
    approvers = frozenset(each.id for each in work.people.active_admins()) if asked else frozenset()
    room = happening.data.get("room")
    found = work.rooms.find(UUID(room["id"])) if isinstance(room, dict) else None
    lacking, spared = _second_factors(happening, work, house_book)
    return Scene(meeting, approvers, asked, found.details.name if found else "", lacking, spared)


def _rooms_asked(meeting: Meeting, work: NotificationWork) -> dict[UUID, str]:
    rooms = work.rooms.among(rooms_waited_for(meeting))
    return {room.id: room.details.name for room in rooms}


def _second_factors(
    happening: Happening, work: NotificationWork, house_book: HouseBook
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Who has to set one up because of it, and who need not any more."""
    if happening.kind == "settings.changed":
        change = happening.data["changes"].get("second_factor_required_for")
        old, new = (frozenset(map(Role, change[each])) for each in ("old", "new")) if change else ((), ())
        more, fewer = frozenset(new) - frozenset(old), frozenset(old) - frozenset(new)
        return _without(more, work), _without(fewer, work)
    if happening.kind in ABOUT_ONE_PERSON:
        person = frozenset({happening.subject_id})
        lacking = _without(house_book.rules().second_factor_required_for, work) & person
        asked = {each.kind for each in work.notifications.waiting_for(happening.subject_id)}
        return frozenset() if Kind.SECOND_FACTOR_NEEDED in asked else lacking, person - lacking
    return frozenset(), frozenset()


def _without(roles: frozenset[Role], work: NotificationWork) -> frozenset[UUID]:
    return work.second_factors.without(roles) if roles else frozenset()
