"""Where people are signed in, and how that ends."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.end_other_sessions import EndOtherSessions
from application.identity.end_session import EndSession
from application.identity.read_sessions import ReadSessions
from domain.identity.refusals import PermissionMissing, PersonNotFound, SessionNotFound
from domain.identity.role import Permission
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.session import OpenSessionShown, OpenSessionsShown


def sessions_blueprint(
    gate: Gate,
    *,
    read_sessions: ReadSessions,
    end_session: EndSession,
    end_other_sessions: EndOtherSessions,
) -> ApiBlueprint:
    """One's own need no permission, and nobody can end them in somebody's name; all others are an admin's."""
    sessions = ApiBlueprint("sessions", gate)

    def listed(caller: Caller, person_id: UUID) -> Answer:
        found = read_sessions(caller, person_id)
        data = [OpenSessionShown.of(each, current_id=caller.session_id) for each in found]
        return Answer(OpenSessionsShown(data=data, next_cursor=None))

    @sessions.operation("GET", "/auth/sessions", Access.IN_PERSON, answers={200: OpenSessionsShown})
    def list_sessions(caller: Caller) -> Answer:
        """Where the caller is signed in, the last used first: 100 devices at the most."""
        return listed(caller, caller.person_id)

    @sessions.operation(
        "DELETE",
        "/auth/sessions/{session_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(SessionNotFound,),
        once=True,
    )
    def end_one(caller: Caller, session_id: UUID) -> Answer:
        """Sign one device out: its tokens are void at once, its live connections are closed."""
        end_session(caller, caller.person_id, session_id)
        return NO_CONTENT

    @sessions.operation("DELETE", "/auth/sessions", Access.IN_PERSON, answers={204: None}, once=True)
    def end_others(caller: Caller) -> Answer:
        """Sign out everywhere but here."""
        end_other_sessions(caller, caller.person_id)
        return NO_CONTENT

    @sessions.operation(
        "GET",
        "/people/{person_id}/sessions",
        Permission.MANAGE_PEOPLE,
        answers={200: OpenSessionsShown},
        refusals=(PersonNotFound, PermissionMissing),
    )
    def list_sessions_of(caller: Caller, person_id: UUID) -> Answer:
        """Where a person is signed in; for admins."""
        return listed(caller, person_id)

    @sessions.operation(
        "DELETE",
        "/people/{person_id}/sessions/{session_id}",
        Permission.MANAGE_PEOPLE,
        answers={204: None},
        refusals=(SessionNotFound, PersonNotFound, PermissionMissing),
        once=True,
    )
    def end_one_of(caller: Caller, person_id: UUID, session_id: UUID) -> Answer:
        """Sign one device of a person out; for admins."""
        end_session(caller, person_id, session_id)
        return NO_CONTENT

    @sessions.operation(
        "DELETE",
        "/people/{person_id}/sessions",
        Permission.MANAGE_PEOPLE,
        answers={204: None},
        refusals=(PersonNotFound, PermissionMissing),
        once=True,
    )
    def end_all_of(caller: Caller, person_id: UUID) -> Answer:
        """Sign a person out everywhere (but not the session that asks); for admins."""
        end_other_sessions(caller, person_id)
        return NO_CONTENT

    return sessions
