from adapters.postgres.database import OpenTransaction
from application.identity.credential_ports import LiveTicket, LiveTickets

_ADD = """
    INSERT INTO live_ticket (digest, person_id, expires_at, session_id, token_id) VALUES (%s, %s, %s, %s, %s)
"""
_TAKE = "DELETE FROM live_ticket WHERE digest = %s RETURNING person_id, expires_at, session_id, token_id"


class PostgresLiveTickets(LiveTickets):
    """Without SQLAlchemy's layers, and at once: after a restart thousands come back within seconds.

    A ticket that was made for nobody, or taken in vain, harms nobody.
    """

    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def add(self, digest: bytes, ticket: LiveTicket) -> None:
        self._opened.write_at_once(
            _ADD, digest, ticket.person_id, ticket.expires_at, ticket.session_id, ticket.token_id
        )

    def take(self, digest: bytes) -> LiveTicket | None:
        found = self._opened.write_at_once(_TAKE, digest)
        return LiveTicket(*found[0]) if found else None
