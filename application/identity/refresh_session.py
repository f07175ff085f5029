from dataclasses import dataclass

from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens
from application.identity.signing_in import SignedIn, signed_in
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import SessionEnded
from domain.identity.session import Ending, Rotation


@dataclass(frozen=True, slots=True)
class RefreshSession:
    """Trades a refresh token for its successor and a new access token.

    The successor is a function of the token, so parallel calls with one token get one answer, and a lost
    answer can be asked for again within the grace (``domain.identity.session``). Raises SessionEnded for an
    unknown token, and for a replaced one, which ends the session first (RFC 9700 §4.14.2).
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, refresh_token: str) -> SignedIn:
        successor = self.opaque_tokens.successor(refresh_token)
        answer = self._rotate(refresh_token, successor)
        if answer is None:
            raise SessionEnded("this session has ended; sign in again")
        return answer

    def _rotate(self, token: str, successor: str) -> SignedIn | None:
        """None when the session ended on the spot: that must be committed, so nothing is raised here."""
        now = self.clock.now()
        digest = self.opaque_tokens.digest
        with self.transactions.begin() as work:
            session = work.sessions.by_refresh_digest(digest(token))
            if session is None:
                return None
            rotation = session.rotate(digest(token), digest(successor), now=now)
            # Not held: whoever ends sessions holds the person first, and would wait for us in a circle.
            (person,) = work.people.among([session.person_id], ())
            if not person.active:
                session.end(Ending.DEACTIVATED, by=None, now=now)
            work.sessions.save(session)
            if rotation is Rotation.REUSED or not person.active:
                return None
            return signed_in(person, session, successor, self.access_tokens, now)
