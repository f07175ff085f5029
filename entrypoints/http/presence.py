"""Who can be reached just now."""

from application.conversation.read_presence import ReadPresence
from application.identity.caller import Caller
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.presence import PersonPresenceShown, PresenceQuery, PresenceShown


def presence_blueprint(gate: Gate, *, read_presence: ReadPresence) -> ApiBlueprint:
    presence = ApiBlueprint("presence", gate)

    @presence.operation("GET", "/presence", Permission.READ_PRESENCE, answers={200: PresenceShown})
    def who_is_there(caller: Caller, query: PresenceQuery) -> Answer:
        """Who is online, away or offline, ordered by id.

        People whom the caller may not see are left out, as those are who do not exist.
        """
        people = read_presence(caller, query.people)
        return Answer(PresenceShown(people=[PersonPresenceShown.of(each) for each in people]))

    return presence
