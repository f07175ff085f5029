from dataclasses import dataclass
from datetime import timedelta

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, LiveTicket, OpaqueTokens
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import NotSignedIn

LIFETIME = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class IssueLiveTicket:
    """A single-use secret that opens one live connection, so that no token stands in a URL."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, caller: Caller) -> str:
        if caller.session_id is None:
            raise NotSignedIn("live connections belong to a session; sign in first")
        ticket = self.opaque_tokens.new()
        expires_at = self.clock.now() + LIFETIME
        with self.transactions.begin() as work:
            issued = LiveTicket(caller.person_id, caller.session_id, expires_at)
            work.live_tickets.add(self.opaque_tokens.digest(ticket), issued)
        return ticket
