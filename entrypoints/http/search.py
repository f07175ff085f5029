"""One search for all that somebody may look for."""

from collections.abc import Sequence

from application.identity.caller import Caller
from application.identity.ports import KnownPerson
from application.identity.search_people import SearchPeople
from application.meeting.find_meetings import FindMeetings
from application.meeting.find_passages import FindPassages
from application.meeting.search_rooms import SearchRooms, SearchRoomsCommand
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.room import Room
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.meeting_list import ListedMeetingShown
from entrypoints.http.schemas.person import PersonEntry
from entrypoints.http.schemas.room import RoomShown
from entrypoints.http.schemas.search import FoundShown, PassageShown, SearchQuery


def search_blueprint(
    gate: Gate,
    *,
    find_meetings: FindMeetings,
    find_passages: FindPassages,
    search_people: SearchPeople,
    search_rooms: SearchRooms,
) -> ApiBlueprint:
    search = ApiBlueprint("search", gate)

    @search.operation(
        "GET", "/search", Permission.READ_MEETINGS, answers={200: FoundShown}, refusals=(InvalidCursor,)
    )
    def find(caller: Caller, query: SearchQuery) -> Answer:
        """Find by words people, rooms, meetings, and what stands in their agendas, minutes and chats."""
        words, limit, goes_on = query.q.strip(), query.limit, query.cursor is not None
        meetings, cursor = find_meetings(caller, words, cursor=query.cursor, limit=limit)
        people: Sequence[KnownPerson] = ()
        rooms: Sequence[Room] = ()
        if not goes_on and caller.may(Permission.READ_PEOPLE):
            people, _ = search_people(caller, words, cursor=None, limit=limit)
        if not goes_on and caller.may(Permission.READ_ROOMS):
            rooms, _ = search_rooms(SearchRoomsCommand(caller, words, limit=limit))
        passages = () if goes_on else find_passages(caller, words, limit=limit)
        body = FoundShown(
            people=[PersonEntry.of(each) for each in people],
            rooms=[RoomShown.of(each) for each in rooms],
            meetings=[ListedMeetingShown.of(each) for each in meetings],
            passages=[PassageShown.of(each) for each in passages],
            next_cursor=cursor,
        )
        following = {"q": query.q, "limit": limit, "cursor": cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/search", following) if cursor else {})

    return search
