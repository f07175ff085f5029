from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import (
    AccessTokens,
    IdentityWork,
    LiveToken,
    OpaqueTokens,
    PeopleDirectory,
)
from application.shared.ports import Clock, Transactions
from domain.identity.api_token import LAST_USE_IS_KEPT_TO, PREFIX, is_api_token
from domain.identity.refusals import NotADelegate, NotSignedIn


@dataclass(frozen=True, slots=True)
class Authenticate:
    """Turns an access token or an API token into a caller, with the role they have now.

    Raises NotSignedIn; also when the session has ended or the person was deactivated in the meantime. Raises
    NotADelegate when they may not act ``on_behalf_of`` that person.
    """

    access_tokens: AccessTokens
    people: PeopleDirectory
    transactions: Transactions[IdentityWork]
    opaque_tokens: OpaqueTokens
    clock: Clock

    def __call__(
        self, token: str, *, mutation_id: str | None = None, on_behalf_of: UUID | None = None
    ) -> Caller:
        now = self.clock.now()
        named = self._by_api_token if token.startswith(PREFIX) else self._by_access_token
        caller = named(token, mutation_id, now)
        if on_behalf_of is None or on_behalf_of == caller.person_id:
            return caller
        principal = self.people.principal(on_behalf_of, delegate_id=caller.person_id)
        if principal is None:
            raise NotADelegate("you may not act for this person; they themselves or an admin can allow it")
        role = principal.role.narrowed_to(caller.role)
        return replace(
            caller, person_id=principal.id, role=role, delegate_id=caller.person_id, proved_at=None
        )

    def _by_access_token(self, token: str, mutation_id: str | None, now: datetime) -> Caller:
        claims = self.access_tokens.read(token, now=now)
        session = self.people.live_session(claims.session_id, now=now)
        if session is None or session.person.id != claims.person_id:
            raise NotSignedIn("this session has ended; sign in again")
        return Caller.of(session, mutation_id=mutation_id)

    def _by_api_token(self, token: str, mutation_id: str | None, now: datetime) -> Caller:
        digest = self.opaque_tokens.digest(token)
        known = self.people.live_token(digest, now=now) if is_api_token(token) else None
        if known is None:
            raise NotSignedIn("this API token is unknown, revoked or expired; make a new one")
        self._remember_use(known, now)
        return Caller.of(known, mutation_id=mutation_id)

    def _remember_use(self, token: LiveToken, now: datetime) -> None:
        """To the minute, so that a busy program does not write with every request."""
        if token.last_used_at is None or now - token.last_used_at >= LAST_USE_IS_KEPT_TO:
            with self.transactions.begin() as work:
                work.api_tokens.used(token.token_id, now=now)
