from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.password_rows import PasswordResetRow
from application.identity.ports import PasswordResets
from domain.identity.password_reset import PasswordReset
from domain.shared.event import DomainEvent


class PostgresPasswordResets(PasswordResets):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def of(self, person_id: UUID) -> PasswordReset | None:
        mine = select(PasswordResetRow.__table__).where(PasswordResetRow.person_id == person_id)
        row = self._connection.execute(mine).one_or_none()
        if row is None:
            return None
        return PasswordReset(row.person_id, row.digest, row.expires_at, tuple(row.mailed_at))

    def owner(self, digest: bytes) -> UUID | None:
        owner = select(PasswordResetRow.person_id).where(PasswordResetRow.digest == digest)
        return self._connection.scalar(owner)

    def save(self, reset: PasswordReset) -> None:
        values = {
            "person_id": reset.person_id,
            "digest": reset.digest,
            "expires_at": reset.expires_at,
            "mailed_at": list(reset.mailed_at),
        }
        kept = insert(PasswordResetRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["person_id"], set_=values))
        self._record(reset.events)
        reset.events.clear()

    def remove(self, person_id: UUID) -> None:
        self._connection.execute(delete(PasswordResetRow).where(PasswordResetRow.person_id == person_id))
