from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock


@dataclass(frozen=True, slots=True)
class CheckSessions:
    """Which of these sessions still live, and who their callers are by now, with the role of this moment.

    For whoever keeps a connection open longer than one request.
    """

    people: PeopleDirectory
    clock: Clock

    def __call__(self, session_ids: Collection[UUID]) -> Mapping[UUID, Caller]:
        sessions = self.people.live_sessions(session_ids, now=self.clock.now())
        return {
            session_id: Caller(session.person.id, session.person.role, session_id)
            for session_id, session in sessions.items()
        }
