from datetime import datetime

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError

from adapters.postgres.rows import IdempotencyKeyRow
from application.shared.ports import IdempotencyKeys, KeptAnswer
from application.shared.refusals import IdempotencyKeyInUse, IdempotencyKeyReused


class PostgresIdempotencyKeys(IdempotencyKeys):
    """The unique index makes later claims wait for the transaction that claimed first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, owner: str, key: str, fingerprint: bytes, *, now: datetime) -> KeptAnswer | None:
        values = {"owner": owner, "key": key, "fingerprint": fingerprint, "claimed_at": now}
        claimed = insert(IdempotencyKeyRow).values(values).on_conflict_do_nothing()
        try:
            # With ON CONFLICT the count of rows is unknown to SQLAlchemy; what is returned is not.
            if self._connection.execute(claimed.returning(IdempotencyKeyRow.owner)).scalar() is not None:
                return None
            row = self._connection.execute(
                select(IdempotencyKeyRow.__table__)
                .where(IdempotencyKeyRow.owner == owner, IdempotencyKeyRow.key == key)
                .with_for_update()
            ).one_or_none()
        except OperationalError as error:
            if isinstance(error.orig, LockNotAvailable):
                raise IdempotencyKeyInUse("a request with this key is still at work; try again") from error
            raise
        if row is None:  # housekeeping removed it in between: it is ours after all
            return self.claim(owner, key, fingerprint, now=now)
        if row.status is None or row.headers is None or row.body is None:  # claimed once, never answered
            self._write(owner, key, fingerprint=fingerprint, claimed_at=now)
            return None
        if row.fingerprint != fingerprint:
            raise IdempotencyKeyReused("this Idempotency-Key was used for another request; use a new one")
        return KeptAnswer(row.status, row.headers, row.body)

    def keep(self, owner: str, key: str, answer: KeptAnswer) -> None:
        self._write(owner, key, status=answer.status, headers=dict(answer.headers), body=answer.body)

    def _write(self, owner: str, key: str, **values: object) -> None:
        self._connection.execute(
            update(IdempotencyKeyRow)
            .where(IdempotencyKeyRow.owner == owner, IdempotencyKeyRow.key == key)
            .values(**values)
        )
