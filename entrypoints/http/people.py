"""Who there is."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.read_me import ReadMe
from application.identity.read_person import ReadPerson
from application.identity.search_people import SearchPeople
from application.shared.refusals import InvalidCursor
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX, Access
from entrypoints.http.schemas.person import Me, PeoplePage, PeopleQuery, PersonShown


def people_blueprint(
    gate: Gate, *, read_me: ReadMe, read_person: ReadPerson, search_people: SearchPeople
) -> ApiBlueprint:
    people = ApiBlueprint("people", gate)

    @people.operation("GET", "/me", Access.SIGNED_IN, answers={200: Me})
    def me(caller: Caller) -> Answer:
        """The caller's own account."""
        return Answer(Me.of(read_me(caller)))

    @people.operation(
        "GET",
        "/people",
        Permission.READ_PEOPLE,
        answers={200: PeoplePage},
        refusals=(InvalidCursor,),
    )
    def list_people(caller: Caller, query: PeopleQuery) -> Answer:
        """Find people by name or address, ordered by name."""
        page, cursor = search_people(caller, query.q, cursor=query.cursor, limit=query.limit)
        body = PeoplePage(data=[PersonShown.of(each) for each in page], next_cursor=cursor)
        following = {"q": query.q, "limit": query.limit, "cursor": cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/people", following) if cursor else {})

    @people.operation(
        "GET",
        "/people/{person_id}",
        Permission.READ_PEOPLE,
        answers={200: PersonShown},
        refusals=(PersonNotFound,),
    )
    def person(caller: Caller, person_id: UUID) -> Answer:
        """One person."""
        return Answer(PersonShown.of(read_person(caller, person_id)))

    return people
