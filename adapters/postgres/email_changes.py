from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.joining_rows import EmailChangeRow
from application.identity.ports import EmailChanges
from domain.identity.email_change import EmailChange


class PostgresEmailChanges(EmailChanges):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, change: EmailChange) -> None:
        values = {
            "person_id": change.person_id,
            "email": change.email,
            "digest": change.digest,
            "session_id": change.session_id,
            "asked_at": change.asked_at,
        }
        kept = insert(EmailChangeRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["person_id"], set_=values))

    def by_digest(self, digest: bytes) -> EmailChange | None:
        one = select(EmailChangeRow.__table__).where(EmailChangeRow.digest == digest)
        row = self._connection.execute(one).one_or_none()
        if row is None:
            return None
        return EmailChange(row.person_id, row.email, row.digest, row.session_id, row.asked_at)

    def remove(self, person_id: UUID) -> None:
        one = delete(EmailChangeRow).where(EmailChangeRow.person_id == person_id)
        self._connection.execute(one)
