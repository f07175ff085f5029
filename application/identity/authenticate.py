from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import AccessTokens, PeopleDirectory
from application.shared.ports import Clock
from domain.identity.refusals import NotSignedIn


@dataclass(frozen=True, slots=True)
class Authenticate:
    """Turns an access token into a caller, with the role they have now, not the one in the token.

    Raises NotSignedIn; also when the session has ended or the person was deactivated in the meantime.
    """

    access_tokens: AccessTokens
    people: PeopleDirectory
    clock: Clock

    def __call__(self, token: str, *, mutation_id: str | None = None) -> Caller:
        now = self.clock.now()
        claims = self.access_tokens.read(token, now=now)
        session = self.people.live_session(claims.session_id, now=now)
        if session is None or session.person.id != claims.person_id:
            raise NotSignedIn("this session has ended; sign in again")
        return Caller(session.person.id, session.person.role, session.session_id, mutation_id)
