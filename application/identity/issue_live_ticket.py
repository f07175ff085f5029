from dataclasses import dataclass
from datetime import timedelta

from application.identity.caller import Caller
from application.identity.credential_ports import LiveTicket
from application.identity.ports import IdentityWork, OpaqueTokens
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import OnlyInPerson
from domain.identity.role import Permission

LIFETIME = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class IssueLiveTicket:
    """A single-use secret that opens one live connection, so that no token stands in a URL.

    Raises PermissionMissing, or OnlyInPerson: everybody listens for themselves.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens

    def __call__(self, caller: Caller) -> str:
        caller.must(Permission.READ_EVENTS)
        if caller.delegate_id is not None:
            raise OnlyInPerson("nobody can listen for somebody else; leave out On-Behalf-Of")
        ticket = self.opaque_tokens.new()
        expires_at = self.clock.now() + LIFETIME
        with self.transactions.begin() as work:
            issued = LiveTicket(caller.person_id, expires_at, caller.session_id, caller.token_id)
            work.live_tickets.add(self.opaque_tokens.digest(ticket), issued)
        return ticket
