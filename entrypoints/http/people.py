"""Who there is, what they say about themselves, and what admins decide about them."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.change_person import ChangePerson, ChangePersonCommand
from application.identity.change_profile import ChangeProfile, ChangeProfileCommand
from application.identity.read_me import ReadMe
from application.identity.read_person import ReadPerson
from application.identity.search_people import SearchPeople
from application.shared.refusals import InvalidCursor
from domain.identity.refusals import LastAdmin, PermissionMissing, PersonNotFound, StalePerson
from domain.identity.role import Permission
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, Access, IfMatch
from entrypoints.http.schemas.person import (
    Me,
    PeoplePage,
    PeopleQuery,
    PersonChangeSent,
    PersonEntry,
    ProfileSent,
)


def people_blueprint(
    gate: Gate,
    *,
    read_me: ReadMe,
    read_person: ReadPerson,
    search_people: SearchPeople,
    change_profile: ChangeProfile,
    change_person: ChangePerson,
) -> ApiBlueprint:
    people = ApiBlueprint("people", gate)

    def current_me(caller: Caller) -> Me:
        return Me.of(read_me(caller))

    def current(caller: Caller, person_id: UUID) -> PersonEntry:
        return PersonEntry.of(read_person(caller, person_id))

    def shown(body: Me | PersonEntry) -> Answer:
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @people.operation("GET", "/me", Access.SIGNED_IN, answers={200: Me})
    def me(caller: Caller) -> Answer:
        """The caller's own account."""
        return shown(current_me(caller))

    @people.operation(
        "PATCH",
        "/me",
        Access.IN_PERSON,
        answers={200: Me},
        refusals=(StalePerson,),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current_me,
    )
    def change_me(caller: Caller, body: ProfileSent, precondition: Precondition) -> Answer:
        """Change one's own name, time zone or language.

        The address is changed at `/auth/email`, the password at `/auth/password`; a role only by an admin.
        """
        version = precondition.expected(lambda: current_me(caller).version)
        change_profile(ChangeProfileCommand(caller, version, body.name, body.time_zone, body.language))
        return shown(current_me(caller))

    @people.operation(
        "GET",
        "/people",
        Permission.READ_PEOPLE,
        answers={200: PeoplePage},
        refusals=(InvalidCursor, PermissionMissing),
    )
    def list_people(caller: Caller, query: PeopleQuery) -> Answer:
        """Find people by name or address, ordered by name."""
        page, cursor = search_people(
            caller, query.q, active=query.active, cursor=query.cursor, limit=query.limit
        )
        body = PeoplePage(data=[PersonEntry.of(each) for each in page], next_cursor=cursor)
        active = {} if query.active else {"active": "false"}
        following = {"q": query.q, **active, "limit": query.limit, "cursor": cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/people", following) if cursor else {})

    @people.operation(
        "GET",
        "/people/{person_id}",
        Permission.READ_PEOPLE,
        answers={200: PersonEntry},
        refusals=(PersonNotFound,),
    )
    def person(caller: Caller, person_id: UUID) -> Answer:
        """One person; somebody deactivated only with `people:manage`."""
        return shown(current(caller, person_id))

    @people.operation(
        "PATCH",
        "/people/{person_id}",
        Permission.MANAGE_PEOPLE,
        answers={200: PersonEntry},
        refusals=(PersonNotFound, StalePerson, LastAdmin),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_a_person(
        caller: Caller, person_id: UUID, body: PersonChangeSent, precondition: Precondition
    ) -> Answer:
        """Give somebody another role, deactivate or reactivate them.

        It acts from their next request on. Deactivating ends their sessions and live connections, and revokes
        their API tokens, delegations and the invitations they sent; reactivating brings none of that back.
        """
        version = precondition.expected(lambda: current(caller, person_id).version)
        change_person(ChangePersonCommand(caller, person_id, version, body.role, body.active))
        return shown(current(caller, person_id))

    return people
