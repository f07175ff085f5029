from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import LiveSession, LiveToken, PeopleDirectory
from application.shared.ports import Clock
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class CheckCredentials:
    """Which of these sessions and API tokens still let one listen, and who their callers are by now.

    For whoever keeps a connection open longer than one request.
    """

    people: PeopleDirectory
    clock: Clock

    def __call__(self, credential_ids: Collection[UUID]) -> Mapping[UUID, Caller]:
        now = self.clock.now()
        sessions = self.people.live_sessions(credential_ids, now=now)
        tokens = self.people.live_tokens(credential_ids, now=now)
        alive: list[LiveSession | LiveToken] = [*sessions.values(), *tokens.values()]
        callers = map(Caller.of, alive)
        return {
            caller.credential_id: caller
            for caller in callers
            if caller.credential_id is not None and caller.may(Permission.READ_EVENTS)
        }
