from dataclasses import dataclass

from application.identity.ports import IdentityWork, OpaqueTokens
from application.shared.ports import Clock, Transactions
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class SignOut:
    """Ends the session that holds this refresh token; without one there is nothing to end."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, refresh_token: str) -> None:
        with self.transactions.begin() as work:
            session = work.sessions.by_refresh_digest(self.opaque_tokens.digest(refresh_token))
            if session is not None:
                session.end(Ending.SIGNED_OUT, by=session.person_id, now=self.clock.now())
                work.sessions.save(session)
