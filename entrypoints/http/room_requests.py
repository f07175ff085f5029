"""Rooms that need a yes: who asks for them, and the answer."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.answer_for_room import AnswerForRoom, AnswerForRoomCommand
from application.meeting.read_room_requests import ReadRoomRequests
from domain.identity.role import Permission
from domain.meeting.booking import rooms_waited_for
from domain.meeting.claim import SlotTaken
from domain.meeting.refusals import (
    DateMovedOn,
    MeetingIsCancelled,
    MeetingNotFound,
    RoomClosed,
    RoomInactive,
    StaleMeeting,
    UnknownDate,
)
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.booking import RoomApprovalSent, RoomRequestShown, RoomRequestsShown

MOST_SHOWN = 200


def room_requests_blueprint(
    gate: Gate, *, answer_for_room: AnswerForRoom, read_room_requests: ReadRoomRequests
) -> ApiBlueprint:
    requests = ApiBlueprint("room_requests", gate)

    def current(caller: Caller, meeting_id: UUID, room_id: UUID) -> RoomRequestShown:
        return RoomRequestShown.of(read_room_requests.one(caller, meeting_id, room_id), room_id)

    @requests.operation("GET", "/room-requests", Permission.APPROVE_ROOMS, answers={200: RoomRequestsShown})
    def list_room_requests(caller: Caller) -> Answer:
        """Bookings that wait for a yes, the longest waiting first, 200 at the most."""
        waiting = [
            RoomRequestShown.of(view, room_id)
            for view in read_room_requests(caller, limit=MOST_SHOWN)
            for room_id in rooms_waited_for(view.meeting)
        ]
        return Answer(RoomRequestsShown(data=waiting, next_cursor=None))

    @requests.operation(
        "PUT",
        "/meetings/{meeting_id}/rooms/{room_id}/approval",
        Permission.APPROVE_ROOMS,
        answers={200: RoomRequestShown},
        refusals=(
            MeetingNotFound,
            MeetingIsCancelled,
            StaleMeeting,
            UnknownDate,
            DateMovedOn,
            SlotTaken,
            RoomClosed,
            RoomInactive,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def answer_for_a_room(
        caller: Caller, meeting_id: UUID, room_id: UUID, body: RoomApprovalSent, precondition: Precondition
    ) -> Answer:
        """Say yes or no to a meeting that asks for a room, or some of its dates to.

        Only with a yes the room is taken.
        """
        version = precondition.expected(lambda: current(caller, meeting_id, room_id).version)
        command = AnswerForRoomCommand(
            caller,
            meeting_id,
            room_id,
            body.approved,
            body.reason or "",
            version,
            tuple(body.dates),
            tuple(body.declined_on),
        )
        answer_for_room(command)
        shown = current(caller, meeting_id, room_id)
        return Answer(shown, headers={"ETag": etag_of(shown.version)})

    return requests
