"""Rooms: everybody looks them up, admins look after them."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.add_room import AddRoom, AddRoomCommand
from application.meeting.change_room import ChangeRoom, ChangeRoomCommand
from application.meeting.read_room import ReadRoom
from application.meeting.remove_room import RemoveRoom, RemoveRoomCommand
from application.meeting.search_rooms import SearchRooms, SearchRoomsCommand
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.opening_hours import InvalidOpeningHours
from domain.meeting.refusals import RoomNameTaken, RoomNotFound, StaleRoom
from domain.meeting.room import InvalidRoom
from entrypoints.http.answers import NO_CONTENT, Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.room import RoomChangeSent, RoomSent, RoomShown, RoomsPage, RoomsQuery


def rooms_blueprint(
    gate: Gate,
    *,
    add_room: AddRoom,
    change_room: ChangeRoom,
    read_room: ReadRoom,
    remove_room: RemoveRoom,
    search_rooms: SearchRooms,
) -> ApiBlueprint:
    rooms = ApiBlueprint("rooms", gate)

    def current(caller: Caller, room_id: UUID) -> RoomShown:
        return RoomShown.of(read_room(caller, room_id))

    def shown(caller: Caller, room_id: UUID) -> Answer:
        body = current(caller, room_id)
        return Answer(body, headers={"ETag": etag_of(body.version)})

    def expected(precondition: Precondition, caller: Caller, room_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, room_id).version)

    @rooms.operation(
        "POST",
        "/rooms",
        Permission.WRITE_ROOMS,
        answers={201: RoomShown},
        refusals=(RoomNameTaken, InvalidRoom, InvalidOpeningHours),
        once=True,
    )
    def add(caller: Caller, body: RoomSent) -> Answer:
        """Add a room."""
        room_id = add_room(AddRoomCommand(caller, body.details()))
        room = current(caller, room_id)
        return Answer(room, 201, {"ETag": etag_of(room.version), "Location": f"{PREFIX}/rooms/{room_id}"})

    @rooms.operation(
        "GET", "/rooms", Permission.READ_ROOMS, answers={200: RoomsPage}, refusals=(InvalidCursor,)
    )
    def list_rooms(caller: Caller, query: RoomsQuery) -> Answer:
        """Find rooms by name or place, seats and equipment, ordered by name."""
        wanted = query.model_dump(include={"capacity", "active", "cursor", "limit"})
        command = SearchRoomsCommand(caller, query.q, equipment=frozenset(query.equipment), **wanted)
        page, cursor = search_rooms(command)
        body = RoomsPage(data=[RoomShown.of(each) for each in page], next_cursor=cursor)
        equipment = {"equipment": ",".join(query.equipment)} if query.equipment else {}
        active = {"active": str(query.active).lower()}
        following = {"q": query.q, "capacity": query.capacity, **equipment, **active, "limit": query.limit}
        link = link_to_next(f"{PREFIX}/rooms", {**following, "cursor": cursor}) if cursor else {}
        return Answer(body, headers=link)

    @rooms.operation(
        "GET", "/rooms/{room_id}", Permission.READ_ROOMS, answers={200: RoomShown}, refusals=(RoomNotFound,)
    )
    def room(caller: Caller, room_id: UUID) -> Answer:
        """One room, in use or not."""
        return shown(caller, room_id)

    @rooms.operation(
        "PATCH",
        "/rooms/{room_id}",
        Permission.WRITE_ROOMS,
        answers={200: RoomShown},
        refusals=(RoomNotFound, StaleRoom, RoomNameTaken, InvalidRoom, InvalidOpeningHours),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_a_room(
        caller: Caller, room_id: UUID, body: RoomChangeSent, precondition: Precondition
    ) -> Answer:
        """Change a room. Bookings that stand keep the hours and buffers they were made with."""
        version = expected(precondition, caller, room_id)
        change_room(ChangeRoomCommand(caller, room_id, version, body.details(), body.active))
        return shown(caller, room_id)

    @rooms.operation(
        "DELETE",
        "/rooms/{room_id}",
        Permission.WRITE_ROOMS,
        answers={204: None},
        refusals=(RoomNotFound, StaleRoom),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def delete_a_room(caller: Caller, room_id: UUID, precondition: Precondition) -> Answer:
        """Take a room out of use.

        It leaves the list and takes no new bookings. Meetings booked in it keep it, and those who look them
        up still find its name; ``{"active": true}`` brings it back.
        """
        remove_room(RemoveRoomCommand(caller, room_id, expected(precondition, caller, room_id)))
        return NO_CONTENT

    return rooms
