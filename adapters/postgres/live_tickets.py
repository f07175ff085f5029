from sqlalchemy import Connection, delete, insert

from adapters.postgres.identity_rows import LiveTicketRow
from application.identity.credential_ports import LiveTicket, LiveTickets


class PostgresLiveTickets(LiveTickets):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: bytes, ticket: LiveTicket) -> None:
        self._connection.execute(
            insert(LiveTicketRow).values(
                digest=digest,
                person_id=ticket.person_id,
                session_id=ticket.session_id,
                token_id=ticket.token_id,
                expires_at=ticket.expires_at,
            )
        )

    def take(self, digest: bytes) -> LiveTicket | None:
        taken = (
            delete(LiveTicketRow)
            .where(LiveTicketRow.digest == digest)
            .returning(
                LiveTicketRow.person_id,
                LiveTicketRow.expires_at,
                LiveTicketRow.session_id,
                LiveTicketRow.token_id,
            )
        )
        row = self._connection.execute(taken).one_or_none()
        return None if row is None else LiveTicket(*row)
