"""From the ids that were sent to the rooms that are meant."""

from collections.abc import Sequence
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.meeting.refusals import UnknownRoom
from domain.meeting.room import Room


def known_rooms(room_ids: Sequence[UUID], work: MeetingWork) -> Sequence[Room]:
    """Each once, in the given order. Raises UnknownRoom, naming the place in ``rooms``."""
    by_id = {room.id: room for room in work.rooms.among(set(room_ids))}
    for place, room_id in enumerate(room_ids):
        if room_id not in by_id:
            raise UnknownRoom("there is no room with this id", field=("rooms", place))
    return [by_id[room_id] for room_id in dict.fromkeys(room_ids)]
