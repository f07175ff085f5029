from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import AccessTokens, PeopleDirectory
from application.shared.ports import Clock
from domain.identity.refusals import NotADelegate, NotSignedIn


@dataclass(frozen=True, slots=True)
class Authenticate:
    """Turns an access token into a caller, with the role they have now, not the one in the token.

    Raises NotSignedIn; also when the session has ended or the person was deactivated in the meantime. Raises
    NotADelegate when they may not act ``on_behalf_of`` that person.
    """

    access_tokens: AccessTokens
    people: PeopleDirectory
    clock: Clock

    def __call__(
        self, token: str, *, mutation_id: str | None = None, on_behalf_of: UUID | None = None
    ) -> Caller:
        now = self.clock.now()
        claims = self.access_tokens.read(token, now=now)
        session = self.people.live_session(claims.session_id, now=now)
        if session is None or session.person.id != claims.person_id:
            raise NotSignedIn("this session has ended; sign in again")
        person = session.person
        if on_behalf_of is None or on_behalf_of == person.id:
            return Caller(
                person.id, person.role, session.session_id, mutation_id, proved_at=session.proved_at
            )
        principal = self.people.principal(on_behalf_of, delegate_id=person.id)
        if principal is None:
            raise NotADelegate("you may not act for this person; they themselves or an admin can allow it")
        role = principal.role.narrowed_to(person.role)
        return Caller(principal.id, role, session.session_id, mutation_id, delegate_id=person.id)
