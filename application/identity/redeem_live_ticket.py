from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, OpaqueTokens, PeopleDirectory
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
        session = None
        if taken is not None and now < taken.expires_at:
            session = self.people.live_session(taken.session_id, now=now)
        if session is None:
            raise LiveTicketInvalid("this ticket is unknown, used or expired; ask for a new one")
        return Caller(session.person.id, session.person.role, session.session_id)
