from dataclasses import dataclass
from datetime import datetime

from application.identity.caller import Caller
from application.identity.credential_ports import LiveTicket
from application.identity.ports import (
    IdentityWork,
    LiveSession,
    LiveToken,
    OpaqueTokens,
    PeopleDirectory,
)
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import LiveTicketInvalid


@dataclass(frozen=True, slots=True)
class RedeemLiveTicket:
    """Who may open this connection. Raises LiveTicketInvalid for an unknown, used or expired ticket."""

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, ticket: str) -> Caller:
        now = self.clock.now()
        with self.transactions.begin() as work:
            taken = work.live_tickets.take(self.opaque_tokens.digest(ticket))
        credential = None
        if taken is not None and now < taken.expires_at:
            credential = self._credential(taken, now)
        if credential is None:
            raise LiveTicketInvalid("this ticket is unknown, used or expired; ask for a new one")
        return Caller.of(credential)

    def _credential(self, ticket: LiveTicket, now: datetime) -> LiveSession | LiveToken | None:
        if ticket.session_id is not None:
            return self.people.live_session(ticket.session_id, now=now)
        assert ticket.token_id is not None
        return self.people.live_tokens([ticket.token_id], now=now).get(ticket.token_id)
