"""A part of the container: rooms, and who answers for them."""

from typing import Any

from dependency_injector import containers, providers

from application.meeting.add_room import AddRoom
from application.meeting.answer_for_room import AnswerForRoom
from application.meeting.change_room import ChangeRoom
from application.meeting.read_room import ReadRoom
from application.meeting.read_room_requests import ReadRoomRequests
from application.meeting.remove_room import RemoveRoom
from application.meeting.search_rooms import SearchRooms


class Rooms(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()

    add = providers.Factory(AddRoom, transactions, clock)
    change = providers.Factory(ChangeRoom, transactions, clock)
    read = providers.Factory(ReadRoom, transactions)
    remove = providers.Factory(RemoveRoom, transactions, clock)
    search = providers.Factory(SearchRooms, transactions)
    answer_for = providers.Factory(AnswerForRoom, transactions, clock)
    read_requests = providers.Factory(ReadRoomRequests, transactions, people)
